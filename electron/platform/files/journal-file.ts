import { randomBytes } from 'node:crypto';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
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
    async append(line, validLength, head) {
      if (validLength === 0) {
        const temporary = `${absolute}.${randomBytes(6).toString('hex')}`;
        await writeFile(temporary, head + line, { mode: 0o600, flag: 'wx', flush: true });
        return rename(temporary, absolute);
      }
      const file = await open(absolute, 'r+');
      try {
        await file.truncate(validLength);
        await file.write(line, validLength);
        await file.sync();
        // The line may stand without the head that counts it, never the other way round.
        await file.write(head, 0);
      } finally {
        await file.close();
      }
    },
  };
}
