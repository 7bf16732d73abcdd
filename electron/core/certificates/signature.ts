import type { KeyObject } from 'node:crypto';
import { constants, createPublicKey, verify, X509Certificate } from 'node:crypto';
import type { PublicKeyInfo } from '../../../shared/certificates/algorithms.ts';
import type { SignatureVerdict } from '../../../shared/certificates/chains.ts';
import {
  childrenOf,
  firstElement,
  latin1,
  MalformedEncoding,
  objectIdentifierOf,
  sequenceOf,
  smallIntegerOf,
} from '../../../shared/certificates/der.ts';
import type { ParsedCertificate } from '../../../shared/certificates/parse-certificate.ts';
import { digestHashes } from './cipher-names.ts';

interface Scheme {
  readonly hash: string | null;
  readonly key: 'RSA' | 'EC' | 'DSA' | 'Ed25519' | 'Ed448';
}

const schemes: ReadonlyMap<string, Scheme> = new Map<string, Scheme>([
  ['1.2.840.113549.1.1.4', { hash: 'md5', key: 'RSA' }],
  ['1.2.840.113549.1.1.5', { hash: 'sha1', key: 'RSA' }],
  ['1.3.14.3.2.29', { hash: 'sha1', key: 'RSA' }],
  ['1.2.840.113549.1.1.14', { hash: 'sha224', key: 'RSA' }],
  ['1.2.840.113549.1.1.11', { hash: 'sha256', key: 'RSA' }],
  ['1.2.840.113549.1.1.12', { hash: 'sha384', key: 'RSA' }],
  ['1.2.840.113549.1.1.13', { hash: 'sha512', key: 'RSA' }],
  ['1.2.840.10045.4.1', { hash: 'sha1', key: 'EC' }],
  ['1.2.840.10045.4.3.1', { hash: 'sha224', key: 'EC' }],
  ['1.2.840.10045.4.3.2', { hash: 'sha256', key: 'EC' }],
  ['1.2.840.10045.4.3.3', { hash: 'sha384', key: 'EC' }],
  ['1.2.840.10045.4.3.4', { hash: 'sha512', key: 'EC' }],
  ['1.2.840.10040.4.3', { hash: 'sha1', key: 'DSA' }],
  ['2.16.840.1.101.3.4.3.2', { hash: 'sha256', key: 'DSA' }],
  ['1.3.101.112', { hash: null, key: 'Ed25519' }],
  ['1.3.101.113', { hash: null, key: 'Ed448' }],
]);

/** Keys that are kept ready; collections have few issuers. */
const rememberedKeys = 2048;

/** Verifies signatures of certificates, keeping the issuers' keys. */
export class SignatureVerifier {
  readonly #keys = new Map<string, KeyObject | null>();
  readonly #keyOf = new WeakMap<PublicKeyInfo, KeyObject | null>();

  /** Returns whether the signature of one certificate was made with the key of the other (RFC 5280, section 6.1.3 (a)(1)). */
  verdict(child: ParsedCertificate, issuer: ParsedCertificate): SignatureVerdict {
    if (!child.sameAlgorithmInside) return 'invalid';
    const { oid, parameters } = child.signatureAlgorithm;
    const keyKind = issuer.publicKey.description.algorithm;
    const scheme = schemes.get(oid);
    if (scheme && scheme.key !== keyKind) return 'other-kind';
    const key = this.#key(issuer.publicKey);
    if (!key) return 'unsupported';
    try {
      if (scheme) return verdictOf(verify(scheme.hash, child.signedPart, key, child.signature));
      if (oid === '1.2.840.113549.1.1.10') {
        if (!keyKind.startsWith('RSA')) return 'other-kind';
        const pss = pssParameters(parameters);
        if (pss) {
          const padding = constants.RSA_PKCS1_PSS_PADDING;
          const { hash, saltLength } = pss;
          return verdictOf(verify(hash, child.signedPart, { key, padding, saltLength }, child.signature));
        }
      }
      return verdictOf(new X509Certificate(Buffer.from(child.encoding)).verify(key));
    } catch {
      // OpenSSL throws for algorithms that it does not have and for keys that do not fit them.
      return 'unsupported';
    }
  }

  #key(info: PublicKeyInfo): KeyObject | null {
    const known = this.#keyOf.get(info);
    if (known !== undefined) return known;
    const name = latin1(info.encoding);
    let key = this.#keys.get(name);
    if (key === undefined) {
      key = importKey(info);
      if (this.#keys.size >= rememberedKeys) this.#keys.clear();
      this.#keys.set(name, key);
    }
    this.#keyOf.set(info, key);
    return key;
  }
}

function verdictOf(isValid: boolean): SignatureVerdict {
  return isValid ? 'valid' : 'invalid';
}

/** The general decoder costs forty times as much as handing over an RSA key as PKCS #1, or the point of an EC key as JWK. */
function importKey({ description, encoding, key }: PublicKeyInfo): KeyObject | null {
  try {
    if (description.algorithm === 'RSA')
      return createPublicKey({ key: Buffer.from(key), format: 'der', type: 'pkcs1' });
    const { curve } = description;
    if (curve !== undefined && key[0] === 4 && /^P-(?:256|384|521)$/.test(curve)) {
      const half = (key.length - 1) / 2;
      const coordinate = (from: number) => Buffer.from(key.subarray(from, from + half)).toString('base64url');
      const jwk = { kty: 'EC', crv: curve, x: coordinate(1), y: coordinate(1 + half) };
      return createPublicKey({ key: jwk, format: 'jwk' });
    }
    return createPublicKey({ key: Buffer.from(encoding), format: 'der', type: 'spki' });
  } catch {
    // A kind of key, or a curve, that this OpenSSL or BoringSSL was built without.
    return null;
  }
}

/** Returns null where the two hashes differ, which only OpenSSL's own certificate code can verify (RFC 4055, section 3.1). */
function pssParameters(parameters: Uint8Array | null): { hash: string; saltLength: number } | null {
  let hash = 'sha1';
  let maskHash = 'sha1';
  let saltLength = 20;
  try {
    for (const field of parameters ? sequenceOf(firstElement(parameters)) : []) {
      const [value] = childrenOf(field);
      if (field.tag === 0xa0) hash = digestHashes.get(objectIdentifierOf(sequenceOf(value)[0])) ?? '';
      if (field.tag === 0xa1)
        maskHash = digestHashes.get(objectIdentifierOf(sequenceOf(sequenceOf(value)[1])[0])) ?? '';
      if (field.tag === 0xa2) saltLength = smallIntegerOf(value);
    }
  } catch (error) {
    if (!(error instanceof MalformedEncoding)) throw error;
    return null;
  }
  return hash === maskHash && hash !== '' ? { hash, saltLength } : null;
}
