/** In characters: answers with ten thousand certificates have 20 million. */
const longest = 64 * 1024 * 1024;

/** Inputs of calls on their way from the page of one window: what is long comes in parts before the call. */
export class LongInputs {
  readonly #parts = new Map<number, { texts: string[]; length: number }>();

  /** Keeps a part for the call with that number; false where the input is longer than any can be. */
  add(id: number, text: string): boolean {
    const { texts, length } = this.#parts.get(id) ?? { texts: [], length: 0 };
    const sum = length + text.length;
    if (sum > longest) {
      this.#parts.delete(id);
      return false;
    }
    this.#parts.set(id, { texts: [...texts, text], length: sum });
    return true;
  }

  /** Returns the value whose text ends with `last`; undefined for what is no JSON. */
  take(id: number, last: string): unknown {
    const text = [...(this.#parts.get(id)?.texts ?? []), last].join('');
    this.#parts.delete(id);
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** The page that sent them is gone. */
  forgetAll(): void {
    this.#parts.clear();
  }
}
