import { contentOf, latin1, tags } from './der.ts';
import type { Element } from './der.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Returns the text of a string type of X.680, or null for any other type. Octets that the type does not allow are kept
 * rather than refused, because Windows shows such names too: `@` in a PrintableString, Latin-1 in an IA5String. A
 * TeletexString is UTF-8 where it can be and Latin-1 otherwise, as .NET and CryptoAPI read it.
 */
export function textOf(element: Element): string | null {
  const content = contentOf(element);
  switch (element.tag) {
    case tags.utf8String:
      return lenientUtf8.decode(content);
    case tags.numericString:
    case tags.printableString:
    case tags.ia5String:
    case tags.visibleString:
    case tags.generalString:
      return latin1(content);
    case tags.t61String:
      return teletex(content);
    case tags.bmpString:
      return utf16(content);
    case tags.universalString:
      return utf32(content);
    default:
      return null;
  }
}

function teletex(content: Uint8Array): string {
  try {
    return strictUtf8.decode(content);
  } catch {
    return latin1(content);
  }
}

/** Returns UTF-16 in network byte order as text; an odd octet at the end is left out. */
export function utf16(content: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < content.length; at += 2) {
    text += String.fromCharCode(((content[at] ?? 0) << 8) | (content[at + 1] ?? 0));
  }
  return text;
}

function utf32(content: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 3 < content.length; at += 4) {
    const point =
      (content[at] ?? 0) * 0x1000000 +
      (((content[at + 1] ?? 0) << 16) | ((content[at + 2] ?? 0) << 8) | (content[at + 3] ?? 0));
    text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  return text;
}
