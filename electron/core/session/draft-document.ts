import { answersSchema } from '../../../shared/wizard/answers.ts';

export type Draft = Record<string, unknown>;

/** Returns the text of an answers file as this product writes it. */
export function printAnswers(draft: Draft): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(draft, null, 2)}\n`);
}

/**
 * The one document of a session: the draft, how often it was kept, and what was saved last. A draft that only spells out
 * defaults is no other answer.
 */
export class DraftDocument {
  #draft: Draft | null = null;
  #revision = 0;
  #saved: { meaning: string; bytes: Uint8Array | null } | null = null;

  get draft(): Draft | null {
    return this.#draft;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The draft differs from what was saved, or, when nothing was, from what it began as. */
  get isDirty(): boolean {
    return this.#draft !== null && meaningOf(this.#draft) !== this.#saved?.meaning;
  }

  /** Begins with other answers; `bytes` are those of the file that they stand in. */
  begin(draft: Draft, bytes: Uint8Array | null): void {
    this.#draft = draft;
    this.#revision += 1;
    this.#saved = { meaning: meaningOf(draft), bytes };
  }

  /** Begins with answers that were never saved. */
  recover(draft: Draft): void {
    this.#draft = draft;
    this.#revision += 1;
    this.#saved = null;
  }

  /** Takes a newer draft without counting it as kept. */
  replace(draft: Draft): void {
    this.#draft = draft;
  }

  /** Counts the draft as kept, and returns its number. */
  kept(): number {
    this.#revision += 1;
    return this.#revision;
  }

  /** Takes the number back, so that the same window can try again, unless a newer draft was counted since. */
  notKept(revision: number): void {
    if (this.#revision === revision) this.#revision -= 1;
  }

  saved(draft: Draft, bytes: Uint8Array): void {
    this.#draft = draft;
    this.#revision += 1;
    this.#saved = { meaning: meaningOf(draft), bytes };
  }

  /** Returns the text of a draft: that of the file which says the same, else as it would be saved. */
  bytesOf(draft: Draft): Uint8Array {
    return (this.#saved?.meaning === meaningOf(draft) ? this.#saved.bytes : null) ?? printAnswers(draft);
  }
}

function meaningOf(draft: Draft): string {
  const parsed = answersSchema.safeParse(draft);
  return JSON.stringify(parsed.success ? parsed.data : draft);
}
