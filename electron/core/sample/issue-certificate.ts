import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bitsOf, expectTag, firstElement, sequenceOf, tags } from '../../../shared/certificates/der.ts';
import { encodeExtensions, type Extensions } from './certificate-extensions.ts';
import {
  type Asn1,
  bitString,
  embed,
  encode,
  explicit,
  integer,
  integerOctets,
  nothing,
  objectIdentifier,
  sequence,
  time,
} from './der.ts';
import { type DistinguishedName, encodeName } from './distinguished-name.ts';

export interface KeyPair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

/** Who signs: a CA's name and keys. For a self-signed certificate they are its own. */
export interface Issuer {
  name: DistinguishedName;
  keys: KeyPair;
}

export interface CertificateRequest {
  subject: DistinguishedName;
  publicKey: KeyObject;
  /** Milliseconds since 1970. */
  notBefore: number;
  notAfter: number;
  extensions: Extensions;
}

/** Returns the DER of a new X.509 certificate, version 3, with a random serial number and a signature over SHA-256. */
export function issueCertificate(request: CertificateRequest, issuer: Issuer): Buffer {
  const algorithm = signatureAlgorithm(issuer.keys.privateKey);
  const signedPart = sequence(
    explicit(0, integer(2)),
    integerOctets(randomSerialNumber()),
    algorithm,
    encodeName(issuer.name),
    sequence(time(request.notBefore), time(request.notAfter)),
    encodeName(request.subject),
    embed(publicKeyInfo(request.publicKey)),
    explicit(
      3,
      encodeExtensions(request.extensions, {
        subject: keyIdentifier(request.publicKey),
        issuer: keyIdentifier(issuer.keys.publicKey),
      }),
    ),
  );
  const signature = sign('sha256', encode(signedPart), issuer.keys.privateKey);
  return encode(sequence(signedPart, algorithm, bitString(signature)));
}

/** The parameters are NULL for RSA (RFC 4055, section 5) and absent for ECDSA (RFC 5758, section 3.2). */
function signatureAlgorithm(key: KeyObject): Asn1 {
  return key.asymmetricKeyType === 'rsa'
    ? sequence(objectIdentifier('1.2.840.113549.1.1.11'), nothing())
    : sequence(objectIdentifier('1.2.840.10045.4.3.2'));
}

/** 20 octets, positive and not shorter when encoded (RFC 5280, section 4.1.2.2). */
function randomSerialNumber(): Buffer {
  const octets = randomBytes(20);
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets;
}

function publicKeyInfo(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

/** SHA-1 over the bits of the key (RFC 5280, section 4.2.1.2, method 1): a name to find it by, no protection. */
function keyIdentifier(key: KeyObject): Buffer {
  const [, bits] = sequenceOf(firstElement(publicKeyInfo(key)), 2);
  return createHash('sha1')
    .update(bitsOf(expectTag(bits, tags.bitString)).octets)
    .digest();
}
