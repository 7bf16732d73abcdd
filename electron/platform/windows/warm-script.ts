import { PassThrough } from 'node:stream';
import { z } from 'zod';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { MarkedLines } from './marked-lines.ts';
import { windowsProblem } from './problems.ts';
import { runProgram, type Program } from './run-program.ts';

export interface WarmLimits {
  /** The input of a script that nobody asks for so long is closed. */
  idleMilliseconds: number;
  answerMilliseconds: number;
  answerBytes: number;
}

/** Get-WindowsFeature takes some ten seconds on a slow server; a store with 10,000 certificates has 30 MB. */
const usualLimits: WarmLimits = {
  idleMilliseconds: 5 * 60 * 1000,
  answerMilliseconds: 2 * 60 * 1000,
  answerBytes: 64 * 1024 * 1024,
};

const answerSchema = z.union([
  z.strictObject({ question: z.string(), problem: z.string() }),
  z.strictObject({ question: z.string(), answer: z.unknown() }),
]);

/**
 * A script that is started once and answers questions, one at a time: a line on its standard input, a marked line of JSON
 * on its standard output. One that hangs, says too much or what is not understood is ended; the next question starts it
 * again. It ends when its input does: when nobody has asked for long, or this program is gone.
 */
export class WarmScript {
  readonly #start: () => ScriptProcess;
  readonly #idleMilliseconds: number;
  #process: ScriptProcess | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  constructor(program: Program, options: readonly string[], limits: WarmLimits = usualLimits) {
    this.#start = () => new ScriptProcess(program, options, limits);
    this.#idleMilliseconds = limits.idleMilliseconds;
  }

  /** Returns what the script answers. The question is a line of constant text, never a value from outside. */
  ask(question: string, signal: AbortSignal): Promise<Reply<unknown>> {
    const answer = this.#last.then(() => this.#ask(question, signal));
    this.#last = answer;
    return answer;
  }

  async #ask(question: string, signal: AbortSignal): Promise<Reply<unknown>> {
    clearTimeout(this.#idle);
    if (signal.aborted) return fail(windowsProblem('windows.stopped', { detail: `It was to tell "${question}".` }));
    // One that has answered before can end between two questions.
    const warm = await this.#process?.ask(question, signal);
    const reply = warm ?? (await (this.#process = this.#start()).ask(question, signal));
    this.#idle = setTimeout(() => this.#close(), this.#idleMilliseconds).unref();
    return reply ?? fail(windowsProblem('windows.program-failed', { detail: endedDetail }));
  }

  #close(): void {
    this.#process?.close();
    this.#process = null;
  }
}

const endedDetail =
  'The script ended without an answer. Where the execution policy is AllSigned or Restricted, it never starts.';

/** One process of the script, from its start to its end. */
class ScriptProcess {
  readonly #limits: WarmLimits;
  readonly #input = new PassThrough();
  readonly #stop = new AbortController();
  readonly #ended: Promise<Reply<never> | null>;
  #onBytes: (count: number) => void = () => undefined;
  #onLine: (told: unknown) => void = () => undefined;

  constructor(program: Program, options: readonly string[], limits: WarmLimits) {
    this.#limits = limits;
    const lines = new MarkedLines((told) => this.#onLine(told));
    const run = runProgram(program, {
      arguments: options,
      input: this.#input,
      // It has ended long before, unless it goes on after the end of its input.
      idleMilliseconds: limits.idleMilliseconds + limits.answerMilliseconds,
      // It is each answer that has a limit.
      maximumBytes: Number.POSITIVE_INFINITY,
      signal: this.#stop.signal,
      onOutput: (bytes) => {
        this.#onBytes(bytes.length);
        lines.add(bytes);
      },
    });
    this.#ended = run.then((end) => (!end.ok && end.problem.code === 'windows.program-missing' ? end : null));
  }

  close(): void {
    this.#input.end();
  }

  /** Returns the answer, or null when the script has ended by itself. */
  async ask(question: string, signal: AbortSignal): Promise<Reply<unknown> | null> {
    const { answerMilliseconds, answerBytes } = this.#limits;
    let reason: Problem | null = null;
    const end = (code: Parameters<typeof windowsProblem>[0]) => {
      reason ??= windowsProblem(code, { detail: `It was asked for "${question}".` });
      this.#stop.abort();
    };
    const timer = setTimeout(() => end('windows.not-answering'), answerMilliseconds);
    const cancel = () => end('windows.stopped');
    signal.addEventListener('abort', cancel, { once: true });
    let length = 0;
    this.#onBytes = (count) => {
      length += count;
      if (length > answerBytes) end('windows.output-not-understood');
    };
    const answered = new Promise<Reply<unknown>>((resolve) => {
      this.#onLine = (told) => {
        const answer = answerSchema.safeParse(told);
        if (!answer.success || answer.data.question !== question) end('windows.output-not-understood');
        else if ('answer' in answer.data) resolve(succeed(answer.data.answer));
        else resolve(fail(windowsProblem('windows.not-told', { detail: `${question}: ${answer.data.problem}` })));
      };
    });
    this.#input.write(`${question}\n`);
    const ended = this.#ended.then((missing) => (reason ? fail(reason) : missing));
    const reply = await Promise.race([answered, ended]);
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    this.#onBytes = this.#onLine = () => undefined;
    return reply;
  }
}
