import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { poolVariable, type Command, type Order } from './engine-pool.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const output = join(here, 'engine/bin/Release/net10.0');
const engineProgram = join(output, 'Engine.dll');
export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** A PowerShell that runs `-NoProfile -File SCRIPT`, and the simulated server's assembly where it could be built. */
export interface PowerShell extends Command {
  /** What starts it for the pool; null where it cannot serve jobs. */
  pooled: Command | null;
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

/** Name of a member -> pairs of the least and most arguments that it takes, -1 for any number; null for a type that is not known. */
export type Members = Record<string, Record<string, [least: number, most: number][]> | null>;

/** Returns what types of .NET Framework 4.6.2 have, read in its reference assemblies. */
export function membersOf(types: readonly string[]): Members {
  const names = join(mkdtempSync(join(tmpdir(), 'types-')), 'names');
  writeFileSync(names, types.join('\n'));
  const assemblies = join(here, 'native-check/bin/Release/net462/assemblies.txt');
  const { stdout, stderr } = spawnSync('dotnet', [engineProgram, '-Members', assemblies, names], { encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as Members;
}

let found: PowerShell | null | undefined;

/** Returns powershell.exe or pwsh where present, else the engine built from source, else null. */
export function powerShell(): PowerShell | null {
  if (found !== undefined) return found;
  const dotnet = has('dotnet', '--version');
  if (dotnet) build();
  const assembly = dotnet ? join(output, 'Microsoft.Web.Administration.dll') : null;
  const options = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass'];
  if (process.platform === 'win32' && has('powershell.exe', '-NoProfile', '-Command', 'exit 0')) {
    found = { command: 'powershell.exe', arguments: options, pooled: null, assembly };
  } else if (has('pwsh', '-NoProfile', '-Command', 'exit 0')) {
    const serving = [...options, '-File', join(here, 'serve.ps1'), engineProgram];
    found = { command: 'pwsh', arguments: options, pooled: dotnet ? { command: 'pwsh', arguments: serving } : null, assembly }; // prettier-ignore
  } else if (dotnet) {
    const pooled = { command: 'dotnet', arguments: [engineProgram, '-Serve'] };
    found = { command: 'dotnet', arguments: [engineProgram, ...options], pooled, assembly };
  } else {
    found = null;
  }
  return found;
}

/** Runs a script to its end: in one of the pool's engines where there is a pool, unless it asks for a `process` of its own. */
export function runScript(
  script: string,
  options: readonly string[],
  more: { input?: string; environment?: Record<string, string>; process?: boolean; folder?: string } = {},
): Promise<Run> {
  const shell = powerShell();
  const pool = process.env[poolVariable];
  const pooled = shell?.pooled;
  if (!pooled || pool === undefined || more.process) return runProcess(script, options, more);
  const environment = {
    SIMULATED_ASSEMBLY: shell.assembly ?? '',
    ...more.environment,
    SIMULATED_INPUT: more.input ?? '',
  };
  return new Promise((resolve, reject) => {
    const connection = connect(pool).on('error', reject);
    createInterface({ input: connection }).on('line', (line) => resolve(JSON.parse(line) as Run));
    connection.on('close', () => reject(new Error('The engine ended.')));
    const job = { script, options, environment };
    const order: Order = { engine: pooled, folder: more.folder, job };
    connection.write(`${JSON.stringify(order)}\n`);
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
