import type { FileReference } from '../../../shared/api/call.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import type { Files } from './files.ts';

/** The file system as somebody at a screen uses it: folders are typed, and one file is written over again and again. */
export interface Disk extends Files {
  /** Returns the reference of a typed path; `~` is the home folder. Its name is the absolute path. */
  typed(path: string): FileReference;
  /** Returns the reference of a file's folder. */
  folderOf(file: FileReference): FileReference;
  /** Returns a text that changes whenever the file does (its size and times); null when there is no such file. */
  version(file: FileReference): Promise<string | null>;
}

/** The program's own folder of one user: drafts and the list of recent answers, never a secret. */
export interface ProgramData {
  list(): Promise<string[]>;
  /** Returns the file's bytes; null when it is not there or cannot be read. */
  read(name: string): Promise<Uint8Array | null>;
  /** Writes whole or not at all. Returns why it could not. */
  write(name: string, bytes: Uint8Array): Promise<Problem | null>;
  remove(name: string): Promise<void>;
}
