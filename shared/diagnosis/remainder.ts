/** A text from which each reader takes what it knows, so that the next one does not take it for something else. */
export class Remainder {
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Returns what `read` makes of each match of a global pattern; a match of which it makes nothing stays. */
  take<T>(pattern: RegExp, read: (...groups: (string | undefined)[]) => T | undefined): T[] {
    const taken: T[] = [];
    let rest = '';
    let end = 0;
    for (const match of this.#text.matchAll(pattern)) {
      const value = read(...match);
      if (value === undefined) continue;
      taken.push(value);
      rest += `${this.#text.slice(end, match.index)} ; `;
      end = match.index + match[0].length;
    }
    this.#text = rest + this.#text.slice(end);
    return taken;
  }
}
