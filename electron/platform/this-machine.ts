import { release, version } from 'node:os';
import { windowsOfBuild, type WindowsVersion } from '../../shared/iis/windows-version.ts';

/** Returns the Windows that this is, by its build (`10.0.20348`) and its name; null elsewhere and for one that is not known. */
export function thisWindows(
  platform: NodeJS.Platform = process.platform,
  name: string = version(),
  build: string = release(),
): WindowsVersion | null {
  if (platform !== 'win32') return null;
  return windowsOfBuild(Number(build.split('.')[2]), /Server/.test(name));
}

/** Returns whether a process runs; one of another account counts. */
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
