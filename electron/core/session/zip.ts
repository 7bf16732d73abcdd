import { zipSync } from 'fflate';
import type { FileToWrite } from '../ports/files.ts';

/** The first moment that the format has (APPNOTE, section 4.4.6), in local time as the format means it: the same bytes everywhere. */
const noTime = new Date(1980, 0, 1);

/** Returns a zip of the files; the same files give the same bytes. */
export function zipOf(files: readonly FileToWrite[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), { level: 6, mtime: noTime });
}
