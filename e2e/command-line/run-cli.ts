import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const main = fileURLToPath(new URL('../../electron/hosts/cli/main.ts', import.meta.url));
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
  /** Standard output as the one JSON document that it must be. */
  json: () => unknown;
}

/** Starts the command line as a process in the folder `cwd` and returns it; what npm passes on to its children is kept away. */
export function startCli(args: readonly string[], cwd = root) {
  const environment = Object.entries(process.env).filter(([name]) => !/^(?:INIT_CWD|npm_.*|FORCE_COLOR)$/.test(name));
  return spawn(process.execPath, ['--import', loader, main, ...args], { cwd, env: Object.fromEntries(environment) });
}

/** Runs the command line to its end. */
export function runCli(args: readonly string[], { stdin = '', cwd = root } = {}): Promise<Ended> {
  const child = startCli(args, cwd);
  // A command that needs no input may end before it is written.
  child.stdin.on('error', () => undefined).end(stdin);
  return ended(child);
}

/** Returns how a process ended and all that it printed. */
export function ended(child: ReturnType<typeof startCli>): Promise<Ended> {
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (printed[name] += text));
  }
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (status) => done({ status, ...printed, json: () => JSON.parse(printed.stdout) as unknown }));
  });
}
