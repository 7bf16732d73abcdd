import type { Asn1 } from './der.ts';
import {
  encode,
  explicit,
  implicit,
  implicitOctets,
  integer,
  isTrue,
  namedBits,
  objectIdentifier,
  octetString,
  sequence,
} from './der.ts';

/** Bits of RFC 5280, section 4.2.1.3. */
const keyUsages = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const;
export type KeyUsage = keyof typeof keyUsages;

const purposes = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;
export type Purpose = keyof typeof purposes;

const caIssuers = '1.3.6.1.5.5.7.48.2';

/** What a certificate says beside names, dates and key; a critical extension is what RFC 5280, section 4.2.1, makes one. */
export interface Extensions {
  /** Makes it a CA; `pathLength` is how many CAs may stand below it, null for any number. */
  authority?: { pathLength: number | null };
  keyUsage: readonly KeyUsage[];
  purposes?: readonly Purpose[];
  hostNames?: readonly string[];
  email?: string;
  /** Where the revocation list is fetched. */
  crlAddress?: string;
  /** Where the certificate of the issuer is fetched. */
  issuerAddress?: string;
}

interface KeyIdentifiers {
  subject: Uint8Array;
  issuer: Uint8Array;
}

/** Returns the extensions of a certificate (RFC 5280, section 4.2). */
export function encodeExtensions(extensions: Extensions, keys: KeyIdentifiers): Asn1 {
  const { authority, keyUsage, hostNames = [], email, crlAddress, issuerAddress } = extensions;
  const names = [
    ...hostNames.map((name) => implicitOctets(2, Buffer.from(name, 'latin1'))),
    ...(email === undefined ? [] : [implicitOctets(1, Buffer.from(email, 'latin1'))]),
  ];
  return sequence(
    ...(authority ? [critical('2.5.29.19', basicConstraints(authority.pathLength))] : []),
    critical('2.5.29.15', namedBits(keyUsage.map((usage) => keyUsages[usage]))),
    ...(extensions.purposes
      ? [extension('2.5.29.37', sequence(...extensions.purposes.map((purpose) => objectIdentifier(purposes[purpose]))))]
      : []),
    ...(names.length > 0 ? [extension('2.5.29.17', sequence(...names))] : []),
    extension('2.5.29.14', octetString(keys.subject)),
    extension('2.5.29.35', sequence(implicitOctets(0, keys.issuer))),
    ...(crlAddress === undefined
      ? []
      : [extension('2.5.29.31', sequence(sequence(explicit(0, implicit(0, address(crlAddress))))))]),
    ...(issuerAddress === undefined
      ? []
      : [extension('1.3.6.1.5.5.7.1.1', sequence(sequence(objectIdentifier(caIssuers), address(issuerAddress))))]),
  );
}

function basicConstraints(pathLength: number | null): Asn1 {
  return sequence(isTrue(), ...(pathLength === null ? [] : [integer(pathLength)]));
}

function address(uri: string): Asn1 {
  return implicitOctets(6, Buffer.from(uri, 'latin1'));
}

function extension(oid: string, value: Asn1): Asn1 {
  return sequence(objectIdentifier(oid), octetString(encode(value)));
}

function critical(oid: string, value: Asn1): Asn1 {
  return sequence(objectIdentifier(oid), isTrue(), octetString(encode(value)));
}
