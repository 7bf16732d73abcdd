import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  childrenOf,
  contentOf,
  dotted,
  encodingOf,
  firstElement,
  MalformedEncoding,
  objectIdentifierOf,
  octetsOf,
  smallIntegerOf,
} from './der.ts';
import { encode, encodeObjectIdentifier } from './testing/encode-der.ts';

describe('elements', () => {
  it.each([
    ['cut off after the tag', [0x30]],
    ['cut off in the content', [0x30, 0x05, 0x01]],
    ['a length field of seven octets', [0x30, 0x87, 1, 0, 0, 0, 0, 0, 0]],
    ['a length beyond everything', [0x30, 0x84, 0xff, 0xff, 0xff, 0xff]],
    ['an indefinite length without an end', [0x30, 0x80, 0x02, 0x01, 0x05]],
    ['an indefinite length on a primitive', [0x04, 0x80, 0x00, 0x00]],
    ['a high tag number without an end', [0x3f, 0xff, 0xff]],
  ])('%s is refused', (_, octets) => {
    expect(() => firstElement(Uint8Array.from(octets))).toThrow(MalformedEncoding);
  });

  it('are refused when nested without end', () => {
    const deep = new Uint8Array(200_000);
    for (let at = 0; at < deep.length; at += 2) deep.set([0x30, 0x80], at);
    expect(() => firstElement(deep)).toThrow(MalformedEncoding);
  });

  it('with an indefinite length end at their end-of-contents', () => {
    const element = firstElement(Uint8Array.of(0x30, 0x80, 0x02, 0x01, 0x05, 0x00, 0x00, 0xff));
    expect(encodingOf(element)).toHaveLength(7);
    expect(childrenOf(element).map(smallIntegerOf)).toEqual([5]);
  });

  it('join the pieces of an OCTET STRING', () => {
    const pieces = encode(0x24, encode(0x04, 'ab'), encode(0x24, encode(0x04, 'c')), encode(0x04, 'd'));
    expect(new TextDecoder().decode(octetsOf(firstElement(pieces)))).toBe('abcd');
  });

  it('never make the reader fail in another way, whatever the octets', () => {
    const walk = (octets: Uint8Array): void => {
      const pending = [firstElement(octets)];
      for (let element = pending.pop(); element; element = pending.pop()) {
        if (element.tag & 0x20) pending.push(...childrenOf(element));
        else if (element.tag === 0x06) dotted(contentOf(element));
      }
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (octets) => {
        try {
          walk(Uint8Array.from([0x30, 0x80, ...octets]));
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedEncoding);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('object identifiers', () => {
  it.each([
    '0.0',
    '1.39.1',
    '2.40.1',
    '2.5.4.3',
    '2.999.5',
    '1.2.840.113549.1.1.11',
    '2.25.340282366920938463463374607431768211455',
  ])('%s', (text) => {
    expect(objectIdentifierOf(firstElement(encodeObjectIdentifier(text)))).toBe(text);
  });
});
