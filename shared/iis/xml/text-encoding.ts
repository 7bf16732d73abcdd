import type { Reply } from '../../api/reply.ts';
import { fail, succeed } from '../../api/reply.ts';
import { xmlProblem } from './problems.ts';

/** How the text of a file stands in its bytes. */
export interface TextEncoding {
  /** `utf-8`, `utf-16le`, `utf-16be`, or the WHATWG name of a single-byte encoding. */
  name: string;
  byteOrderMark: boolean;
}

/** Larger files are refused: 15 MiB of characters fit as UTF-16 too, and parsing stays within a second or two. */
export const maximumFileBytes = 32 * 1024 * 1024;

const declaration = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/;
const singleByte = /^(us-ascii|ascii|iso-8859-\d{1,2}|latin1|windows-\d{3,4}|cp125\d|x-cp125\d)$/;

/**
 * Returns the text of an XML file without its byte order mark, and the encoding to write it back in. The byte order
 * mark, or the first bytes, decide (XML 1.0, appendix F); a declaration that says something else, and bytes that are
 * not in the encoding, are refused.
 */
export function decodeText(bytes: Uint8Array, file: string): Reply<{ text: string; encoding: TextEncoding }> {
  const location = { file };
  if (bytes.length > maximumFileBytes)
    return fail(
      xmlProblem('xml.too-large', {
        detail: `${file} has ${bytes.length} bytes; at most ${maximumFileBytes} are read.`,
        location,
      }),
    );
  const seen = seenEncoding(bytes);
  const head = decode(bytes.subarray(seen.skip, seen.skip + 2048), seen.name, false) ?? '';
  const declared = declaration.exec(head)?.[1]?.trim().toLowerCase();
  let name = seen.name;
  if (declared !== undefined && !agrees(declared, seen)) {
    const isLegacy = seen.name === 'utf-8' && !seen.byteOrderMark && singleByte.test(declared);
    if (!isLegacy) {
      const known = singleByte.test(declared) || /^utf-?(8|16(le|be)?)$|^(unicode|ucs-2)$/.test(declared);
      return fail(
        known
          ? xmlProblem('xml.encoding-contradiction', {
              detail: `The declaration of ${file} says "${declared}", its bytes are ${describe(seen)}.`,
              location: { file, line: 1, column: 1 },
            })
          : xmlProblem('xml.encoding-unknown', {
              detail: `The declaration of ${file} says "${declared.slice(0, 40)}".`,
              location: { file, line: 1, column: 1 },
            }),
      );
    }
    name = declared;
  }
  const text = decode(bytes.subarray(seen.skip), name, true);
  if (text === null) return fail(damaged(bytes.subarray(seen.skip), name, file));
  return succeed({ text, encoding: { name, byteOrderMark: seen.byteOrderMark } });
}

/** Returns the bytes of the text in the encoding; every character must be one that `isEncodable` accepts. */
export function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  const withMark = encoding.byteOrderMark ? `\uFEFF${text}` : text;
  if (encoding.name === 'utf-8') return new TextEncoder().encode(withMark);
  if (encoding.name.startsWith('utf-16')) {
    const bytes = new Uint8Array(withMark.length * 2);
    const [low, high] = encoding.name === 'utf-16le' ? [0, 1] : [1, 0];
    for (let index = 0; index < withMark.length; index++) {
      const code = withMark.charCodeAt(index);
      bytes[index * 2 + low] = code & 0xff;
      bytes[index * 2 + high] = code >> 8;
    }
    return bytes;
  }
  const table = singleByteTable(encoding.name);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const byte = table.get(text.charAt(index));
    if (byte === undefined) throw new Error('A character was to be written that the encoding of the file lacks.');
    bytes[index] = byte;
  }
  return bytes;
}

/** Returns whether new text may use any character as it is; otherwise what is not ASCII has to be a character reference. */
export function holdsAnyCharacter(encoding: TextEncoding): boolean {
  return encoding.name.startsWith('utf-');
}

interface SeenEncoding extends TextEncoding {
  skip: number;
}

function seenEncoding(bytes: Uint8Array): SeenEncoding {
  const [a, b, c] = [bytes[0], bytes[1], bytes[2]];
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'utf-8', byteOrderMark: true, skip: 3 };
  if (a === 0xff && b === 0xfe) return { name: 'utf-16le', byteOrderMark: true, skip: 2 };
  if (a === 0xfe && b === 0xff) return { name: 'utf-16be', byteOrderMark: true, skip: 2 };
  if (a === 0x3c && b === 0) return { name: 'utf-16le', byteOrderMark: false, skip: 0 };
  if (a === 0 && b === 0x3c) return { name: 'utf-16be', byteOrderMark: false, skip: 0 };
  return { name: 'utf-8', byteOrderMark: false, skip: 0 };
}

function agrees(declared: string, seen: SeenEncoding): boolean {
  if (seen.name === 'utf-8') return /^utf-?8$/.test(declared);
  if (/^(utf-?16|unicode|ucs-2|iso-10646-ucs-2)$/.test(declared)) return true;
  return declared === seen.name;
}

function describe(seen: SeenEncoding): string {
  return `${seen.name.toUpperCase()}${seen.byteOrderMark ? ' with a byte order mark' : ''}`;
}

function decode(bytes: Uint8Array, name: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(label(name), { fatal, ignoreBOM: true }).decode(bytes);
  } catch {
    // The Encoding standard reports malformed input, and an unknown label, by an exception only.
    return null;
  }
}

/** ASCII is read as Windows-1252, which keeps every byte. */
function label(name: string): string {
  return name === 'us-ascii' ? 'ascii' : name;
}

function damaged(bytes: Uint8Array, name: string, file: string) {
  const lenient = decode(bytes, name, false);
  if (lenient === null) {
    return xmlProblem('xml.encoding-unknown', {
      detail: `The declaration of ${file} says "${name}".`,
      location: { file, line: 1, column: 1 },
    });
  }
  const before = lenient.slice(0, Math.max(0, lenient.indexOf('\uFFFD')));
  const lines = before.split(/\r\n|\r|\n/);
  return xmlProblem('xml.encoding-damaged', {
    detail: `${file} is read as ${name.toUpperCase()}, but has a byte sequence that this encoding does not know.`,
    location: { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
  });
}

function singleByteTable(name: string): Map<string, number> {
  const table = new Map<string, number>();
  const decoder = new TextDecoder(label(name), { ignoreBOM: true });
  for (let byte = 0; byte < 256; byte++) table.set(decoder.decode(Uint8Array.of(byte)), byte);
  return table;
}
