import { dirname, resolve } from 'node:path';
import { fail, succeed } from '../../../shared/api/reply.ts';
import type { FileReference } from '../../../shared/api/call.ts';
import type { Files } from '../../core/ports/files.ts';
import { filesBelow } from './list-folder.ts';
import { filesProblem } from './problems.ts';
import { readWhole } from './read-whole.ts';
import { pathInside, resolveInside } from './resolve-path.ts';
import { writeWholeFile } from './write-file.ts';
import { writeWholeFolder } from './write-folder.ts';

/** Returns the file system of this machine; a handle is a path, relative ones to the folder `base`. */
export function nodeFiles(base: string, platform: NodeJS.Platform = process.platform): Files {
  const pathOf = (file: FileReference): string => resolve(base, file.handle);
  const unusable = (file: FileReference) =>
    file.handle === ''
      ? filesProblem('files.path-empty', { detail: 'No file is named.' })
      : file.handle.includes('\0')
        ? filesProblem('files.path-character', { detail: 'The path holds a NUL character.' })
        : null;

  return {
    async read(file, maximumBytes) {
      const problem = unusable(file);
      return problem ? fail(problem) : readWhole(pathOf(file), file.name, maximumBytes);
    },
    async filesBelow(folder) {
      const problem = unusable(folder);
      return problem ? fail(problem) : filesBelow(pathOf(folder), folder.name);
    },
    resolve(document, path) {
      const inside = resolveInside(dirname(pathOf(document)), path, platform);
      return inside.ok ? succeed({ name: path, handle: inside.value }) : inside;
    },
    pathInside(document, file) {
      return pathInside(dirname(pathOf(document)), pathOf(file), platform);
    },
    async writeFile(file, bytes, replace) {
      const problem = unusable(file);
      return problem ? fail(problem) : writeWholeFile(pathOf(file), file.name, bytes, replace);
    },
    async writeFolder(folder, files, replace) {
      const problem = unusable(folder);
      return problem ? fail(problem) : writeWholeFolder(pathOf(folder), folder.name, files, replace);
    },
  };
}
