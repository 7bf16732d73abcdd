import { open, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { JournalFile } from '../../core/ports/server.ts';

/** Returns the journal in a file of this machine; what is appended is on the disk before the call returns. */
export function journalFile(path: string): JournalFile {
  const absolute = resolve(path);
  return {
    path: absolute,
    async read() {
      try {
        return await readFile(absolute, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async append(lines, validLength) {
      const file = await open(absolute, 'a+', 0o600);
      try {
        await file.truncate(validLength);
        await file.appendFile(lines);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}
