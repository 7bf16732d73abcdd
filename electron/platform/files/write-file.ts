import { randomBytes } from 'node:crypto';
import { link, lstat, open, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, type Reply, succeed } from '../../../shared/api/reply.ts';
import { filesProblem, notAFile, systemCode, writeProblem } from './problems.ts';
import { makeParents, renamePatiently } from './write-folder.ts';

/**
 * Writes a whole file or nothing: it is written beside its place, readable for this account only, and takes its place in
 * one go; an existing one only with `replace`. Folders above that do not exist are made. Returns `name`.
 */
export async function writeWholeFile(
  path: string,
  name: string,
  bytes: Uint8Array,
  replace: boolean,
): Promise<Reply<string>> {
  const temporary = join(dirname(path), `.iis-client-certificate-${randomBytes(6).toString('hex')}`);
  const parents: string[] = [];
  let problem: Problem | null;
  try {
    problem = await standing(path, name, replace);
    if (problem === null) {
      await makeParents(dirname(path), parents);
      await writeNew(temporary, bytes);
      await (replace ? renamePatiently(temporary, path) : moveToFreePlace(temporary, path));
      return succeed(name);
    }
  } catch (error) {
    problem = systemCode(error) === 'EEXIST' ? exists(name) : writeProblem(error, name);
  }
  const left = await discard(temporary, parents);
  return fail(left === null ? problem : { ...problem, fix: `${problem.fix} Then remove "${left}" by hand.` });
}

/** Returns why nothing may be written to the place, else null. */
async function standing(path: string, name: string, replace: boolean): Promise<Problem | null> {
  try {
    const kind = await lstat(path);
    if (kind.isSymbolicLink()) {
      return filesProblem('files.output-is-link', { detail: `"${name}" is a link.`, location: { file: name } });
    }
    if (!kind.isFile()) return notAFile(name);
    return replace ? null : exists(name);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function exists(name: string): Problem {
  return filesProblem('files.file-exists', {
    detail: `"${name}" exists. Nothing was written.`,
    location: { file: name },
  });
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename would replace a file that has come into being meanwhile; a link never does. Some file systems have no links. */
async function moveToFreePlace(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'EMLINK'].includes(systemCode(error) ?? ''))
      throw error;
    await renamePatiently(from, to);
    return;
  }
  await rm(from);
}

/** Returns null when all is gone, else the path that could not be removed. */
async function discard(temporary: string, parents: readonly string[]): Promise<string | null> {
  let path = temporary;
  try {
    await rm(path, { force: true });
    for (path of [...parents].reverse()) await rmdir(path);
    return null;
  } catch (error) {
    // Nothing was made where the folder itself is not one.
    if (systemCode(error) === 'ENOTDIR') return null;
    if (systemCode(error) === null) throw error;
    return path;
  }
}
