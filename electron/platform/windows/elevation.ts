import { execFileSync } from 'node:child_process';
import { win32 } from 'node:path';
import { cleanEnvironment, windowsFolder } from './system.ts';

/** The integrity levels High and System (Microsoft Learn: Well-known SIDs). */
const elevatedLevels = ['S-1-16-12288', 'S-1-16-16384'];

/** Returns whether this process runs elevated: its token has a high integrity level. False where that cannot be told. */
export function isElevated(
  environment: NodeJS.ProcessEnv = process.env,
  run: typeof execFileSync = execFileSync,
): boolean {
  const program = win32.join(windowsFolder(environment), 'System32', 'whoami.exe');
  const options = {
    env: cleanEnvironment(environment),
    encoding: 'latin1',
    timeout: 10_000,
    windowsHide: true,
  } as const;
  try {
    const groups = run(program, ['/groups', '/fo', 'csv', '/nh'], options);
    return elevatedLevels.some((level) => groups.includes(`"${level}"`));
  } catch (error) {
    // No such program, or it ended badly: then nothing is offered that would fail later.
    if (error instanceof Error && ('status' in error || 'code' in error)) return false;
    throw error;
  }
}
