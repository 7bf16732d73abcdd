import { mkdir, readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ProgramData } from '../../core/ports/disk.ts';
import { systemCode, writeProblem } from './problems.ts';
import { readWhole } from './read-whole.ts';
import { writeWholeFile } from './write-file.ts';

const maximumBytes = 64 * 1024 * 1024;

/** Returns the folder where this user's programs keep their state: Windows' local application data, Apple's, or XDG's. */
export function programDataFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const given = (name: string) => (environment[name] === '' ? undefined : environment[name]);
  switch (platform) {
    case 'win32':
      return join(given('LOCALAPPDATA') ?? join(home, 'AppData', 'Local'), 'IIS Client Certificate Wizard');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'IIS Client Certificate Wizard');
    default:
      return join(given('XDG_STATE_HOME') ?? join(home, '.local', 'state'), 'iis-client-certificate-wizard');
  }
}

/** Returns the program's data in a folder, which comes into being with the first file. */
export function programData(folder: string): ProgramData {
  return {
    async list() {
      try {
        return (await readdir(folder)).sort();
      } catch (error) {
        if (systemCode(error) === null) throw error;
        return [];
      }
    },
    async read(name) {
      const bytes = await readWhole(join(folder, name), name, maximumBytes);
      return bytes.ok ? bytes.value : null;
    },
    async write(name, bytes) {
      const path = join(folder, name);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
      } catch (error) {
        return writeProblem(error, path);
      }
      const written = await writeWholeFile(path, path, bytes, true);
      return written.ok ? null : written.problem;
    },
    async remove(name) {
      try {
        await rm(join(folder, name), { force: true });
      } catch (error) {
        if (systemCode(error) === null) throw error;
      }
    },
  };
}
