/** Returns one element: identifier octet, definite length, content. */
export function encode(tag: number, ...content: readonly (Uint8Array | string)[]): Uint8Array {
  const parts = content.map((part) => (typeof part === 'string' ? new TextEncoder().encode(part) : part));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const lengthOctets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) lengthOctets.unshift(rest % 256);
  const header = length < 128 ? [tag, length] : [tag, 0x80 | lengthOctets.length, ...lengthOctets];
  return Uint8Array.from([...header, ...parts.flatMap((part) => [...part])]);
}

/** Returns an OBJECT IDENTIFIER from its dotted form. */
export function encodeObjectIdentifier(dotted: string): Uint8Array {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  const octets = [first * 40n + second, ...rest].flatMap((arc) => {
    const groups = [Number(arc & 127n)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) groups.unshift(Number(left & 127n) | 128);
    return groups;
  });
  return encode(0x06, Uint8Array.from(octets));
}

/** How a test writes an attribute value: by the first letter of its ASN.1 type. */
export const stringEncoders: Readonly<Record<string, (text: string) => Uint8Array>> = {
  utf8: (text) => encode(0x0c, text),
  numeric: (text) => encode(0x12, text),
  printable: (text) => encode(0x13, text),
  ia5: (text) => encode(0x16, text),
  visible: (text) => encode(0x1a, text),
  general: (text) => encode(0x1b, text),
  teletex: (text) =>
    encode(
      0x14,
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
    ),
  teletexUtf8: (text) => encode(0x14, text),
  universal: (text) =>
    encode(
      0x1c,
      Uint8Array.from(
        Array.from(text).flatMap((character) => {
          const point = character.codePointAt(0) ?? 0;
          return [0, (point >> 16) & 0xff, (point >> 8) & 0xff, point & 0xff];
        }),
      ),
    ),
  bmp: (text) =>
    encode(
      0x1e,
      Uint8Array.from(text.split('').flatMap((unit) => [unit.charCodeAt(0) >> 8, unit.charCodeAt(0) & 0xff])),
    ),
  octets: (text) => encode(0x04, text),
  bits: (text) => encode(0x03, '\0', text),
  integer: () => encode(0x02, Uint8Array.of(5)),
  null: () => encode(0x05),
};

/** One attribute of a test name: OID, type of the value, value. */
export type TestAttribute = readonly [oid: string, type: string, value: string];

/** Returns the Name with these relative distinguished names, in the order of the encoding. */
export function encodeName(rdns: readonly (readonly TestAttribute[])[]): Uint8Array {
  return encode(
    0x30,
    ...rdns.map((attributes) =>
      encode(
        0x31,
        ...attributes.map(([oid, type, value]) =>
          encode(0x30, encodeObjectIdentifier(oid), stringEncoders[type]?.(value) ?? ''),
        ),
      ),
    ),
  );
}
