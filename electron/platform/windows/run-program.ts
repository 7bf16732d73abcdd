import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { windowsProblem } from './problems.ts';

/** A program by its full path; `first` are arguments that come before those of each call. */
export interface Program {
  path: string;
  first?: readonly string[];
  environment: Readonly<Record<string, string>>;
}

export interface ProgramCall {
  arguments: readonly string[];
  /** Standard input; it is closed after it. A stream is passed on as it comes. */
  input?: Uint8Array | Readable;
  /** The program is ended when it has printed nothing for so long. */
  idleMilliseconds: number;
  /** More output than this ends the program. */
  maximumBytes?: number;
  signal?: AbortSignal;
  /** Called with each piece of output as it comes; it is not kept then. */
  onOutput?: (bytes: Uint8Array) => void;
}

export interface Ended {
  status: number | null;
  output: Buffer;
}

/**
 * Runs a program without a shell: its arguments arrive as they are. Fails when it cannot be started, is silent for too
 * long, prints too much or is cancelled. What it printed is in no problem: it can hold passwords.
 */
export function runProgram(program: Program, call: ProgramCall): Promise<Reply<Ended>> {
  const { maximumBytes = 64 * 1024 * 1024, idleMilliseconds, signal } = call;
  return new Promise((resolve) => {
    const child = spawn(program.path, [...(program.first ?? []), ...call.arguments], {
      env: program.environment,
      shell: false,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const pieces: Buffer[] = [];
    let length = 0;
    let problem: Problem | null = null;
    const end = (reason: Problem) => {
      problem ??= reason;
      child.kill('SIGKILL');
    };
    const tooSilent = () => end(windowsProblem('windows.not-answering', { detail: program.path }));
    let timer = setTimeout(tooSilent, idleMilliseconds);
    const cancel = () => end(windowsProblem('windows.stopped', { detail: program.path }));
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    child.stdout.on('data', (bytes: Buffer) => {
      clearTimeout(timer);
      timer = setTimeout(tooSilent, idleMilliseconds);
      length += bytes.length;
      if (length > maximumBytes) {
        end(windowsProblem('windows.output-not-understood', { detail: `${program.path} printed too much.` }));
      } else if (call.onOutput) call.onOutput(bytes);
      else pieces.push(bytes);
    });
    const done = (reply: Reply<Ended>) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve(reply);
    };
    child.on('error', () => done(fail(windowsProblem('windows.program-missing', { detail: program.path }))));
    child.on('close', (status) => done(problem ? fail(problem) : succeed({ status, output: Buffer.concat(pieces) })));
    // The program may end before it has read its input.
    child.stdin.on('error', () => undefined);
    if (call.input instanceof Readable) call.input.pipe(child.stdin);
    else child.stdin.end(call.input ?? new Uint8Array());
  });
}
