/** Returns the text of a file that is text, or null: UTF-8, UTF-16 with or without a byte order mark, else Latin-1. */
export function textOfFile(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  const sample = bytes.subarray(0, 512);
  const zeros = (parity: number) => sample.filter((octet, at) => at % 2 === parity && octet === 0).length;
  const half = Math.floor(sample.length / 2);
  if (half > 8 && zeros(1) > half * 0.9 && zeros(0) === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (half > 8 && zeros(0) > half * 0.9 && zeros(1) === 0) return new TextDecoder('utf-16be').decode(bytes);
  if (sample.some((octet) => octet < 0x09 || (octet > 0x0d && octet < 0x20 && octet !== 0x1b))) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: explanatory text in another code page around armour that is ASCII in all of them.
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}

const namedCharacters: ReadonlyMap<string, string> = new Map([
  ['nbsp', ' '],
  ['ndash', '-'],
  ['mdash', '--'],
  ['minus', '-'],
  ['hyphen', '-'],
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['equals', '='],
  ['plus', '+'],
  ['sol', '/'],
]);

/**
 * Returns text as it was before a web page, a mail program or a word processor improved it: hyphens instead of dashes,
 * plain spaces, no invisible characters, no character references, line breaks instead of `\n` and `<br>`.
 */
export function plainText(text: string): string {
  // Most files were never improved, and may be large.
  if (!/[^\x00-\x7f]|[&<\\]/.test(text)) return text;
  return text
    .replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, (whole, decimal, hex, name) => {
      if (typeof name === 'string') return namedCharacters.get(name) ?? whole;
      const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    })
    .replace(/<\/?[a-zA-Z][^<>]{0,200}>/g, '\n')
    .replace(/\\r|\\n|\\t/g, '\n')
    .replace(/[\u2010-\u2013\u2212\ufe58\ufe63\uff0d]/g, '-')
    .replace(/[\u2014\u2015\u2e3a\u2e3b]/g, '--')
    .replace(/[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, (character) =>
      /[\u2028\u2029]/.test(character) ? '\n' : '',
    )
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ');
}
