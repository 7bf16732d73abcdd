import { posix } from 'node:path';
import type { FileReference } from '../../../shared/api/call.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { maximumUploadBytes } from '../../../shared/wizard/upload-limit.ts';
import type { Disk } from '../ports/disk.ts';
import type { Files, FileToWrite } from '../ports/files.ts';
import { freeName, safeFileName } from './file-names.ts';
import { sessionProblem } from './problems.ts';
import { runProblem } from './runs/problems.ts';

/** All files of a session together: the key material of a large PKI and two configurations are a tenth of it. */
export const maximumWorkspaceBytes = 512 * 1024 * 1024;

export const answersName = 'answers.json';

/** Names that saving writes itself. */
const ownNames = new Set([answersName, 'manifest.json', 'secrets.json', 'readme.txt']);

/** Handle of the draft itself; handles of files in memory begin with `memory:`. Neither is an absolute path. */
const draftHandle = 'draft:';
const memory = 'memory:';

interface Remembered {
  version: string;
  bytes: Uint8Array;
}

/**
 * The files of a session under the names that answers use for them: in memory, or, once the answers were opened or saved,
 * in the folder beside them. Names of files in memory lead nowhere else.
 */
export class Workspace {
  readonly #disk: Disk;
  #entries = new Map<string, Uint8Array>();
  /** Names that the answers used when they were opened or saved: those files lie beside them. */
  #onDisk = new Set<string>();
  #document: FileReference | null = null;
  /** A file that did not change is not read again. */
  #remembered = new Map<string, Remembered>();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** The answers on the disk; null while everything is in memory. */
  get document(): FileReference | null {
    return this.#document;
  }

  list(): string[] {
    return [...this.#entries.keys(), ...this.#onDisk].sort();
  }

  clear(): void {
    this.#entries = new Map();
    this.#onDisk = new Set();
    this.#document = null;
    this.#remembered = new Map();
  }

  /** Stands on the folder of opened answers; `names` are the files that they name. */
  standOn(document: FileReference, names: readonly string[]): void {
    this.clear();
    this.#document = document;
    this.#onDisk = new Set(names);
  }

  /**
   * Puts a file into the workspace and returns its name: the path of `awaited` that ends in the same name, else its own,
   * made unique. The same file once more keeps the name that it has.
   */
  async add(name: string, bytes: Uint8Array, awaited: readonly string[]): Promise<Reply<string>> {
    const safe = safeFileName(name);
    const location = { file: safe };
    if (bytes.length > maximumUploadBytes) {
      const detail = `"${safe}" has more than ${maximumUploadBytes / 1024 / 1024} MB.`;
      return fail(sessionProblem('session.file-too-large', { detail, location }));
    }
    const same = [...this.#entries].find(
      ([path, before]) => safeFileName(path) === safe && Buffer.compare(before, bytes) === 0,
    );
    if (same) return succeed(same[0]);
    const total = [...this.#entries.values()].reduce((sum, { length }) => sum + length, bytes.length);
    if (total > maximumWorkspaceBytes) {
      const detail = `With "${safe}" the files of these answers would have more than ${maximumWorkspaceBytes / 1024 / 1024} MB.`;
      return fail(sessionProblem('session.full', { detail, location }));
    }
    const beside = await this.#namesOnDisk(safe);
    const taken = new Set([...this.#entries.keys(), ...this.#onDisk, ...beside].map((each) => each.toLowerCase()));
    const isTaken = (path: string) => taken.has(path.toLowerCase()) || ownNames.has(path.toLowerCase());
    const wanted = awaited.find(
      (path) => safeFileName(path).toLowerCase() === safe.toLowerCase() && isInside(path) && !isTaken(keyOf(path)),
    );
    const key = wanted === undefined ? freeName(safe, isTaken) : keyOf(wanted);
    this.#entries.set(key, bytes);
    return succeed(wanted ?? key);
  }

  /** Puts material under exactly these names. */
  fill(files: readonly FileToWrite[]): void {
    this.clear();
    for (const { path, bytes } of files) this.#entries.set(keyOf(path), bytes);
  }

  remove(path: string): void {
    this.#entries.delete(keyOf(path));
    this.#onDisk.delete(path);
  }

  /** Returns whether a file of exactly this name entered the session, or is named by the answers that were opened. */
  has(path: string): boolean {
    return this.#entries.has(keyOf(path)) || this.#onDisk.has(path);
  }

  /** Returns the reference of a file as the answers name it. */
  reference(path: string): Reply<FileReference> {
    const key = keyOf(path);
    if (this.#entries.has(key)) return succeed({ name: path, handle: memory + key });
    if (this.#document) return this.#disk.resolve(this.#document, path);
    const detail = `"${path}" is not among the files that were added.`;
    return fail(sessionProblem('session.file-not-here', { detail, location: { file: path } }));
  }

  /** Returns the reference of a file that other programs can open too; fails for one that is only in memory. */
  onDisk(path: string): Reply<FileReference> {
    if (!this.#entries.has(keyOf(path))) return this.reference(path);
    return fail(runProblem('run.save-first', { detail: `"${path}" was only added.`, location: { file: path } }));
  }

  /** Returns the reference of the draft's own text, and the files as that draft sees them. */
  filesFor(draft: Uint8Array): { answers: FileReference; files: Files } {
    const name = this.#document ? (this.#document.name.split(/[\\/]/).at(-1) ?? answersName) : answersName;
    return {
      answers: { name, handle: draftHandle },
      files: {
        read: (file, maximumBytes) =>
          file.handle === draftHandle ? Promise.resolve(succeed(draft)) : this.read(file, maximumBytes),
        filesBelow: (folder) => this.#disk.filesBelow(folder),
        resolve: (_, path) => this.reference(path),
        pathInside: (document, file) => this.#disk.pathInside(document, file),
        writeFile: (file, content, replace) => this.#disk.writeFile(file, content, replace),
        writeFolder: (folder, files, replace) => this.#disk.writeFolder(folder, files, replace),
      },
    };
  }

  async read(file: FileReference, maximumBytes: number): Promise<Reply<Uint8Array>> {
    if (!file.handle.startsWith(memory)) return this.#readDisk(file, maximumBytes);
    const bytes = this.#entries.get(file.handle.slice(memory.length));
    const location = { file: file.name };
    if (!bytes) {
      const detail = `"${file.name}" was removed in the meantime.`;
      return fail(sessionProblem('session.file-not-here', { detail, location }));
    }
    if (bytes.length <= maximumBytes) return succeed(bytes);
    const detail = `"${file.name}" has more than ${maximumBytes / 1024 / 1024} MB, the most that is read of such a file.`;
    return fail(sessionProblem('session.file-too-large', { detail, location }));
  }

  /** Returns every file as it would lie beside saved answers; fails for one that lies outside their folder or cannot be read. */
  async contents(): Promise<Reply<FileToWrite[]>> {
    const files: FileToWrite[] = [...this.#entries].map(([path, bytes]) => ({ path, bytes }));
    for (const path of this.#onDisk) {
      if (isAbsolute(path)) continue;
      if (!isInside(path)) {
        const detail = `"${path}" lies outside the folder of the answers.`;
        return fail(sessionProblem('session.file-outside', { detail, location: { file: path } }));
      }
      const reference = this.reference(path);
      // A name without a file is a problem of the draft, and none of saving it.
      if (!reference.ok || (await this.#disk.version(reference.value)) === null) continue;
      const bytes = await this.read(reference.value, maximumUploadBytes);
      if (!bytes.ok) return bytes;
      files.push({ path: keyOf(path), bytes: bytes.value });
    }
    return succeed(files);
  }

  /** Returns the files that are only in memory. */
  unsaved(): FileToWrite[] {
    return [...this.#entries].map(([path, bytes]) => ({ path, bytes }));
  }

  async #readDisk(file: FileReference, maximumBytes: number): Promise<Reply<Uint8Array>> {
    const before = await this.#disk.version(file);
    const known = this.#remembered.get(file.handle);
    if (known && known.version === before && known.bytes.length <= maximumBytes) return succeed(known.bytes);
    const bytes = await this.#disk.read(file, maximumBytes);
    if (bytes.ok && before !== null && before === (await this.#disk.version(file))) {
      this.#remembered.set(file.handle, { version: before, bytes: bytes.value });
    }
    return bytes;
  }

  /** A new file must not take the place of one beside the answers, which nobody may have named yet. */
  async #namesOnDisk(name: string): Promise<string[]> {
    if (!this.#document) return [];
    const names: string[] = [];
    for (;;) {
      const free = freeName(name, (candidate) => names.includes(candidate));
      const reference = this.#disk.resolve(this.#document, free);
      if (!reference.ok || (await this.#disk.version(reference.value)) === null) return names;
      names.push(free);
    }
  }
}

/** Answers may write a path with either slash. */
function keyOf(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/'));
}

function isAbsolute(path: string): boolean {
  return /^([\\/]|[a-z]:)/i.test(path);
}

function isInside(path: string): boolean {
  return !isAbsolute(path) && !keyOf(path).startsWith('..') && !/[:\0]/.test(path);
}
