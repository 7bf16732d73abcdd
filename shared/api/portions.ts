/** Items of an array, or characters of a text, that a page reads or writes between two frames. */
const itemsAtOnce = 100;
const charactersAtOnce = 256 * 1024;

/** Items of a long array, or a piece of a long text, and where in the value they belong. */
export interface Portion {
  path: readonly string[];
  items?: readonly unknown[];
  text?: string;
}

/**
 * Yields the portions of a JSON value, and returns the value without them: its long arrays and texts are empty. What is
 * inside the items of a long array goes with them.
 */
export function* cutApart(value: unknown, path: readonly string[] = []): Generator<Portion, unknown> {
  if (typeof value === 'string' && value.length > charactersAtOnce) {
    for (let from = 0; from < value.length; from += charactersAtOnce) {
      yield { path, text: value.slice(from, from + charactersAtOnce) };
    }
    return '';
  }
  if (Array.isArray(value) && value.length > itemsAtOnce) {
    const items: readonly unknown[] = value;
    for (let from = 0; from < items.length; from += itemsAtOnce) {
      yield { path, items: items.slice(from, from + itemsAtOnce) };
    }
    return [];
  }
  if (value === null || typeof value !== 'object') return value;
  const rest: [string, unknown][] = [];
  for (const [key, each] of Object.entries(value)) rest.push([key, yield* cutApart(each, [...path, key])]);
  return Array.isArray(value) ? rest.map(([, each]) => each) : Object.fromEntries(rest);
}

/** Puts a value together again whose portions came before it. */
export class Assembly {
  readonly #arrays = new Map<string, { path: readonly string[]; items: unknown[] }>();
  readonly #texts = new Map<string, { path: readonly string[]; text: string }>();

  add({ path, items, text }: Portion): void {
    const key = JSON.stringify(path);
    if (items) {
      const array = this.#arrays.get(key) ?? { path, items: [] };
      array.items.push(...items);
      this.#arrays.set(key, array);
    }
    if (text !== undefined) this.#texts.set(key, { path, text: (this.#texts.get(key)?.text ?? '') + text });
  }

  /** Returns `rest` with every portion in its place. */
  complete<T extends object>(rest: T): T {
    for (const { path, items } of this.#arrays.values()) putAt(rest, path, items);
    for (const { path, text } of this.#texts.values()) putAt(rest, path, text);
    return rest;
  }
}

function putAt(root: object, path: readonly string[], value: unknown): void {
  const key = path.at(-1);
  let holder: unknown = root;
  for (const step of path.slice(0, -1)) {
    holder = typeof holder === 'object' && holder !== null ? Reflect.get(holder, step) : null;
  }
  if (key === undefined || typeof holder !== 'object' || holder === null) throw new Error('A portion has no place');
  Reflect.set(holder, key, value);
}

/** Yields the JSON text of a value in pieces, its long arrays some items at a time. */
export function* printInPortions(value: unknown): Generator<string, void> {
  if (Array.isArray(value) && value.length > itemsAtOnce) {
    for (let from = 0; from < value.length; from += itemsAtOnce) {
      yield (from === 0 ? '[' : ',') + JSON.stringify(value.slice(from, from + itemsAtOnce)).slice(1, -1);
    }
    yield ']';
    return;
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    yield JSON.stringify(value);
    return;
  }
  let before = '{';
  for (const [key, each] of Object.entries(value)) {
    if (each === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    yield* printInPortions(each);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}
