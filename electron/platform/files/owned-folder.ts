import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, type Reply, succeed } from '../../../shared/api/reply.ts';
import { filesProblem } from './problems.ts';
import { readWhole } from './read-whole.ts';

const manifestName = 'MANIFEST.json';
const manifestMaximumBytes = 4 * 1024 * 1024;

/** A folder that may be replaced: everything in it, a folder before the folders in it. */
export interface OwnedFolder {
  files: string[];
  folders: string[];
}

/**
 * Returns what a folder holds when it may be replaced: it is empty, or each of its files is named in its own
 * MANIFEST.json. Fails at the first file that is not, and for links, which could lead elsewhere.
 */
export async function ownedFolder(path: string, name: string): Promise<Reply<OwnedFolder>> {
  const contents: OwnedFolder = { files: [], folders: [] };
  const problem = await collect(path, name, '', await listedInManifest(path), contents);
  return problem === null ? succeed(contents) : fail(problem);
}

/** Removes a folder that was found owned; a file that came into it since stays, with its folder, and a system error is thrown. */
export async function removeOwned(path: string, { files, folders }: OwnedFolder): Promise<void> {
  for (const file of files) await unlink(join(path, file));
  for (const folder of [...folders].reverse()) await rmdir(join(path, folder));
  await rmdir(path);
}

async function collect(
  root: string,
  name: string,
  below: string,
  listed: ReadonlySet<string> | null,
  contents: OwnedFolder,
): Promise<Problem | null> {
  const location = { file: name };
  for (const entry of await readdir(join(root, below))) {
    const path = below === '' ? entry : `${below}/${entry}`;
    const kind = await lstat(join(root, path));
    if (kind.isSymbolicLink()) {
      return filesProblem('files.output-is-link', { detail: `"${path}" in "${name}" is a link.`, location });
    }
    if (kind.isDirectory()) {
      contents.folders.push(path);
      const problem = await collect(root, name, path, listed, contents);
      if (problem !== null) return problem;
    } else if (kind.isFile() && listed?.has(path) === true) {
      contents.files.push(path);
    } else {
      const because =
        listed === null ? 'has no MANIFEST.json that could be read' : 'does not name it in its MANIFEST.json';
      return filesProblem('files.folder-not-ours', { detail: `"${name}" holds "${path}" and ${because}.`, location });
    }
  }
  return null;
}

/** Returns the paths that the folder's manifest names, and the manifest's own; null when it has none that is one. */
async function listedInManifest(folder: string): Promise<ReadonlySet<string> | null> {
  const manifest = await readWhole(join(folder, manifestName), manifestName, manifestMaximumBytes);
  if (!manifest.ok) return null;
  let files: unknown;
  try {
    files = (JSON.parse(new TextDecoder().decode(manifest.value)) as { files?: unknown } | null)?.files;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!Array.isArray(files)) return null;
  const paths = files.map((file: unknown) => (file as { path?: unknown } | null)?.path);
  return new Set([manifestName, ...paths.filter((path) => typeof path === 'string')]);
}
