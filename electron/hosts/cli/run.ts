import { resolve } from 'node:path';
import type { Problem } from '../../../shared/api/problem.ts';
import type { Progress } from '../../core/core.ts';
import type { CommandModule, Outcome, Session } from './command.ts';
import { exitStatus, statusOfProblem, type ExitStatus } from './exit-status.ts';
import { maximumSecretsBytes, parseSecrets } from './given-secrets.ts';
import { asksForJson, parseArguments, type Request } from './parse-arguments.ts';
import { cliProblem } from './problems.ts';
import type { Terminal, TextStream } from './terminal.ts';

export interface Program {
  commands: Readonly<Record<string, CommandModule>>;
  version: string;
}

/**
 * Runs one command line and returns its exit status. Everything goes through the terminal's streams; an exception is a
 * bug, and what it says stays inside, because it could hold a secret.
 */
export async function runCommandLine(
  args: readonly string[],
  program: Program,
  terminal: Terminal,
): Promise<ExitStatus> {
  const json = asksForJson(args);
  try {
    const { columns } = terminal.output;
    const request = parseArguments(args, { ...program, ...(columns !== undefined && { columns }) });
    return await answer(request, json, terminal);
  } catch (error) {
    if (terminal.signal.aborted && error === terminal.signal.reason) {
      return await printProblem(cliProblem('api.cancelled', { detail: 'Nothing was written.' }), json, terminal);
    }
    const kind = error instanceof Error ? error.name : typeof error;
    const detail = `An unexpected ${kind} ended the command.`;
    return await printProblem(cliProblem('internal.bug', { detail }), json, terminal);
  }
}

async function answer(request: Request, json: boolean, terminal: Terminal): Promise<ExitStatus> {
  switch (request.kind) {
    case 'problem':
      return printProblem(request.problem, json, terminal);
    case 'print':
      if (json) printJson({ [request.key]: request.text.trimEnd() }, terminal.output);
      else terminal.output.write(request.text);
      return exitStatus.done;
    case 'run': {
      const session = await openSession(request, json, terminal);
      if ('problem' in session) return printProblem(session.problem, json, terminal);
      const reply = await request.command.run(session);
      clearProgress(terminal);
      if (!reply.ok) return printProblem(reply.problem, json, terminal);
      return printOutcome(reply.value, json, terminal);
    }
  }
}

async function openSession(
  { arguments: operands, options }: Extract<Request, { kind: 'run' }>,
  json: boolean,
  terminal: Terminal,
): Promise<Session | { problem: Problem }> {
  const secrets = options.secretsStdin === true ? parseSecrets(await terminal.readInput(maximumSecretsBytes)) : null;
  if (secrets?.ok === false) return { problem: secrets.problem };
  // Who hands the passwords over is a script, or typed them already.
  const { ask, askPassword } = secrets === null ? terminal : {};
  const asking = (question: (text: string) => Promise<string>) => (text: string) => {
    clearProgress(terminal);
    return question(text);
  };
  return {
    core: await terminal.core(),
    context: { signal: terminal.signal, onProgress: (progress) => showProgress(progress, terminal) },
    arguments: operands,
    options,
    at: options.at ?? terminal.now().toISOString(),
    file: (path) => ({ name: path, handle: resolve(terminal.folder, path) }),
    secrets: secrets?.value ?? {},
    folder: terminal.folder,
    say: (line) => (json ? terminal.errors : terminal.output).write(`${line}\n`),
    ...(terminal.onEnter && { onEnter: terminal.onEnter }),
    ...(ask && { ask: asking(ask) }),
    ...(askPassword && { askPassword: asking(askPassword) }),
  };
}

async function printOutcome(
  { status, document, text }: Outcome,
  json: boolean,
  terminal: Terminal,
): Promise<ExitStatus> {
  if (json) printJson(document, terminal.output);
  else {
    const { styleOf } = await import('./text/style.ts');
    terminal.output.write(`${await text(styleOf(terminal.output))}\n`);
  }
  return status;
}

async function printProblem(problem: Problem, json: boolean, terminal: Terminal): Promise<ExitStatus> {
  clearProgress(terminal);
  if (json) printJson({ error: problem }, terminal.output);
  else {
    const [{ styleOf }, { problemText }] = await Promise.all([import('./text/style.ts'), import('./text/problem.ts')]);
    terminal.errors.write(`${problemText(problem, styleOf(terminal.errors))}\n`);
  }
  return statusOfProblem(problem);
}

function printJson(document: unknown, output: TextStream): void {
  output.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** Progress is one line on a terminal that is written over; in a file it would only be in the way. */
function showProgress({ message, done, total }: Progress, { errors }: Terminal): void {
  if (errors.columns === undefined) return;
  const text = total === undefined ? message : `${message} ${done}/${total}`;
  errors.write(`\r\u001b[K${text.replaceAll(/\p{Cc}/gu, '?').slice(0, errors.columns - 1)}`);
}

function clearProgress({ errors }: Terminal): void {
  if (errors.columns !== undefined) errors.write('\r\u001b[K');
}
