import forge from 'node-forge';

const { asn1 } = forge;
const { Class, Type } = asn1;

export type Asn1 = forge.asn1.Asn1;

/** Octets as forge takes and gives them: a string with one character for each. */
const binary = (octets: Uint8Array): string => Buffer.from(octets).toString('latin1');

/** Returns the DER of a value. */
export function encode(value: Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'latin1');
}

/** Returns a value from its DER, to be put into another one unchanged; throws where it is none. */
export function embed(der: Uint8Array): Asn1 {
  return asn1.fromDer(forge.util.createBuffer(binary(der)), true);
}

const primitive = (type: forge.asn1.Type, content: string): Asn1 => asn1.create(Class.UNIVERSAL, type, false, content);

export const sequence = (...values: Asn1[]): Asn1 => asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, values);

/** Returns a SET OF in the order that DER demands (X.690, section 11.6). */
export function setOf(...values: Asn1[]): Asn1 {
  const sorted = values
    .map((value) => ({ value, der: encode(value) }))
    .sort((a, b) => Buffer.compare(a.der, b.der))
    .map(({ value }) => value);
  return asn1.create(Class.UNIVERSAL, Type.SET, true, sorted);
}

function contextSpecific(tag: number, constructed: boolean, value: string | Asn1[]): Asn1 {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- forge's enum names the universal tags only
  return asn1.create(Class.CONTEXT_SPECIFIC, tag, constructed, value);
}

/** Returns a value in a context-specific tag around it. */
export const explicit = (tag: number, value: Asn1): Asn1 => contextSpecific(tag, true, [value]);

/** Returns a constructed value whose own tag is replaced by a context-specific one. */
export const implicit = (tag: number, ...values: Asn1[]): Asn1 => contextSpecific(tag, true, values);

/** Returns octets whose own tag is replaced by a context-specific one. */
export const implicitOctets = (tag: number, octets: Uint8Array): Asn1 => contextSpecific(tag, false, binary(octets));

export const objectIdentifier = (dotted: string): Asn1 => primitive(Type.OID, asn1.oidToDer(dotted).getBytes());
export const nothing = (): Asn1 => primitive(Type.NULL, '');
export const isTrue = (): Asn1 => primitive(Type.BOOLEAN, '\xff');
export const octetString = (octets: Uint8Array): Asn1 => primitive(Type.OCTETSTRING, binary(octets));
export const utf8String = (text: string): Asn1 => primitive(Type.UTF8, binary(Buffer.from(text, 'utf8')));
export const printableString = (text: string): Asn1 => primitive(Type.PRINTABLESTRING, text);
export const ia5String = (text: string): Asn1 => primitive(Type.IA5STRING, text);
/** Returns a BMPString; forge makes the two octets of each UTF-16 code unit. */
export const bmpString = (text: string): Asn1 => primitive(Type.BMPSTRING, text);

/** Returns an INTEGER from 0 to 2³¹-1. */
export const integer = (value: number): Asn1 => primitive(Type.INTEGER, asn1.integerToDer(value).getBytes());

/** Returns an INTEGER from the octets of its content. */
export const integerOctets = (octets: Uint8Array): Asn1 => primitive(Type.INTEGER, binary(octets));

/** Returns a BIT STRING; `unused` bits at its end do not count. */
export const bitString = (octets: Uint8Array, unused = 0): Asn1 =>
  primitive(Type.BITSTRING, String.fromCharCode(unused) + binary(octets));

/** Returns a BIT STRING with names for its bits, shortened as DER demands (X.690, section 11.2.2). */
export function namedBits(positions: readonly number[]): Asn1 {
  const last = Math.max(...positions);
  const octets = new Uint8Array((last >> 3) + 1);
  for (const position of positions) octets[position >> 3] = (octets[position >> 3] ?? 0) | (0x80 >> (position & 7));
  return bitString(octets, 7 - (last & 7));
}

const firstTime = Date.parse('0000-01-01T00:00:00Z');
const lastTime = Date.parse('9999-12-31T23:59:59Z');

/**
 * Returns a point in time (milliseconds since 1970): UTCTime through 2049, then GeneralizedTime (RFC 5280, section
 * 4.1.2.5); what lies outside the years 0 to 9999 becomes their first or last second.
 */
export function time(milliseconds: number): Asn1 {
  const instant = Math.min(Math.max(milliseconds, firstTime), lastTime);
  const digits = new Date(instant).toISOString().slice(0, 19).replace(/\D/g, '');
  const year = Number(digits.slice(0, 4));
  return year >= 1950 && year < 2050
    ? primitive(Type.UTCTIME, `${digits.slice(2)}Z`)
    : primitive(Type.GENERALIZEDTIME, `${digits}Z`);
}
