import { randomBytes } from 'node:crypto';
import { lstat, mkdir, mkdtemp, open, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, type Reply, succeed } from '../../../shared/api/reply.ts';
import type { FileToWrite } from '../../core/ports/files.ts';
import { type OwnedFolder, ownedFolder, removeOwned } from './owned-folder.ts';
import { filesProblem, systemCode, writeProblem } from './problems.ts';

/**
 * Writes a whole folder or nothing: everything is written beside its place, readable for this account only, and takes
 * its place with one rename. Folders above that do not exist are made. Returns `name`.
 */
export async function writeWholeFolder(
  path: string,
  name: string,
  files: readonly FileToWrite[],
  replace: boolean,
): Promise<Reply<string>> {
  checkPaths(files);
  const unfinished: Unfinished = { temporary: null, parents: [] };
  let problem;
  try {
    problem = await write(path, name, files, replace, unfinished);
  } catch (error) {
    problem = alreadyThere(error) ? exists(name) : writeProblem(error, name);
  }
  if (problem === null) return succeed(name);
  const left = await discard(unfinished);
  return fail(left === null ? problem : { ...problem, fix: `${problem.fix} Then remove "${left}" by hand.` });
}

/** What has to go again when the folder does not come to stand. */
interface Unfinished {
  temporary: string | null;
  parents: string[];
}

async function write(
  path: string,
  name: string,
  files: readonly FileToWrite[],
  replace: boolean,
  unfinished: Unfinished,
): Promise<Problem | null> {
  const standing = await standingFolder(path, name, replace);
  if (!standing.ok) return standing.problem;
  await makeParents(dirname(path), unfinished.parents);
  unfinished.temporary = await mkdtemp(join(dirname(path), '.iis-client-certificate-'));
  await writeAll(unfinished.temporary, files);
  if (standing.value !== null) return swap(unfinished.temporary, path, name);
  await renamePatiently(unfinished.temporary, path);
  return null;
}

/** Returns null when all is gone, else the path that could not be removed. */
async function discard({ temporary, parents }: Unfinished): Promise<string | null> {
  let path = temporary;
  try {
    if (path !== null) await rm(path, { recursive: true, force: true });
    for (path of [...parents].reverse()) await rmdir(path);
    return null;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return path;
  }
}

/** Returns what stands at the place and may be replaced, null when nothing stands there. */
async function standingFolder(path: string, name: string, replace: boolean): Promise<Reply<OwnedFolder | null>> {
  const location = { file: name };
  let kind;
  try {
    kind = await lstat(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return succeed(null);
    throw error;
  }
  if (kind.isSymbolicLink()) {
    return fail(filesProblem('files.output-is-link', { detail: `"${name}" is a link.`, location }));
  }
  if (!kind.isDirectory()) {
    return fail(filesProblem('files.output-not-a-folder', { detail: `"${name}" is a file.`, location }));
  }
  return replace ? ownedFolder(path, name) : fail(exists(name));
}

function exists(name: string): Problem {
  return filesProblem('files.folder-exists', {
    detail: `"${name}" exists. Nothing was written.`,
    location: { file: name },
  });
}

/** A folder can have come into being after the look at it; a rename onto a folder with files in it is refused by the system. */
function alreadyThere(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'EEXIST' || code === 'ENOTEMPTY';
}

/** Makes the folders that are missing on the way to `parent`; `made` gets each as it is made. */
export async function makeParents(parent: string, made: string[]): Promise<void> {
  try {
    await lstat(parent);
    return;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  await makeParents(dirname(parent), made);
  await mkdir(parent);
  made.push(parent);
}

async function writeAll(root: string, files: readonly FileToWrite[]): Promise<void> {
  for (const file of files) {
    const place = join(root, file.path);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    const handle = await open(place, 'wx', 0o600);
    try {
      await handle.writeFile(file.bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

/** Puts the new folder in the place of the old one, which is kept until the new one stands. Returns null when done. */
async function swap(temporary: string, path: string, name: string): Promise<Problem | null> {
  const old = join(dirname(path), `.${basename(path)}-${randomBytes(6).toString('hex')}`);
  await renamePatiently(path, old);
  // Nobody finds it under its name any more, so what this look sees is what will be removed.
  const still = await ownedFolder(old, name);
  if (!still.ok) {
    await renamePatiently(old, path);
    return still.problem;
  }
  try {
    await renamePatiently(temporary, path);
  } catch (error) {
    await renamePatiently(old, path);
    throw error;
  }
  try {
    await removeOwned(old, still.value);
    return null;
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return filesProblem('files.write-failed', {
      detail: `"${name}" is complete and in its place, but the folder that stood there could not be removed (${code}).`,
      fix: `Remove "${old}" by hand.`,
      location: { file: name },
    });
  }
}

/** On Windows a virus scanner or indexer that has just opened a new file keeps it, or its folder, from being renamed for a moment. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const mayPass = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '');
      if (!mayPass || attempt === 8) throw error;
      await setTimeout(attempt * 50);
    }
  }
}

/** The core decides these paths; one that leaves the folder, or that two files share, is a bug. */
function checkPaths(files: readonly FileToWrite[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    const escapes = posix.isAbsolute(path) || posix.normalize(path) !== path || path.startsWith('..');
    if (escapes || /[\\:\0]/.test(path) || seen.has(path.toLowerCase())) {
      throw new Error('A file to be written does not have a path of its own below the folder.');
    }
    seen.add(path.toLowerCase());
  }
}
