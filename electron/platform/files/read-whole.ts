import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { fail, type Reply, succeed } from '../../../shared/api/reply.ts';
import { filesProblem, notAFile, readProblem } from './problems.ts';

const attempts = 3;

/** Returns the bytes of a regular file of at most `maximumBytes`; `name` is what a problem shows. A file that changes while it is read is read again, three times at most. */
export async function readWhole(path: string, name: string, maximumBytes: number): Promise<Reply<Uint8Array>> {
  try {
    // Before opening: to open a device can already do something, to open a pipe can wait for ever.
    if (!(await stat(path)).isFile()) return fail(notAFile(name));
    // What stood there may have been replaced since, so it is opened without waiting and looked at again.
    const handle = await open(path, constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK));
    try {
      return await readSettled(handle, name, maximumBytes);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return fail(readProblem(error, name));
  }
}

async function readSettled(handle: FileHandle, name: string, maximumBytes: number): Promise<Reply<Uint8Array>> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await handle.stat({ bigint: true });
    if (!before.isFile()) return fail(notAFile(name));
    const bytes = before.size > maximumBytes ? null : await readUpTo(handle, maximumBytes);
    if (bytes === null) {
      return fail(
        filesProblem('files.too-large', {
          detail: `"${name}" has more than ${sizeInWords(maximumBytes)}, the most that is read of such a file.`,
          location: { file: name },
        }),
      );
    }
    const after = await handle.stat({ bigint: true });
    if (after.size === before.size && after.mtimeNs === before.mtimeNs && after.ctimeNs === before.ctimeNs) {
      return succeed(bytes);
    }
  }
  return fail(
    filesProblem('files.changed-while-read', {
      detail: `"${name}" changed during each of ${attempts} attempts to read it.`,
      location: { file: name },
    }),
  );
}

/** Returns the file from its start to its end, or null when it is longer than `maximumBytes`. */
async function readUpTo(handle: FileHandle, maximumBytes: number): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, length);
    if (bytesRead === 0) return new Uint8Array(Buffer.concat(chunks));
    length += bytesRead;
    if (length > maximumBytes) return null;
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

function sizeInWords(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MB` : `${bytes} bytes`;
}
