import type { PublicKeyInfo } from './algorithms.ts';
import { readPublicKeyInfo, signatureAlgorithmName } from './algorithms.ts';
import {
  bitsOf,
  childrenOf,
  contentOf,
  encodingOf,
  expectTag,
  firstElement,
  latin1,
  MalformedEncoding,
  objectIdentifierOf,
  sameOctets,
  sequenceOf,
  smallIntegerOf,
  tags,
} from './der.ts';
import type { Element } from './der.ts';
import type { Name } from './distinguished-name.ts';
import { NameReader } from './distinguished-name.ts';
import type { Extensions } from './extensions.ts';
import { ExtensionReader } from './extensions.ts';

/** An X.509 certificate taken apart; every array of octets is a view of its encoding. */
export interface ParsedCertificate {
  readonly encoding: Uint8Array;
  /** What the signature is over. */
  readonly signedPart: Uint8Array;
  readonly version: number;
  readonly serialNumber: Uint8Array;
  readonly issuer: Name;
  readonly subject: Name;
  /** Milliseconds since 1970, UTC. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: PublicKeyInfo;
  readonly signatureAlgorithm: { readonly oid: string; readonly name: string; readonly parameters: Uint8Array | null };
  /** Whether the algorithm inside the signed part is the one outside, as RFC 5280, section 4.1.1.2, demands. */
  readonly sameAlgorithmInside: boolean;
  readonly signature: Uint8Array;
  readonly extensions: Extensions;
}

/** Takes certificates apart and remembers what many of a collection have in common. */
export class CertificateParser {
  readonly #names = new NameReader();
  readonly #extensions = new ExtensionReader(this.#names);

  /** Returns a certificate taken apart (RFC 5280, section 4.1); throws MalformedEncoding when the bytes do not begin with one. */
  parse(bytes: Uint8Array): ParsedCertificate {
    return parseCertificate(bytes, this.#names, this.#extensions);
  }
}

function parseCertificate(bytes: Uint8Array, names: NameReader, extensionReader: ExtensionReader): ParsedCertificate {
  const whole = firstElement(bytes);
  const [signed, outerAlgorithm, signature] = sequenceOf(whole, 3);
  const fields = sequenceOf(signed, 6);
  let next = 0;
  let version = 1;
  const versionField = fields[0]?.tag === 0xa0 ? fields[next++] : undefined;
  if (versionField) version = 1 + smallIntegerOf(childrenOf(versionField)[0]);
  const serial = contentOf(expectTag(fields[next++], tags.integer));
  if (serial.length === 0) throw new MalformedEncoding('the serial number is empty');
  const innerAlgorithm = expectTag(fields[next++], tags.sequence);
  const issuer = names.read(expectTag(fields[next++], tags.sequence));
  const [notBefore, notAfter] = sequenceOf(fields[next++], 2);
  const subject = names.readSubject(expectTag(fields[next++], tags.sequence));
  const publicKey = readPublicKeyInfo(expectTag(fields[next++], tags.sequence));
  const extensions = fields.slice(next).find((field) => field.tag === 0xa3);
  const [algorithm, parameters] = sequenceOf(outerAlgorithm, 1);
  const oid = objectIdentifierOf(algorithm);
  return {
    encoding: encodingOf(whole),
    signedPart: encodingOf(expectTag(signed, tags.sequence)),
    version,
    serialNumber: serial,
    issuer,
    subject,
    notBefore: instantOf(notBefore),
    notAfter: instantOf(notAfter),
    publicKey,
    signatureAlgorithm: {
      oid,
      name: signatureAlgorithmName(oid),
      parameters: parameters ? encodingOf(parameters) : null,
    },
    sameAlgorithmInside: sameOctets(encodingOf(innerAlgorithm), encodingOf(expectTag(outerAlgorithm, tags.sequence))),
    signature: bitsOf(expectTag(signature, tags.bitString)).octets,
    extensions: extensionReader.read(extensions && childrenOf(extensions)[0]),
  };
}

const zero = 0x30;

/** The number that two digits at `at` write; NaN where they are none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [(bytes[at] ?? 0) - zero, (bytes[at + 1] ?? 0) - zero];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Returns a UTCTime or a GeneralizedTime in milliseconds since 1970 (ITU-T X.680, sections 46 and 47). */
function instantOf(element: Element | undefined): number {
  if (element?.tag !== tags.utcTime && element?.tag !== tags.generalizedTime) {
    throw new MalformedEncoding('a date is missing');
  }
  const { bytes, tag, contentStart, contentEnd } = element;
  let at = contentStart;
  const next = () => twoDigits(bytes, (at += 2) - 2);
  const century = tag === tags.generalizedTime ? next() * 100 : null;
  const year = next();
  // RFC 5280, section 4.1.2.5.1: two digits from 50 are 19YY.
  const fullYear = century === null ? (year >= 50 ? 1900 : 2000) + year : century + year;
  const [month, day, hour, minute] = [next(), next(), next(), next()];
  const hasSeconds = contentEnd - at >= 2 && !Number.isNaN(twoDigits(bytes, at));
  const second = hasSeconds ? next() : 0;
  const isOne =
    at <= contentEnd && fullYear >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 59; // prettier-ignore
  if (!isOne) throw new MalformedEncoding('a date is not one');
  const offset = contentEnd === at + 1 && bytes[at] === 0x5a ? 0 : offsetOf(latin1(bytes.subarray(at, contentEnd)));
  return instantOfFields(fullYear, month, day, hour, minute - offset, second);
}

/** A year below 100 is none of the last century here. */
function instantOfFields(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  if (year >= 100) return Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime();
}

/** What DER forbids and old certificates have: fractions of a second, a difference to UTC, neither. */
const rareEnd = /^(?:\.\d+)?(?:Z|([+-])(\d{2})(\d{2}))?$/;

function offsetOf(end: string): number {
  const match = rareEnd.exec(end);
  if (!match) throw new MalformedEncoding('a date is not one');
  const [, sign, hours, minutes] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
