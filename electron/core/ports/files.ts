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
  /** Returns every file in a folder and the folders below it, in the order of their names; null when it is no folder. */
  filesBelow(folder: FileReference): Promise<Reply<FileReference[] | null>>;
  /**
   * Returns the reference of a path that stands inside a document, relative to that document. UNC, device and URL paths
   * are refused: opening one makes Windows send credentials.
   */
  resolve(document: FileReference, path: string): Reply<FileReference>;
  /**
   * Returns how a document names a file, such that `resolve` finds it again: relative to the document with forward slashes
   * where there is a way, else absolute. Fails for what a document may not name.
   */
  pathInside(document: FileReference, file: FileReference): Reply<string>;
  /** Writes a whole file or nothing; an existing one only with `replace`. Returns the file as the user should see it. */
  writeFile(file: FileReference, bytes: Uint8Array, replace: boolean): Promise<Reply<string>>;
  /**
   * Writes a whole folder or nothing. With `replace` it takes the place of a folder that is empty or whose files are
   * all in its own MANIFEST.json; otherwise an existing folder is refused. Returns the folder as the user should see it.
   */
  writeFolder(folder: FileReference, files: readonly FileToWrite[], replace: boolean): Promise<Reply<string>>;
}
