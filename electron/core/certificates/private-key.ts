import type { KeyObject } from 'node:crypto';
import { createDecipheriv, createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { describeKey, readPublicKeyInfo } from '../../../shared/certificates/algorithms.ts';
import type { PublicKeyInfo } from '../../../shared/certificates/algorithms.ts';
import type { Element } from '../../../shared/certificates/der.ts';
import {
  expectTag,
  firstElement,
  MalformedEncoding,
  objectIdentifierOf,
  octetsOf,
  sequenceOf,
  tags,
} from '../../../shared/certificates/der.ts';
import type { Derivation } from './derivation.ts';
import { decrypt, DoesNotDecrypt, tripleDes } from './password-based-encryption.ts';
import type { Password } from './password.ts';
import { CannotOpen } from './problems.ts';

/** What is said of a private key; the key itself is not kept. */
export interface PrivateKeyFacts {
  readonly algorithm: string;
  readonly bits?: number;
  /** Its public half, or null where this program cannot calculate with such keys. */
  readonly publicKey: PublicKeyInfo | null;
}

/** The ways to write a private key: RFC 5208 (PKCS #8), RFC 8017 (PKCS #1), RFC 5915 (SEC 1), OpenSSL's DSA. */
export type KeyForm = 'pkcs8' | 'pkcs1' | 'sec1' | 'dsa';

/** Returns what a plain private key is. Throws CannotOpen when it is damaged. */
export function readPrivateKey(encoding: Uint8Array, form: KeyForm): PrivateKeyFacts {
  let key: KeyObject;
  try {
    key =
      form === 'dsa'
        ? createPrivateKey({ key: pemOf(encoding), format: 'pem' })
        : createPrivateKey({ key: Buffer.from(encoding), format: 'der', type: form });
  } catch {
    // node:crypto throws alike for damaged keys and for kinds of keys that its library was built without.
    return unusableKey(encoding, form);
  }
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const publicKey = readPublicKeyInfo(firstElement(spki));
  const { algorithm, bits } = publicKey.description;
  return { algorithm, ...(bits !== undefined && { bits }), publicKey };
}

function pemOf(encoding: Uint8Array): string {
  return `-----BEGIN DSA PRIVATE KEY-----\n${Buffer.from(encoding).toString('base64')}\n-----END DSA PRIVATE KEY-----\n`;
}

function unusableKey(encoding: Uint8Array, form: KeyForm): PrivateKeyFacts {
  if (form === 'pkcs8') {
    const [, algorithm, content] = sequenceOf(firstElement(encoding), 3);
    const [type, parameters] = sequenceOf(algorithm, 1);
    octetsOf(expectTag(content, tags.octetString));
    const oid = objectIdentifierOf(type);
    const isRsa = oid === '1.2.840.113549.1.1.1' || oid === '1.2.840.113549.1.1.10';
    const known = isRsa ? { algorithm: 'RSA' } : describeKey(oid, parameters, new Uint8Array(0));
    const canBeUnsupported = known.algorithm === oid || known.algorithm === 'EC' || oid.endsWith('.10');
    if (canBeUnsupported) return { ...known, publicKey: null };
  }
  throw new CannotOpen('certificate.damaged', 'The private key in it cannot be read.');
}

/** Returns an EncryptedPrivateKeyInfo in plain (RFC 5958, section 3). Throws DoesNotDecrypt. */
export function decryptPrivateKey(
  element: Element,
  password: Password,
  derivation: Derivation,
): { plain: Uint8Array; legacy: string | null } {
  const [algorithm, encrypted] = sequenceOf(element, 2);
  const isConstructed = encrypted?.tag === tags.constructedOctetString;
  const octets = octetsOf(expectTag(encrypted, isConstructed ? tags.constructedOctetString : tags.octetString));
  return decrypt(expectTag(algorithm, tags.sequence), octets, password, derivation);
}

/**
 * Returns the plain key of a PEM block with a DEK-Info header (RFC 1423), whose key comes from OpenSSL's EVP_BytesToKey
 * with MD5, the initialization vector as salt and one round. Throws DoesNotDecrypt, or CannotOpen for other ciphers.
 */
export function decryptPem(info: string, encrypted: Uint8Array, password: Password): Uint8Array {
  const [cipher = '', hexadecimal = ''] = info.split(',').map((part) => part.trim());
  const vector = Buffer.from(hexadecimal, 'hex');
  const keyLength = new Map([['AES-128-CBC', 16], ['AES-192-CBC', 24], ['AES-256-CBC', 32], ['DES-EDE3-CBC', 24], ['DES-CBC', 8]]).get(cipher); // prettier-ignore
  if (keyLength === undefined)
    throw new CannotOpen('certificate.unsupported', `Its key is encrypted with ${printable(cipher)}.`);
  if (vector.length !== (cipher.startsWith('AES') ? 16 : 8)) {
    throw new CannotOpen('certificate.damaged', 'The DEK-Info header of its key is incomplete.');
  }
  for (const form of password.rawForms) {
    const plain = decryptWith(cipher, bytesToKey(form, vector.subarray(0, 8), keyLength), vector, encrypted);
    try {
      if (plain[0] === tags.sequence && firstElement(plain).end === plain.length) return plain;
    } catch (error) {
      if (!(error instanceof MalformedEncoding)) throw error;
    }
  }
  throw new DoesNotDecrypt();
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 40) || 'a cipher that it does not name';
}

function bytesToKey(password: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
  let key = Buffer.alloc(0);
  let block = Buffer.alloc(0);
  while (key.length < length) {
    block = createHash('md5').update(block).update(password).update(salt).digest();
    key = Buffer.concat([key, block]);
  }
  return key.subarray(0, length);
}

function decryptWith(cipher: string, key: Uint8Array, vector: Uint8Array, encrypted: Uint8Array): Uint8Array {
  if (cipher.startsWith('DES')) return tripleDes(key, vector, encrypted);
  try {
    const decipher = createDecipheriv(cipher.toLowerCase(), key, vector);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch {
    // A padding that is none: the caller says that the password does not fit.
    return new Uint8Array(0);
  }
}
