import { version } from 'node:os';
import type { WindowsVersion } from '../../shared/iis/windows-version.ts';

const names: readonly (readonly [pattern: RegExp, windows: WindowsVersion])[] = [
  [/Server 2012 R2/, 'server-2012-r2'],
  [/Server 2016/, 'server-2016'],
  [/Server 2019/, 'server-2019'],
  [/Server 2022/, 'server-2022'],
  [/Server 2025/, 'server-2025'],
  [/Windows 10/, 'windows-10'],
  [/Windows 11/, 'windows-11'],
];

/** Returns the Windows that this is, by the name that Windows gives itself; null elsewhere and for one that is not known. */
export function thisWindows(
  platform: NodeJS.Platform = process.platform,
  name: string = version(),
): WindowsVersion | null {
  if (platform !== 'win32') return null;
  return names.find(([pattern]) => pattern.test(name))?.[1] ?? null;
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
