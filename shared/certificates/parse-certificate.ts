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
  const subject = names.read(expectTag(fields[next++], tags.sequence));
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

const timeForm = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(?:Z|([+-])(\d{2})(\d{2}))?$/;

function instantOf(element: Element | undefined): number {
  if (element?.tag !== tags.utcTime && element?.tag !== tags.generalizedTime) {
    throw new MalformedEncoding('a date is missing');
  }
  const text = latin1(contentOf(element));
  const digits = element.tag === tags.utcTime ? 2 : 4;
  const match = timeForm.exec(text);
  if (match?.[1]?.length !== digits) throw new MalformedEncoding('a date is not one');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part || 0));
  // RFC 5280, section 4.1.2.5.1: two digits from 50 are 19YY.
  const fullYear = digits === 4 ? year : year >= 50 ? 1900 + year : 2000 + year;
  const offset = (match[7] === '-' ? -1 : 1) * (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(fullYear, month - 1, day);
  date.setUTCHours(hour, minute - offset, second);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) {
    throw new MalformedEncoding('a date is not one');
  }
  return date.getTime();
}
