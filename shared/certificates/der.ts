/**
 * The bytes are not what X.690 or the type at hand allows. It travels only inside the readers: whoever opens a file
 * turns it into a coded problem.
 */
export class MalformedEncoding extends Error {
  override readonly name = 'MalformedEncoding';
}

/** One tag-length-value of a larger buffer; nothing is copied. */
export interface Element {
  readonly bytes: Uint8Array;
  /** The first identifier octet: class, constructed bit and, below 31, the tag number. */
  readonly tag: number;
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  constructedOctetString: 0x24,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  numericString: 0x12,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  generalString: 0x1b,
  universalString: 0x1c,
  bmpString: 0x1e,
} as const;

const constructed = 0x20;

/** Deeper nesting has no use in certificates or PFX files and would only serve to exhaust the stack. */
export const maximumNesting = 64;

/** More elements side by side than the largest collection of certificates that is opened, and a bound on memory. */
const maximumSiblings = 200_000;

/**
 * Returns the element at `at`, which must end within `limit`; BER's indefinite length is understood (ITU-T X.690, 8.1.3).
 * Throws MalformedEncoding when the bytes are cut off or no encoding at all.
 */
export function readElement(bytes: Uint8Array, at: number, limit: number, nesting = 0): Element {
  if (nesting > maximumNesting) throw new MalformedEncoding(`nested deeper than ${maximumNesting} levels`);
  let position = at + 1;
  const tag = octetAt(bytes, at, limit);
  if ((tag & 0x1f) === 0x1f) while (octetAt(bytes, position++, limit) & 0x80);
  const first = octetAt(bytes, position++, limit);
  if (first === 0x80) return readIndefinite(bytes, tag, at, position, limit, nesting);
  let length = first;
  if (first & 0x80) {
    const octets = first & 0x7f;
    if (octets > 6) throw new MalformedEncoding('a length field is larger than any file');
    length = 0;
    for (let index = 0; index < octets; index++) length = length * 256 + octetAt(bytes, position++, limit);
  }
  const end = position + length;
  if (end > limit) throw new MalformedEncoding('an element is longer than what holds it');
  return { bytes, tag, start: at, contentStart: position, contentEnd: end, end };
}

function octetAt(bytes: Uint8Array, position: number, limit: number): number {
  const value = position < limit ? bytes[position] : undefined;
  if (value === undefined) throw new MalformedEncoding('it ends in the middle of an element');
  return value;
}

function readIndefinite(
  bytes: Uint8Array,
  tag: number,
  start: number,
  contentStart: number,
  limit: number,
  nesting: number,
): Element {
  if (!(tag & constructed)) throw new MalformedEncoding('an indefinite length stands on a primitive element');
  let position = contentStart;
  while (bytes[position] !== 0 || bytes[position + 1] !== 0 || position + 2 > limit) {
    position = readElement(bytes, position, limit, nesting + 1).end;
  }
  return { bytes, tag, start, contentStart, contentEnd: position, end: position + 2 };
}

/** Returns the one element that the bytes begin with; what follows it is not looked at. */
export function firstElement(bytes: Uint8Array): Element {
  return readElement(bytes, 0, bytes.length);
}

/** Returns the elements inside a constructed one, in order. Throws MalformedEncoding when they do not fill it exactly. */
export function childrenOf(element: Element): Element[] {
  if (!(element.tag & constructed)) throw new MalformedEncoding('a value stands where a list is expected');
  const children: Element[] = [];
  let at = element.contentStart;
  while (at < element.contentEnd) {
    const child = readElement(element.bytes, at, element.contentEnd);
    if (children.push(child) > maximumSiblings)
      throw new MalformedEncoding('a list is longer than any certificate has');
    at = child.end;
  }
  return children;
}

/** Returns the children of a SEQUENCE. Throws MalformedEncoding when it is something else or has fewer than `atLeast`. */
export function sequenceOf(element: Element | undefined, atLeast = 0): Element[] {
  const children = childrenOf(expectTag(element, tags.sequence));
  if (children.length < atLeast) throw new MalformedEncoding('a SEQUENCE has too few members');
  return children;
}

/** Returns the element when it has the tag; throws MalformedEncoding otherwise. */
export function expectTag(element: Element | undefined, tag: number): Element {
  if (element?.tag === tag) return element;
  throw new MalformedEncoding(`an element with tag 0x${tag.toString(16)} is missing`);
}

/** Returns the content octets as a view. */
export function contentOf(element: Element): Uint8Array {
  return element.bytes.subarray(element.contentStart, element.contentEnd);
}

/** Returns the whole encoding, header included, as a view. */
export function encodingOf(element: Element): Uint8Array {
  return element.bytes.subarray(element.start, element.end);
}

/** Returns the octets of an OCTET STRING, joined where BER has cut it into pieces (ITU-T X.690, 8.7). */
export function octetsOf(element: Element, nesting = 0): Uint8Array {
  if (!(element.tag & constructed)) return contentOf(element);
  if (nesting > maximumNesting) throw new MalformedEncoding(`nested deeper than ${maximumNesting} levels`);
  const pieces = childrenOf(element).map((piece) => {
    if ((piece.tag & ~constructed) !== tags.octetString)
      throw new MalformedEncoding('an OCTET STRING has foreign parts');
    return octetsOf(piece, nesting + 1);
  });
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Returns the octets of a BIT STRING and how many bits at its end are unused. */
export function bitsOf(element: Element): { octets: Uint8Array; unused: number } {
  const content = contentOf(expectTag(element, tags.bitString));
  const unused = content[0];
  if (unused === undefined || unused > 7 || (unused > 0 && content.length === 1)) {
    throw new MalformedEncoding('a BIT STRING is not one');
  }
  return { octets: content.subarray(1), unused };
}

/** Returns a non-negative INTEGER below 2^48; throws MalformedEncoding for any other. */
export function smallIntegerOf(element: Element | undefined): number {
  const content = contentOf(expectTag(element, tags.integer));
  if (content.length === 0 || content.length > 7 || (content[0] ?? 0) & 0x80) {
    throw new MalformedEncoding('a number is out of range');
  }
  return content.reduce((value, octet) => value * 256 + octet, 0);
}

/** Returns a BOOLEAN. */
export function booleanOf(element: Element): boolean {
  const content = contentOf(expectTag(element, tags.boolean));
  if (content.length !== 1) throw new MalformedEncoding('a BOOLEAN is not one');
  return content[0] !== 0;
}

/** Returns an OBJECT IDENTIFIER in dotted form. */
export function objectIdentifierOf(element: Element | undefined): string {
  return dotted(contentOf(expectTag(element, tags.objectIdentifier)));
}

/** Object identifiers that carry a UUID have arcs of 128 bits; nothing real is longer than this many octets. */
const longestObjectIdentifier = 256;

/** Returns the dotted form of an object identifier's content octets (ITU-T X.690, 8.19). */
export function dotted(content: Uint8Array): string {
  const last = content.at(-1);
  if (last === undefined || last & 0x80 || content.length > longestObjectIdentifier) {
    throw new MalformedEncoding('an object identifier is not one');
  }
  let text = '';
  let arc = 0;
  let large: bigint | null = null;
  for (const octet of content) {
    if (large === null && arc > 0x3ffffffffff) large = BigInt(arc);
    if (large === null) arc = arc * 128 + (octet & 0x7f);
    else large = large * 128n + BigInt(octet & 0x7f);
    if (octet & 0x80) continue;
    if (text) text += `.${large ?? arc}`;
    else if (large !== null) text = `2.${large - 80n}`;
    else text = arc < 40 ? `0.${arc}` : arc < 80 ? `1.${arc - 40}` : `2.${arc - 80}`;
    arc = 0;
    large = null;
  }
  return text;
}

const digits = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0').toUpperCase());

/** Returns upper-case hex digits, two for each octet. */
export function hexadecimal(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += digits[octet] ?? '';
  return text;
}

/** Returns one character for each octet: a key for maps, and ISO 8859-1 text. */
export function latin1(octets: Uint8Array): string {
  // Spreading typed arrays goes through an iterator, which is ten times slower.
  if (octets.length <= 4096) return String.fromCharCode.apply(null, octets as unknown as number[]);
  let text = '';
  for (let at = 0; at < octets.length; at += 4096) {
    text += String.fromCharCode.apply(null, octets.subarray(at, at + 4096) as unknown as number[]);
  }
  return text;
}

/** Returns whether both hold the same octets. */
export function sameOctets(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}
