import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The environment variable that tells the test files where the pool listens. */
export const poolVariable = 'POWERSHELL_ENGINE_POOL';

/** One line of JSON from a test file: what starts an engine that serves jobs, and what it is to run. */
export interface Order {
  engine: Command;
  /** The folder that the scripts lie in, when they are those of a simulated server. */
  folder?: string | undefined;
  job: { script: string; options: readonly string[]; environment: Record<string, string> };
}

export interface Command {
  command: string;
  arguments: readonly string[];
}

interface Engine {
  child: ChildProcessWithoutNullStreams;
  /** A link to the folder of the script that runs: PowerShell compiles a script anew for every path at which it lies. */
  link: string;
  /** Whoever gets the next answer; the first is being worked for. */
  waiting: { socket: Socket; folder: string | undefined }[];
}

/**
 * The engines of a whole test run, one for each processor, started when the first script is to be run: an engine that is
 * warm runs a script in a tenth of the time of its first. Vitest calls this once before the tests, and what it returns after.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'engine-pool-'));
  const path = process.platform === 'win32' ? join('\\\\.\\pipe', folder) : join(folder, 'pool');
  const engines: Engine[] = [];
  const server = createServer((socket) => {
    // A test that ran out of time takes no answer any more.
    socket.on('error', () => undefined);
    createInterface({ input: socket }).on('line', (line) => {
      const { engine, folder: linked, job } = JSON.parse(line) as Order;
      const chosen = leastBusy(engines, engine, folder);
      chosen.waiting.push({ socket, folder: linked });
      const text = JSON.stringify(job);
      const links = linked === undefined ? {} : { [chosen.link]: linked };
      const moved = linked === undefined ? text : text.replaceAll(linked, chosen.link);
      chosen.child.stdin.write(`${JSON.stringify({ ...(JSON.parse(moved) as object), links })}\n`);
    });
  });
  server.listen(path).unref();
  process.env[poolVariable] = path;
  return () => {
    server.close();
    for (const { child } of engines) child.stdin.end();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Returns the engine that has least to do, a new one while there may be more. */
function leastBusy(engines: Engine[], program: Command, folder: string): Engine {
  const [least] = engines.toSorted((a, b) => a.waiting.length - b.waiting.length);
  if (least && (least.waiting.length === 0 || engines.length >= availableParallelism())) return least;
  const child = spawn(program.command, program.arguments);
  const engine: Engine = { child, link: join(folder, `server-${child.pid}`), waiting: [] };
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { socket, folder: linked } = engine.waiting.shift() ?? {};
    socket?.end(`${linked === undefined ? line : line.replaceAll(engine.link, linked)}\n`);
  });
  child.stderr.on('data', (bytes: Buffer) => process.stderr.write(bytes));
  child.on('exit', () => {
    engines.splice(engines.indexOf(engine), 1);
    for (const { socket } of engine.waiting) socket.destroy();
  });
  engines.push(engine);
  return engine;
}
