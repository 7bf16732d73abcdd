/** Controls, and the marks that turn or hide text on a screen: a name from a hostile file must not forge lines or colours. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Returns the value with each text in it safe for a terminal: what is not printable is written `\u{…}`. */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll(unprintable, escaped) as T;
  if (Array.isArray(value)) return value.map(printable) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [printable(key), printable(each)])) as T;
  }
  return value;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}
