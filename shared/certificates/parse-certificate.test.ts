import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedEncoding } from './der.ts';
import { CertificateParser } from './parse-certificate.ts';
import { encode, encodeName, encodeObjectIdentifier } from './testing/encode-der.ts';

const [utcTime, generalizedTime] = [0x17, 0x18];
const algorithm = encode(0x30, encodeObjectIdentifier('1.2.840.113549.1.1.11'), encode(0x05));
const name = encodeName([[['2.5.4.3', 'utf8', 'Dates']]]);
const key = encode(0x30, encode(0x30, encodeObjectIdentifier('1.3.101.112')), encode(0x03, Uint8Array.of(0, 1, 2)));

/** Returns when a certificate with this date begins to be valid, ISO 8601. */
function read(tag: number, text: string): string {
  const validity = encode(0x30, encode(tag, text), encode(utcTime, '491231235959Z'));
  const signed = encode(0x30, encode(0x02, Uint8Array.of(1)), algorithm, name, validity, name, key);
  const bytes = encode(0x30, signed, algorithm, encode(0x03, Uint8Array.of(0, 9)));
  return new Date(new CertificateParser().parse(bytes).notBefore).toISOString();
}

describe('dates of certificates', () => {
  it.each([
    [utcTime, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    [utcTime, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [utcTime, '991231235959Z', '1999-12-31T23:59:59.000Z'],
    [utcTime, '2601010203Z', '2026-01-01T02:03:00.000Z'],
    [utcTime, '260101020304+0230', '2025-12-31T23:33:04.000Z'],
    [utcTime, '260101020304-0100', '2026-01-01T03:03:04.000Z'],
    [utcTime, '240229000000Z', '2024-02-29T00:00:00.000Z'],
    [generalizedTime, '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    [generalizedTime, '99991231235959Z', '9999-12-31T23:59:59.000Z'],
    [generalizedTime, '00500101000000Z', '0050-01-01T00:00:00.000Z'],
    [generalizedTime, '20260101020304.5Z', '2026-01-01T02:03:04.000Z'],
    [generalizedTime, '20260101020304', '2026-01-01T02:03:04.000Z'],
  ])('of type %i: %s', (tag, text, expected) => {
    expect(read(tag, text)).toBe(expected);
  });

  it('of any second between 1950 and 2049 are what was written', () => {
    const seconds = fc.integer({ min: Date.UTC(1950, 0, 1) / 1000, max: Date.UTC(2049, 11, 31) / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const iso = new Date(second * 1000).toISOString();
        const digits = iso.slice(0, 19).replace(/\D/g, '');
        expect([read(utcTime, `${digits.slice(2)}Z`), read(generalizedTime, `${digits}Z`)]).toEqual([iso, iso]);
      }),
    );
  });

  it.each([
    [utcTime, ''],
    [utcTime, '26010102'],
    [utcTime, '261301000000Z'],
    [utcTime, '260100000000Z'],
    [utcTime, '260101240000Z'],
    [utcTime, '260101006000Z'],
    [utcTime, '260101000060Z'],
    [utcTime, '2x0101000000Z'],
    [utcTime, '260101000000z'],
    [utcTime, '260101000000Z0'],
    [utcTime, '260101000000+1'],
    [generalizedTime, '260101000000Z'],
    [0x0c, '260101000000Z'],
  ])('of type %i that are none are refused: %s', (tag, text) => {
    expect(() => read(tag, text)).toThrow(MalformedEncoding);
  });
});
