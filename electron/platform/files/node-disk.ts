import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { FileReference } from '../../../shared/api/call.ts';
import type { Disk } from '../../core/ports/disk.ts';
import { nodeFiles } from './node-files.ts';
import { systemCode } from './problems.ts';

/** Returns the file system of this machine for somebody who types paths, relative ones to the folder `base`. */
export function nodeDisk(base: string, platform: NodeJS.Platform = process.platform): Disk {
  const reference = (path: string): FileReference => ({ name: path, handle: path });
  return {
    ...nodeFiles(base, platform),
    typed: (path) => reference(resolve(base, path.trim().replace(/^~(?=$|[\\/])/, homedir()))),
    folderOf: ({ handle }) => reference(dirname(handle)),
    async version({ handle }) {
      try {
        const { size, mtimeNs, ctimeNs, ino } = await stat(handle, { bigint: true });
        return [size, mtimeNs, ctimeNs, ino].join(' ');
      } catch (error) {
        if (systemCode(error) === null && !isUnusablePath(error)) throw error;
        return null;
      }
    },
  };
}

/** A NUL in a path never reaches the system. */
function isUnusablePath(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_ARG_VALUE';
}
