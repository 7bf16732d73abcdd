import type { FileReference } from '../../../shared/api/call.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, type Reply } from '../../../shared/api/reply.ts';
import type { Files } from '../ports/files.ts';

/** Returns the bytes of a file that the answers name at `place`. */
export async function readNamedFile(
  path: string,
  place: string,
  document: FileReference,
  files: Files,
  maximumBytes: number,
): Promise<Reply<Uint8Array>> {
  const reference = files.resolve(document, path);
  if (!reference.ok) return fail(placed(reference.problem, document.name, place));
  const bytes = await files.read(reference.value, maximumBytes);
  return bytes.ok ? bytes : fail(placed(bytes.problem, path, place));
}

/** A file that is refused for its size, unread, is so from its beginning. */
export function placedInText(problem: Problem, file: string): Problem {
  if (problem.code !== 'files.too-large') return problem;
  return { ...problem, location: { ...problem.location, file, line: 1, column: 1 } };
}

/** A problem with a file that the answers name says both: the file, and the place that names it. */
export function placed(problem: Problem, file: string, path: string): Problem {
  return { ...problem, location: { ...problem.location, file, path } };
}
