import { CannotOpen } from './problems.ts';
import { plainText } from './text-of-file.ts';

/** A block of RFC 7468, or of RFC 1421 where it has headers. */
export interface ArmouredBlock {
  readonly label: string;
  readonly bytes: Uint8Array;
  /** The value of a DEK-Info header: the content is encrypted (RFC 1423). */
  readonly encryption: string | null;
}

/** One hyphen is enough to begin with: a run of them would be tried from each of its members. */
const begin = /-[ \t]*BEGIN[ \t]+([A-Z0-9#][A-Z0-9 #.]{0,60}?)[ \t]*-+/g;

/**
 * Returns the armoured blocks of a text in order, whatever stands around them; an empty list when there is no armour.
 * Throws CannotOpen when a block has no end or is no Base-64.
 */
export function armouredBlocks(text: string): ArmouredBlock[] {
  const plain = plainText(text);
  const blocks: ArmouredBlock[] = [];
  begin.lastIndex = 0;
  for (let match = begin.exec(plain); match; match = begin.exec(plain)) {
    const label = (match[1] ?? '').trim();
    const ending = endingOf(label);
    ending.lastIndex = begin.lastIndex;
    const end = ending.exec(plain);
    if (!end) throw new CannotOpen('certificate.damaged', `Its block "${label}" has no end: the file was cut off.`);
    let last = end.index;
    while (plain[last - 1] === '-') last--;
    blocks.push(readBlock(label, plain.slice(begin.lastIndex, last)));
    begin.lastIndex = ending.lastIndex;
  }
  return blocks;
}

const endings = new Map<string, RegExp>();

function endingOf(label: string): RegExp {
  let ending = endings.get(label);
  if (!ending) {
    if (endings.size >= 100) endings.clear();
    ending = new RegExp(`-[ \\t]*END[ \\t]+${label.replace(/[.#]/g, '\\$&')}[ \\t]*-*`, 'g');
    endings.set(label, ending);
  }
  return ending;
}

/** A header with its value; where line breaks were lost it stands in one line with the next one and the content. */
const header = /(?:Proc-Type|DEK-Info|Comment|Version|Content-Domain|Key-Info)[ \t]*:[ \t]*/g;

function readBlock(label: string, inner: string): ArmouredBlock {
  // Base-64 has no colon, and most blocks have no header.
  const encryption = !inner.includes(':')
    ? null
    : (/DEK-Info[ \t]*:[ \t]*([A-Za-z0-9-]+[ \t]*(?:,[ \t]*[0-9A-Fa-f]*)?)/.exec(inner)?.[1]?.trim() ?? null);
  const body =
    inner.includes(':') && header.test(inner)
      ? inner
          .replace(/Proc-Type[ \t]*:[ \t]*4[ \t]*,[ \t]*[A-Z-]+/g, ' ')
          .replace(/DEK-Info[ \t]*:[ \t]*[A-Za-z0-9-]+[ \t]*(?:,[ \t]*[0-9A-Fa-f]*)?/g, ' ')
          .replace(/^(?:Comment|Version|Content-Domain|Key-Info)[ \t]*:.*$/gm, ' ')
      : inner;
  header.lastIndex = 0;
  const bytes = base64Bytes(body);
  if (!bytes) throw new CannotOpen('certificate.damaged', `Its block "${label}" is not Base-64.`);
  return { label, bytes, encryption };
}

/** Returns what Base-64 text stands for, white space, quote signs of mail programs and missing padding aside; null when it is none. */
export function base64Bytes(text: string): Uint8Array | null {
  return wholeBase64(text.replace(/\s+/g, '')) ?? repairedBase64(text);
}

/** The decoder passes over what is no digit and takes base64url's two others: only text that decodes to all its length is Base-64. */
function wholeBase64(compact: string): Uint8Array | null {
  if (compact === '' || compact.length % 4 !== 0 || compact.includes('-') || compact.includes('_')) return null;
  const bytes = Buffer.from(compact, 'base64');
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  // A plain view: those that are taken of a Buffer are Buffers, which cost many times more.
  return bytes.length === (compact.length / 4) * 3 - padding
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    : null;
}

function repairedBase64(text: string): Uint8Array | null {
  let compact = text.replace(/[\s>"']+/g, '');
  if (/=3D|=$/.test(compact) && !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) compact = compact.replace(/=3D/g, '=');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return null;
  const digits = compact.replace(/=+$/, '');
  return digits.length % 4 === 1 ? null : Buffer.from(digits, 'base64');
}
