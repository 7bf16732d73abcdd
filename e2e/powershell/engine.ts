import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** A PowerShell that runs `-NoProfile -File SCRIPT`, and the simulated server's assembly where it could be built. */
export interface PowerShell {
  name: 'powershell' | 'pwsh' | 'engine';
  command: string;
  arguments: readonly string[];
  assembly: string | null;
}

export interface Run {
  status: number | null;
  output: string;
  errors: string;
}

/** The sentence of a test that is skipped. */
export const withoutPowerShell = 'needs powershell.exe, pwsh or the .NET SDK: the PowerShell code was not run';
export const withoutServer = 'needs the .NET SDK for the simulated server: apply, verify and rollback were not run';

function has(command: string, ...options: string[]): boolean {
  return spawnSync(command, options, { stdio: 'ignore' }).status === 0;
}

/** Returns the hash of everything that the build is made of. */
function sources(): string {
  const hash = createHash('sha256');
  for (const project of ['engine', 'simulated-iis', 'native-check']) {
    for (const name of readdirSync(join(here, project)).sort()) {
      if (/\.(cs|csproj|json)$/.test(name)) hash.update(name).update(readFileSync(join(here, project, name)));
    }
  }
  hash.update(readFileSync(join(repository, 'assets/powershell/ClientCertificateMapping/Native.cs')));
  return hash.digest('hex');
}

function buildProject(project: string): string | null {
  const options = [
    'build',
    '--configuration',
    'Release',
    '--nologo',
    '--verbosity',
    'quiet',
    '-p:RestoreLockedMode=true',
  ];
  const { status, stdout } = spawnSync('dotnet', [...options, join(here, project)], { encoding: 'utf8' });
  return status === 0 ? null : stdout;
}

/** Builds once, whichever test file comes first; the others wait for it. */
function build(): void {
  const folder = join(here, 'engine/obj');
  mkdirSync(folder, { recursive: true });
  const stamp = join(folder, 'built');
  const wanted = sources();
  const built = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (built()) return;
  const lock = join(folder, 'building');
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let patience = 600; ; patience--) {
    try {
      closeSync(openSync(lock, 'wx'));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      // A build that was killed leaves its lock behind.
      if (patience === 0) rmSync(lock, { force: true });
      Atomics.wait(pause, 0, 0, 200);
      if (built()) return;
    }
  }
  try {
    if (built()) return;
    const problem = buildProject('engine') ?? buildProject('native-check');
    if (problem !== null) throw new Error(`The engine for the PowerShell tests does not build.\n${problem}`);
    writeFileSync(stamp, wanted);
  } finally {
    rmSync(lock, { force: true });
  }
}

let found: PowerShell | null | undefined;

/** Returns powershell.exe or pwsh where present, else the engine built from source, else null. */
export function powerShell(): PowerShell | null {
  if (found !== undefined) return found;
  const dotnet = has('dotnet', '--version');
  if (dotnet) build();
  const output = join(here, 'engine/bin/Release/net10.0');
  const assembly = dotnet ? join(output, 'Microsoft.Web.Administration.dll') : null;
  const options = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass'];
  if (process.platform === 'win32' && has('powershell.exe', '-NoProfile', '-Command', 'exit 0')) {
    found = { name: 'powershell', command: 'powershell.exe', arguments: options, assembly };
  } else if (has('pwsh', '-NoProfile', '-Command', 'exit 0')) {
    found = { name: 'pwsh', command: 'pwsh', arguments: options, assembly };
  } else if (dotnet) {
    found = { name: 'engine', command: 'dotnet', arguments: [join(output, 'Engine.dll'), ...options], assembly };
  } else {
    found = null;
  }
  return found;
}

interface Server {
  child: ChildProcessWithoutNullStreams;
  waiting: ((run: Run) => void)[];
}
/** One engine for each processor that tests may use; each runs one script at a time and ends with its standard input. */
const servers: Server[] = [];
const maximumServers = 2;

/** Returns the engine that has least to do, a new one while there may be more. */
function served(shell: PowerShell): Server {
  const idle = servers.find(({ waiting }) => waiting.length === 0);
  if (idle) return idle;
  const least = servers.toSorted((a, b) => a.waiting.length - b.waiting.length)[0];
  if (least && servers.length >= Math.min(maximumServers, availableParallelism())) return least;
  const child = spawn(shell.command, [shell.arguments[0] ?? '', '-Serve'], {
    env: { ...process.env, SIMULATED_ASSEMBLY: shell.assembly ?? '' },
  });
  const started: Server = { child, waiting: [] };
  createInterface({ input: child.stdout }).on('line', (line) => started.waiting.shift()?.(JSON.parse(line) as Run));
  child.stderr.on('data', (bytes: Buffer) => process.stderr.write(bytes));
  child.on('exit', () => {
    servers.splice(servers.indexOf(started), 1);
    for (const answer of started.waiting) answer({ status: null, output: '', errors: 'The engine ended.' });
  });
  servers.push(started);
  return started;
}

/** Runs a script to its end, in one of the engine's processes: JSON in, JSON out. `process` starts one of its own. */
export function runScript(
  script: string,
  options: readonly string[],
  more: { input?: string; environment?: Record<string, string>; process?: boolean } = {},
): Promise<Run> {
  const shell = powerShell();
  if (shell?.name !== 'engine' || more.process) return runProcess(script, options, more);
  const environment = { ...more.environment, SIMULATED_INPUT: more.input ?? '' };
  return new Promise((resolve) => {
    const { child, waiting } = served(shell);
    waiting.push(resolve);
    child.stdin.write(`${JSON.stringify({ script, options, environment })}\n`);
  });
}

function runProcess(
  script: string,
  options: readonly string[],
  { input = '', environment = {} }: { input?: string; environment?: Record<string, string> } = {},
): Promise<Run> {
  const shell = powerShell();
  if (!shell) throw new Error(withoutPowerShell);
  return new Promise((resolve, reject) => {
    const child = spawn(shell.command, [...shell.arguments, '-File', script, ...options], {
      cwd: dirname(script),
      env: { ...process.env, SIMULATED_ASSEMBLY: shell.assembly ?? '', ...environment },
    });
    const run: Run = { status: null, output: '', errors: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (run.output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (run.errors += text));
    child.on('error', reject);
    child.on('close', (status) => {
      run.status = status;
      resolve(run);
    });
    // The script may end before it has read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
