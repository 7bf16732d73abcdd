import { randomBytes } from 'node:crypto';

const handlePrefix = 'folder:';

/** A folder that the user named in a dialog of the system: what the page has of it. */
export interface ChosenFolder {
  /** Stands for the folder in the calls of this window, and says nothing of where it lies. */
  handle: string;
  /** For the eye. */
  name: string;
}

/**
 * The places that the user named in a dialog of the system. Only there may the page write: one that was taken over cannot
 * name a place of its own.
 */
export class ChosenFolders {
  readonly #allowed = new Set<string>();
  readonly #handles = new Map<string, string>();

  /** Returns the handle of a folder that was chosen. */
  choose(place: string): ChosenFolder {
    const handle = `${handlePrefix}${randomBytes(16).toString('hex')}`;
    this.#handles.set(handle, place);
    return { handle, name: place };
  }

  /** The user allowed a place that was typed. */
  allow(place: string): void {
    this.#allowed.add(place);
  }

  isAllowed(place: string): boolean {
    return this.#allowed.has(place);
  }

  /** Returns the place of a handle; null for one of another window or that the page made up; undefined for a typed place. */
  placeOf(folder: string): string | null | undefined {
    return folder.startsWith(handlePrefix) ? (this.#handles.get(folder) ?? null) : undefined;
  }
}

/** Returns the folder that a call of the page writes to, and the call with another in its place; null for calls that write nowhere. */
export function folderOf(
  group: string,
  name: string,
  input: unknown,
): { folder: string; withFolder: (place: string) => unknown } | null {
  if (group !== 'session' || !isRecord(input)) return null;
  if (name === 'save' && typeof input['folder'] === 'string') {
    return { folder: input['folder'], withFolder: (folder) => ({ ...input, folder }) };
  }
  const to = name === 'export' ? input['to'] : null;
  if (!isRecord(to) || typeof to['folder'] !== 'string') return null;
  return { folder: to['folder'], withFolder: (folder) => ({ ...input, to: { ...to, folder } }) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
