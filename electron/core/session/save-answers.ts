import { createHash } from 'node:crypto';
import type { FileReference } from '../../../shared/api/call.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { Disk } from '../ports/disk.ts';
import type { FileToWrite } from '../ports/files.ts';
import { sessionProblem } from './problems.ts';
import { answersName, type Workspace } from './workspace.ts';

export interface ToSave {
  folder: string;
  force: boolean;
  bytes: Uint8Array;
  /** What else is written beside the answers in a new folder. */
  companions: readonly FileToWrite[];
  /** The version of the answers file when it was read or written last. */
  knownVersion: string | null;
}

/**
 * Saves answers with the session's files beside them and returns the file. In the folder that they came from only what
 * is new is written; any other folder is written whole or not at all.
 */
export async function saveAnswers(save: ToSave, workspace: Workspace, disk: Disk): Promise<Reply<FileReference>> {
  const folder = disk.typed(save.folder);
  const { document } = workspace;
  if (document && disk.folderOf(document).handle === folder.handle) {
    const problem = await saveInPlace(document, save, workspace, disk);
    return problem ? fail(problem) : succeed(document);
  }
  const contents = await workspace.contents();
  if (!contents.ok) return contents;
  const files = [...contents.value, ...save.companions, { path: answersName, bytes: save.bytes }];
  const written = await disk.writeFolder(folder, [...files, manifestOf(files)], save.force);
  return written.ok ? succeed(disk.typed(`${written.value}/${answersName}`)) : written;
}

async function saveInPlace(
  document: FileReference,
  { bytes, force, knownVersion }: ToSave,
  workspace: Workspace,
  disk: Disk,
): Promise<Problem | null> {
  if (!force && (await disk.version(document)) !== knownVersion) {
    const detail = `"${document.name}" is not as it was when it was opened or saved here. Nothing was written.`;
    return sessionProblem('session.saved-file-changed', { detail, location: { file: document.name } });
  }
  for (const { path, bytes: content } of workspace.unsaved()) {
    const place = disk.resolve(document, path);
    const written = place.ok ? await disk.writeFile(place.value, content, true) : place;
    if (!written.ok) return written.problem;
  }
  const written = await disk.writeFile(document, bytes, true);
  return written.ok ? null : written.problem;
}

/** With it the folder may be written anew as a whole. */
function manifestOf(files: readonly FileToWrite[]): FileToWrite {
  const listed = files.map(({ path, bytes }) => ({
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
  }));
  return {
    path: 'MANIFEST.json',
    bytes: new TextEncoder().encode(`${JSON.stringify({ files: listed }, null, 2)}\n`),
  };
}
