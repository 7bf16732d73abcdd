import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunFolders } from '../../core/ports/servers.ts';

/** Returns the folders of runs below the program's data, readable for this account only. */
export function runFolders(data: string): RunFolders {
  const folderOf = (run: string): string => {
    // A record on the disk can have been edited; its id must not lead elsewhere.
    if (!/^[0-9a-f]{16}$/.test(run)) throw new Error('This is no id of a run.');
    return join(data, 'runs', run);
  };
  return {
    async place(run, name) {
      const folder = folderOf(run);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, name);
      return { name: path, handle: path };
    },
    journal: (path) => ({ name: path, handle: path }),
    remove: (run) => rm(folderOf(run), { recursive: true, force: true }),
  };
}
