import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileReference } from '../../../shared/api/call.ts';
import { fail, type Reply, succeed } from '../../../shared/api/reply.ts';
import { filesProblem, readProblem, systemCode } from './problems.ts';

/** More than any folder of certificates has; below a whole disk somebody has named the wrong folder. */
const mostFiles = 50_000;

/**
 * Returns every regular file in a folder and the folders below it, in the order of their names; null when `path` is no
 * folder. A link to a folder is not followed: it may lead back up.
 */
export async function filesBelow(path: string, name: string): Promise<Reply<FileReference[] | null>> {
  try {
    if (!(await stat(path)).isDirectory()) return succeed(null);
    const found: FileReference[] = [];
    const folders = [{ path, name: name.replace(/(?<=.)[\\/]+$/, '') }];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of (await readdir(folder.path, { withFileTypes: true })).sort(byName)) {
        const below = { path: join(folder.path, entry.name), name: nameBelow(folder.name, entry.name) };
        if (entry.isDirectory()) folders.push(below);
        else if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(below.path)))) {
          found.push({ name: below.name, handle: below.path });
        }
      }
      if (found.length > mostFiles) {
        const detail = `"${name}" holds more than ${mostFiles} files.`;
        return fail(filesProblem('files.too-many', { detail, location: { file: name } }));
      }
    }
    return succeed(found.sort(byName));
  } catch (error) {
    return fail(readProblem(error, name));
  }
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

function nameBelow(folder: string, name: string): string {
  return /[\\/]$/.test(folder) ? `${folder}${name}` : `${folder}/${name}`;
}

async function leadsToFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    // A link that leads nowhere is no file.
    if (systemCode(error) === null) throw error;
    return false;
  }
}
