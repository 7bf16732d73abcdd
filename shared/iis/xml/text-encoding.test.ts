import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextEncoding } from './text-encoding.ts';
import { decodeText, encodeText, maximumFileBytes } from './text-encoding.ts';

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function decoded(bytes: Uint8Array) {
  const reply = decodeText(bytes, 'f');
  return reply.ok ? reply.value : reply.problem.code;
}

describe('decoding and encoding', () => {
  it('gives back the same bytes in every encoding', () => {
    const encodings: TextEncoding[] = ['utf-8', 'utf-16le', 'utf-16be'].flatMap((name) =>
      [true, false].map((byteOrderMark) => ({ name, byteOrderMark })),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...encodings), (text, encoding) => {
        const bytes = encodeText(`<a>${text.replaceAll('\uFEFF', '')}</a>`, encoding);
        const result = decoded(bytes);
        if (typeof result === 'string') throw new Error(result);
        expect(result.encoding).toEqual(encoding);
        expect(encodeText(result.text, result.encoding)).toEqual(bytes);
      }),
    );
  });

  it.each(['us-ascii', 'iso-8859-1', 'Windows-1252', 'windows-1251'])('keeps every byte of %s', (label) => {
    const high = label === 'windows-1251' || label === 'Windows-1252' ? [0xe4, 0x80] : [0xe4];
    const bytes = Uint8Array.from([
      ...ascii(`<?xml version="1.0" encoding="${label}"?><a>`),
      ...high,
      ...ascii('</a>'),
    ]);
    const result = decoded(bytes);
    if (typeof result === 'string') throw new Error(result);
    expect(encodeText(result.text, result.encoding)).toEqual(bytes);
  });

  it.each([
    ['utf-16 label on UTF-8 bytes', ascii('<?xml version="1.0" encoding="utf-16"?><a/>'), 'xml.encoding-contradiction'],
    [
      'utf-8 label on UTF-16 bytes',
      encodeText('<?xml version="1.0" encoding="utf-8"?><a/>', { name: 'utf-16le', byteOrderMark: true }),
      'xml.encoding-contradiction',
    ],
    [
      'latin label after a UTF-8 byte order mark',
      encodeText("<?xml version='1.0' encoding='iso-8859-1'?><a/>", { name: 'utf-8', byteOrderMark: true }),
      'xml.encoding-contradiction',
    ],
    ['unknown label', ascii('<?xml version="1.0" encoding="ebcdic"?><a/>'), 'xml.encoding-unknown'],
    ['bytes that are no UTF-8', Uint8Array.from([...ascii('<a>\n'), 0xe4, ...ascii('</a>')]), 'xml.encoding-damaged'],
    ['half a UTF-16 unit', Uint8Array.from([0xff, 0xfe, 0x3c, 0, 0x61]), 'xml.encoding-damaged'],
    ['too many bytes', new Uint8Array(maximumFileBytes + 1), 'xml.too-large'],
  ])('refuses %s', (_, bytes, code) => {
    expect(decoded(bytes)).toBe(code);
  });

  it('says where the damage is', () => {
    const reply = decodeText(Uint8Array.from([...ascii('<a>\nxy'), 0xff, ...ascii('</a>')]), 'f');
    expect(reply.ok ? null : reply.problem.location).toEqual({ file: 'f', line: 2, column: 3 });
  });
});
