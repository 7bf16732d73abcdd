import { defineProblems } from '../../../shared/api/define-problems.ts';
import type { Problem } from '../../../shared/api/problem.ts';

export const filesProblem = defineProblems({
  'files.not-found': { title: 'The file does not exist', fix: 'Correct the path.' },
  'files.not-a-file': {
    title: 'This is not a file',
    fix: 'Name a regular file; a pipe or device must first be saved as one.',
  },
  'files.not-readable': {
    title: 'The file cannot be read',
    fix: 'Allow the account that runs this program to read the file, or copy it to a place where it can.',
  },
  'files.too-many': { title: 'The folder holds too many files', fix: 'Check that this is the folder you mean.' },
  'files.too-large': { title: 'The file is too large', fix: 'Check that this is the file you mean.' },
  'files.changed-while-read': {
    title: 'The file changes while it is read',
    fix: 'Wait until the program that writes it has finished, then try again.',
  },
  'files.path-empty': { title: 'The path is empty', fix: 'Name a file, or remove the entry.' },
  'files.path-character': {
    title: 'The path holds a character that no path can hold',
    fix: 'Correct the path.',
  },
  'files.network-path': {
    title: 'A network path is not opened from inside a file',
    fix: 'Copy the file next to this one and name the copy: opening a network path makes Windows send credentials to that server.',
  },
  'files.device-path': {
    title: 'A device is not a file',
    fix: 'Name a regular file; Windows reserves names such as CON, NUL and COM1, with any ending.',
  },
  'files.url-path': {
    title: 'A URL is not opened from inside a file',
    fix: 'Download the file, put it next to this one and name it here.',
  },
  'files.drive-relative-path': {
    title: 'The path depends on the current folder of a drive',
    fix: 'Write it from the root of the drive (C:\\folder\\file), or relative to this file.',
  },
  'files.drive-path-elsewhere': {
    title: 'A path with a drive letter exists on Windows only',
    fix: 'Put the file next to this one and name it with a relative path, which works on every system.',
  },
  'files.folder-exists': {
    title: 'The output folder exists already',
    fix: 'Name another folder, or use --force when it holds nothing but an earlier output.',
  },
  'files.file-exists': {
    title: 'The output file exists already',
    fix: 'Name another file, or use --force to replace it.',
  },
  'files.folder-not-ours': {
    title: 'The output folder holds files of somebody else',
    fix: 'Name another folder. Only a folder that is empty, or whose files are all in its own MANIFEST.json, is replaced.',
  },
  'files.output-not-a-folder': {
    title: 'The output is not a folder',
    fix: 'Name another folder, or remove what stands in its place.',
  },
  'files.output-is-link': {
    title: 'The output folder is, or holds, a link',
    fix: 'Name the folder that the link points to, or remove the link.',
  },
  'files.not-writable': {
    title: 'The output folder cannot be written',
    fix: 'Allow the account that runs this program to write there, or name another folder.',
  },
  'files.disk-full': { title: 'The disk is full', fix: 'Free some space, or name a folder on another disk.' },
  'files.write-failed': {
    title: 'Writing the output failed',
    fix: 'Check the disk and the path, then try again.',
  },
});

/** Returns the error's system code (`ENOENT`), or null when it is not a failed system call and so a bug. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

/** Returns the problem of a failed read of `name`; throws the error on when no system call failed. */
export function readProblem(error: unknown, name: string): Problem {
  const code = systemCode(error);
  const location = { file: name };
  switch (code) {
    case null:
      throw error;
    case 'ENOENT':
    case 'ENOTDIR':
      return filesProblem('files.not-found', { detail: `There is no file "${name}".`, location });
    case 'EISDIR':
    case 'ENXIO':
      return notAFile(name);
    case 'ENAMETOOLONG':
    case 'ELOOP':
    case 'EINVAL':
      return filesProblem('files.not-found', { detail: `"${name}" names no file (${code}).`, location });
    default:
      return filesProblem('files.not-readable', {
        detail: `The system refuses to read "${name}" (${code}).`,
        location,
      });
  }
}

/** Returns the problem of a folder, pipe, socket or device where a file was expected. */
export function notAFile(name: string): Problem {
  return filesProblem('files.not-a-file', {
    detail: `"${name}" is a folder, a pipe or a device.`,
    location: { file: name },
  });
}

/** Returns the problem of a failed write below the folder `name`; throws the error on when no system call failed. */
export function writeProblem(error: unknown, name: string): Problem {
  const code = systemCode(error);
  const location = { file: name };
  switch (code) {
    case null:
      throw error;
    case 'ENOSPC':
    case 'EDQUOT':
      return filesProblem('files.disk-full', {
        detail: `There is no room for "${name}". Nothing was written.`,
        location,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EEXIST':
    case 'ENOTDIR':
    case 'ENOENT':
    case 'ENAMETOOLONG':
    case 'EINVAL':
    case 'ELOOP':
    case 'EBUSY':
      return filesProblem('files.not-writable', {
        detail: `The system refuses to write "${name}" (${code}). Nothing was written.`,
        location,
      });
    default:
      return filesProblem('files.write-failed', {
        detail: `Writing "${name}" failed (${code}). Nothing was left behind.`,
        location,
      });
  }
}
