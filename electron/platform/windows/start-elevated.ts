import { shippedScript } from './shipped-script.ts';
import { cleanEnvironment, scriptArguments, systemPrograms } from './system.ts';
import { runProgram } from './run-program.ts';

/** `declined`: somebody said no when Windows asked. */
export type ElevatedStart = 'started' | 'declined' | 'failed';

/** The one argument of the program that is started: it waits until the one before has ended. */
export const restartedArgument = '--restarted';

/** The script has its own folder: it belongs to the program and to no bundle. */
const script = shippedScript('elevation/start-elevated.ps1');

const outcomes: Readonly<Record<number, ElevatedStart>> = { 0: 'started', 2: 'declined' };

/** Somebody has so long to answer Windows. */
const idleMilliseconds = 5 * 60 * 1000;

/** Starts a program with administrator rights, after Windows has asked, and returns what came of it. */
export async function startElevated(
  program: string,
  environment: NodeJS.ProcessEnv = process.env,
  run: typeof runProgram = runProgram,
): Promise<ElevatedStart> {
  const powerShell = { path: systemPrograms(environment).powerShell, environment: cleanEnvironment(environment) };
  const ended = await run(powerShell, {
    arguments: scriptArguments(script),
    input: new TextEncoder().encode(`${Buffer.from(program).toString('base64')}\n`),
    idleMilliseconds,
  });
  return (ended.ok && outcomes[ended.value.status ?? -1]) || 'failed';
}

/**
 * Returns whether a program lies in a folder of Windows for programs: what runs elevated must not lie where others can
 * write (a program that was unpacked anywhere does).
 */
export function isInstalled(program: string, environment: NodeJS.ProcessEnv = process.env): boolean {
  const folder = environment['ProgramFiles'];
  return folder !== undefined && folder !== '' && program.toLowerCase().startsWith(`${folder.toLowerCase()}\\`);
}
