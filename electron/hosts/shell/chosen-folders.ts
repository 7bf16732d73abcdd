import { resolve } from 'node:path';

/**
 * The folders that the user chose in the system's dialog. The page gets a handle and shows it; only here does a handle
 * become a path, so that a page that was taken over cannot name a place of its own.
 */
export class ChosenFolders {
  readonly #paths = new Map<string, string>();

  /** Returns the handle of a chosen folder: its path, which the user saw in the dialog. */
  add(path: string): string {
    const handle = resolve(path);
    this.#paths.set(handle, handle);
    return handle;
  }

  /** Returns whether a place is a chosen folder. */
  has(place: string): boolean {
    return this.#paths.has(place);
  }
}
