import { posix, win32 } from 'node:path';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, type Reply, succeed } from '../../../shared/api/reply.ts';
import { filesProblem } from './problems.ts';

/** Names that Windows opens as a device in every folder and with any ending (Microsoft Learn, "Naming Files, Paths, and Namespaces"). */
const reservedName = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;

/**
 * Returns the absolute path of a path that stands inside a document in `folder`, with both slashes as separators; fails
 * for network, device and URL paths on every system, and for a drive letter where there are no drives.
 */
export function resolveInside(folder: string, path: string, platform: NodeJS.Platform): Reply<string> {
  const problem = refusal(path, platform);
  if (problem !== null) return fail(problem);
  return succeed(
    platform === 'win32' ? win32.resolve(folder, path) : posix.resolve(folder, path.replaceAll('\\', '/')),
  );
}

/**
 * Returns the text by which a document in `folder` names the file at an absolute path: relative with forward slashes, or
 * absolute where they are on different drives. Fails for what `resolveInside` refuses.
 */
export function pathInside(folder: string, path: string, platform: NodeJS.Platform): Reply<string> {
  const relative =
    platform === 'win32' ? win32.relative(folder, path).replaceAll('\\', '/') : posix.relative(folder, path);
  const problem = refusal(relative, platform);
  return problem === null ? succeed(relative) : fail(problem);
}

function refusal(path: string, platform: NodeJS.Platform): Problem | null {
  const problem = (code: Parameters<typeof filesProblem>[0], because: string): Problem =>
    filesProblem(code, { detail: `"${path}" ${because}.`, location: { file: path } });
  if (path.trim() === '') return filesProblem('files.path-empty', { detail: 'No file is named.' });
  if (path.includes('\0')) {
    return filesProblem('files.path-character', { detail: 'The path holds a NUL character.' });
  }
  if (/^[\\/]{2}[?.](?:[\\/]|$)|^[\\/]\?\?[\\/]/.test(path)) return problem('files.device-path', 'is a device path');
  if (/^[\\/]{2}/.test(path)) return problem('files.network-path', 'is a network path');
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return problem('files.url-path', 'starts like a URL');

  const drive = /^[a-z]:/i.exec(path)?.[0];
  const rest = drive === undefined ? path : path.slice(drive.length);
  if (drive !== undefined) {
    if (!/^[\\/]/.test(rest)) return problem('files.drive-relative-path', 'names a drive, but no folder from its root');
    if (platform !== 'win32') return problem('files.drive-path-elsewhere', 'has a drive letter');
  }
  const device = rest.split(/[\\/]/).find((segment) => reservedName.test(stem(segment)));
  if (device !== undefined) return problem('files.device-path', `holds the device name "${stem(device)}"`);
  // On Windows a colon within a name opens another stream of that file, not a file of that name.
  if (platform === 'win32' && rest.includes(':')) return problem('files.path-character', 'has a colon within a name');
  return null;
}

function stem(segment: string): string {
  return (segment.split(/[.:]/, 1)[0] ?? '').trim();
}
