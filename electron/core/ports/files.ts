import type { FileReference } from '../../../shared/api/call.ts';
import type { Reply } from '../../../shared/api/reply.ts';

/** A file to be written: path with forward slashes, relative to its folder. */
export interface FileToWrite {
  path: string;
  bytes: Uint8Array;
}

/** The file system, as far as the core may touch it. Every expected failure is a coded problem that names the file. */
export interface Files {
  /** Returns the whole file; refuses a folder, a device, and a file larger than `maximumBytes`. */
  read(file: FileReference, maximumBytes: number): Promise<Reply<Uint8Array>>;
  /**
   * Returns the reference of a path that stands inside a document, relative to that document. UNC, device and URL paths
   * are refused: opening one makes Windows send credentials.
   */
  resolve(document: FileReference, path: string): Reply<FileReference>;
  /**
   * Writes a whole folder or nothing. With `replace` it takes the place of a folder that is empty or whose files are
   * all in its own MANIFEST.json; otherwise an existing folder is refused. Returns the folder as the user should see it.
   */
  writeFolder(folder: FileReference, files: readonly FileToWrite[], replace: boolean): Promise<Reply<string>>;
}
