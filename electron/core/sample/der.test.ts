import { describe, expect, it } from 'vitest';
import { encode, integer, namedBits, setOf, time, utf8String } from './der.ts';

const hex = (value: Parameters<typeof encode>[0]) => encode(value).toString('hex');
const text = (value: Parameters<typeof encode>[0]) => encode(value).subarray(2).toString('latin1');

describe('DER', () => {
  it.each([
    ['1949-12-31T23:59:59Z', '19491231235959Z'],
    ['1950-01-01T00:00:00Z', '500101000000Z'],
    ['2049-12-31T23:59:59.999Z', '491231235959Z'],
    ['2050-01-01T00:00:00Z', '20500101000000Z'],
  ])('writes the time %s as %s', (instant, written) => {
    expect(text(time(Date.parse(instant)))).toBe(written);
  });

  it('stays within the years that have four digits', () => {
    expect(text(time(Date.parse('9999-06-01T00:00:00Z') + 1e12))).toBe('99991231235959Z');
    expect(text(time(Date.parse('0000-06-01T00:00:00Z') - 1e12))).toBe('00000101000000Z');
  });

  it('sorts the members of a SET OF by their encoding', () => {
    expect(hex(setOf(utf8String('b'), utf8String('aa'), utf8String('a')))).toBe('310a0c01610c01620c026161');
  });

  it('shortens named bits to the last one that is set', () => {
    expect(hex(namedBits([5, 6]))).toBe('03020106');
    expect(hex(namedBits([0, 2]))).toBe('030205a0');
    expect(hex(namedBits([8]))).toBe('0303070080');
  });

  it('writes integers with a leading zero where the first bit is set', () => {
    expect([0, 127, 128, 10_000].map((value) => hex(integer(value)))).toEqual([
      '020100',
      '02017f',
      '02020080',
      '02022710',
    ]);
  });
});
