import type { CallInput } from '../../../shared/api/contract.ts';

/**
 * The places that the user named in a dialog of the system. Only there may the page write: one that was taken over cannot
 * name a place of its own.
 */
export class ChosenFolders {
  readonly #places = new Set<string>();

  add(place: string): void {
    this.#places.add(place);
  }

  has(place: string): boolean {
    return this.#places.has(place);
  }
}

/** Returns the folder that a call of the page writes to; null for calls that write nowhere. */
export function folderOf(group: string, name: string, input: unknown): string | null {
  if (group !== 'session' || typeof input !== 'object' || input === null) return null;
  if (name === 'save') return textOf((input as Partial<CallInput<'session', 'save'>>).folder);
  if (name !== 'export') return null;
  const { to } = input as { to?: { folder?: unknown } };
  return textOf(to?.folder);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
