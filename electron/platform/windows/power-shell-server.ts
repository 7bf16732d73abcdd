import { join } from 'node:path';
import { z } from 'zod';
import type { FileReference } from '../../../shared/api/call.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { ApplyOrder, RunContext, ServerRun, ServerStep, WindowsServer } from '../../core/ports/windows-server.ts';
import { windowsProblem } from './problems.ts';
import { runProgram, type Program } from './run-program.ts';
import { ScriptEvents, type ScriptEvent } from './script-events.ts';
import { scriptArguments } from './system.ts';

/** Installing a feature can be silent for long. */
const usualIdleMilliseconds = 30 * 60 * 1000;

const applyState = z.enum(['unchanged', 'changed', 'failed', 'skipped']);
const verifyState = z.enum(['as-planned', 'different', 'unknown']);
const rollbackState = z.enum(['undone', 'unchanged', 'left']);

/**
 * This Windows server, through the scripts of a bundle in 64-bit Windows PowerShell 5.1: a fixed script by `-File`, its
 * arguments as they are, passwords as lines on standard input, marked lines back.
 */
export class PowerShellServer implements WindowsServer {
  readonly #program: Program;
  readonly #scripts: string;
  readonly #idleMilliseconds: number;

  /** `scripts` is the folder of the program's own scripts: an elevated run never executes from a folder that others can write. */
  constructor(program: Program, scripts: string, idleMilliseconds = usualIdleMilliseconds) {
    this.#program = program;
    this.#scripts = scripts;
    this.#idleMilliseconds = idleMilliseconds;
  }

  async apply(order: ApplyOrder, context: RunContext): Promise<Reply<ServerRun>> {
    const { bundle, plan, agreedDigest } = order;
    const events = new ScriptEvents(progressOf(plan, context));
    const options = ['-Bundle', bundle.handle, '-ExpectedDigest', agreedDigest, '-FromStandardInput'];
    const ended = await this.#run('apply.ps1', options, secretLines(order), events, context.signal);
    const { journal } = events;
    // Refused before anything was changed, or never started.
    if (journal === undefined) return fail(problemOf(events, ended));
    const isDone = ended.ok && events.result?.status === 0;
    const steps = events.result ? stepsOf(events.result.steps, applyState) : stepsSoFar(plan, events);
    return succeed({ steps, journal, problem: isDone ? null : problemOf(events, ended) });
  }

  async verify(bundle: FileReference, plan: Plan, context: RunContext) {
    const events = new ScriptEvents(progressOf(plan, context));
    const options = ['-Bundle', bundle.handle, '-ExpectedDigest', plan.digest];
    const ended = await this.#run('verify.ps1', options, '', events, context.signal);
    if (!events.result) return fail(problemOf(events, ended));
    return succeed(stepsOf(events.result.steps, verifyState));
  }

  async rollback(journal: FileReference, { signal }: RunContext) {
    const events = new ScriptEvents();
    const ended = await this.#run('rollback.ps1', ['-Journal', journal.handle], '', events, signal);
    if (!events.result || !ended.ok) return fail(problemOf(events, ended));
    return succeed(stepsOf(events.result.steps, rollbackState));
  }

  #run(script: string, options: readonly string[], input: string, events: ScriptEvents, signal: AbortSignal) {
    return runProgram(this.#program, {
      arguments: scriptArguments(join(this.#scripts, script), ...options, '-Installed', '-Json'),
      input: new TextEncoder().encode(input),
      idleMilliseconds: this.#idleMilliseconds,
      signal,
      onOutput: (bytes) => events.add(bytes),
    });
  }
}

function stepsOf<State extends string>(
  steps: readonly { change: string; state: string; because?: string | undefined }[],
  states: z.ZodType<State>,
): ServerStep<State>[] {
  return steps.map(({ change, state, because }) => ({
    change,
    state: states.parse(state),
    ...(because !== undefined && { because }),
  }));
}

/** What is known of a run that was ended: the changes that it told of, and the others as skipped. */
function stepsSoFar(plan: Plan, { all }: ScriptEvents): ServerRun['steps'] {
  const told = new Map(all.flatMap((event) => (event.event === 'change' ? [[event.change, event.state]] : [])));
  return plan.changes.map(({ id }) => ({ change: id, state: applyState.catch('skipped').parse(told.get(id)) }));
}

function problemOf(events: ScriptEvents, ended: Reply<{ status: number | null }>): Problem {
  if (events.problem) return events.problem;
  if (!ended.ok) return ended.problem;
  const detail = `The script ended with status ${ended.value.status ?? 'none'} and without a result.`;
  return windowsProblem('windows.program-failed', { detail });
}

function progressOf({ changes }: Plan, { onProgress }: RunContext) {
  const titles = new Map(changes.map(({ id, title }) => [id, title]));
  let done = 0;
  return (event: ScriptEvent) => {
    if (event.event !== 'change') return;
    done += 1;
    onProgress({ message: titles.get(event.change) ?? event.change, done, total: changes.length });
  };
}

/** Returns the lines that apply.ps1 reads: a password is Base-64 of its UTF-8, so that no sign of it ends a line. */
function secretLines({ plan, secrets, pfx, pfxPassword }: ApplyOrder): string {
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
  const lines = [...secrets.accounts].map(([id, password]) => `account ${id} ${base64(password.reveal())}`);
  const server = plan.changes.find((change) => change.resource === 'certificate' && change.after.privateKey);
  if (server?.resource === 'certificate' && pfx && pfxPassword) {
    lines.push(`path ${server.after.thumbprint} ${base64(pfx.handle)}`);
    lines.push(`file ${server.after.thumbprint} ${base64(pfxPassword.reveal())}`);
  }
  return [...lines, 'end', ''].join('\n');
}
