import { createDecipheriv } from 'node:crypto';
import { createRequire } from 'node:module';
import type Forge from 'node-forge';
import type { Element } from '../../../shared/certificates/der.ts';
import {
  contentOf,
  expectTag,
  firstElement,
  latin1,
  MalformedEncoding,
  objectIdentifierOf,
  octetsOf,
  sequenceOf,
  smallIntegerOf,
  tags,
} from '../../../shared/certificates/der.ts';
import type { BlockCipher } from './cipher-names.ts';
import { algorithmLabel, blockCiphers, hmacHashes, pkcs12Schemes, pkcs5Schemes } from './cipher-names.ts';
import type { Derivation } from './derivation.ts';
import { purposes } from './derivation.ts';
import type { Password } from './password.ts';
import { CannotOpen } from './problems.ts';

/** The octets did not decrypt to anything: another password, or other octets than were encrypted. */
export class DoesNotDecrypt extends Error {
  override readonly name = 'DoesNotDecrypt';
}

/** What decrypted, and the name of the cipher where it is one that should no longer be used. */
export interface Decrypted {
  readonly plain: Uint8Array;
  readonly legacy: string | null;
}

type Attempt = (form: Uint8Array) => Uint8Array;

/**
 * Returns the plain octets of what an AlgorithmIdentifier with a password encrypted: PBES2 and PBES1 of RFC 8018, and
 * the schemes of RFC 7292. What was encrypted is always one ASN.1 element, so anything else counts as not decrypted:
 * padding alone looks right for one wrong key in 256. Throws DoesNotDecrypt, or CannotOpen for what is not supported.
 */
export function decrypt(
  algorithm: Element,
  encrypted: Uint8Array,
  password: Password,
  derivation: Derivation,
): Decrypted {
  const [type, parameters] = sequenceOf(algorithm, 1);
  const oid = objectIdentifierOf(type);
  const { attempt, forms, legacy } = scheme(oid, parameters, encrypted, password, derivation);
  for (const form of forms) {
    const plain = attempt(form);
    if (isOneElement(plain)) return { plain, legacy };
  }
  throw new DoesNotDecrypt();
}

function isOneElement(plain: Uint8Array): boolean {
  try {
    return plain[0] === tags.sequence && firstElement(plain).end === plain.length;
  } catch (error) {
    if (error instanceof MalformedEncoding) return false;
    throw error;
  }
}

function scheme(
  oid: string,
  parameters: Element | undefined,
  encrypted: Uint8Array,
  password: Password,
  derivation: Derivation,
): { attempt: Attempt; forms: readonly Uint8Array[]; legacy: string | null } {
  if (oid === '1.2.840.113549.1.5.13') {
    const { attempt, legacy } = pbes2(parameters, encrypted, derivation);
    return { attempt, forms: password.rawForms, legacy };
  }
  const pkcs12 = pkcs12Schemes.get(oid);
  if (pkcs12) {
    const { salt, iterations } = saltAndIterations(parameters);
    const { cipher, keyLength, label } = pkcs12;
    const attempt: Attempt = (form) => {
      const key = derivation.pkcs12('sha1', purposes.key, form, salt, iterations, keyLength);
      if (cipher === 'rc4') return rc4(key, encrypted);
      const vector = derivation.pkcs12('sha1', purposes.initializationVector, form, salt, iterations, 8);
      return cipher === 'rc2' ? rc2(key, keyLength * 8, vector, encrypted) : tripleDes(key, vector, encrypted);
    };
    return { attempt, forms: password.bmpForms, legacy: label };
  }
  const pkcs5 = pkcs5Schemes.get(oid);
  if (pkcs5) {
    const { salt, iterations } = saltAndIterations(parameters);
    const attempt: Attempt = (form) => {
      const derived = derivation.pbkdf1(pkcs5.hash, form, salt, iterations, 16);
      const [key, vector] = [derived.subarray(0, 8), derived.subarray(8)];
      return pkcs5.cipher === 'rc2' ? rc2(key, 64, vector, encrypted) : tripleDes(key, vector, encrypted);
    };
    return { attempt, forms: password.rawForms, legacy: pkcs5.label };
  }
  throw new CannotOpen('certificate.unsupported', `It is encrypted with ${algorithmLabel(oid)}.`);
}

function saltAndIterations(parameters: Element | undefined): { salt: Uint8Array; iterations: number } {
  const [salt, iterations] = sequenceOf(parameters, 2);
  return { salt: octetsOf(expectTag(salt, tags.octetString)), iterations: smallIntegerOf(iterations) };
}

function pbes2(
  parameters: Element | undefined,
  encrypted: Uint8Array,
  derivation: Derivation,
): { attempt: Attempt; legacy: string | null } {
  const [derivationFunction, encryption] = sequenceOf(parameters, 2);
  const [cipherType, cipherParameters] = sequenceOf(encryption, 1);
  const cipherOid = objectIdentifierOf(cipherType);
  const { derive, keyLength } = keyDerivation(derivationFunction, derivation);
  if (cipherOid === '1.2.840.113549.3.2') {
    const members = sequenceOf(cipherParameters, 1);
    const version = members.length > 1 ? smallIntegerOf(members[0]) : 58;
    // RFC 8018, appendix B.2.3: the number stands for the effective key bits.
    const bits = new Map([[160, 40], [120, 64], [58, 128]]).get(version) ?? (version >= 256 ? version : 32); // prettier-ignore
    const vector = octetsOf(expectTag(members.at(-1), tags.octetString));
    return {
      attempt: (form) => rc2(derive(form, Math.min(Math.ceil(bits / 8), 128)), bits, vector, encrypted),
      legacy: `RC2 with ${bits} bits`,
    };
  }
  const cipher = blockCiphers.get(cipherOid);
  if (!cipher) throw new CannotOpen('certificate.unsupported', `It is encrypted with ${algorithmLabel(cipherOid)}.`);
  const vector = octetsOf(expectTag(cipherParameters, tags.octetString));
  if (vector.length !== cipher.blockLength)
    throw new MalformedEncoding('an initialization vector has the wrong length');
  if (keyLength !== null && keyLength !== cipher.keyLength) {
    const detail = `It derives a key of ${keyLength} octets for ${cipher.name}, which takes ${cipher.keyLength}.`;
    throw new CannotOpen('certificate.unsupported', detail);
  }
  return {
    attempt: (form) => {
      const key = derive(form, cipher.keyLength);
      if (cipher.name.startsWith('des')) return tripleDes(key, vector, encrypted);
      return unpadded(cipher, key, vector, encrypted);
    },
    legacy: cipher.isLegacy ? (cipher.name === 'des-cbc' ? 'DES' : 'Triple DES') : null,
  };
}

interface KeyDerivation {
  /** Makes a key of the wanted length from a password's octets. */
  readonly derive: (form: Uint8Array, length: number) => Uint8Array;
  /** The length that the file says, which is to be the cipher's (RFC 8018, appendix A.2). */
  readonly keyLength: number | null;
}

function keyDerivation(algorithm: Element | undefined, derivation: Derivation): KeyDerivation {
  const [type, parameters] = sequenceOf(algorithm, 1);
  const oid = objectIdentifierOf(type);
  if (oid === '1.3.6.1.4.1.11591.4.11') {
    const [salt, cost, block, parallel, keyLength] = sequenceOf(parameters, 4);
    const saltOctets = octetsOf(expectTag(salt, tags.octetString));
    const [n, r, p] = [smallIntegerOf(cost), smallIntegerOf(block), smallIntegerOf(parallel)];
    return {
      derive: (form, length) => derivation.scrypt(form, saltOctets, n, r, p, length),
      keyLength: keyLength ? smallIntegerOf(keyLength) : null,
    };
  }
  if (oid !== '1.2.840.113549.1.5.12') {
    throw new CannotOpen('certificate.unsupported', `It derives its key with ${algorithmLabel(oid)}.`);
  }
  const { salt, iterations, hash, keyLength } = pbkdf2Parameters(parameters);
  return { derive: (form, length) => derivation.pbkdf2(hash, form, salt, iterations, length), keyLength };
}

/** Returns the parameters of PBKDF2 (RFC 8018, appendix A.2); `keyLength` is null where it is left out. */
export function pbkdf2Parameters(parameters: Element | undefined): {
  salt: Uint8Array;
  iterations: number;
  keyLength: number | null;
  hash: string;
} {
  const [salt, iterations, ...rest] = sequenceOf(parameters, 2);
  const length = rest.find((member) => member.tag === tags.integer);
  const pseudoRandom = rest.find((member) => member.tag === tags.sequence);
  const oid = pseudoRandom ? objectIdentifierOf(sequenceOf(pseudoRandom, 1)[0]) : '1.2.840.113549.2.7';
  const hash = hmacHashes.get(oid);
  if (hash === undefined) {
    throw new CannotOpen('certificate.unsupported', `It derives its key with ${algorithmLabel(oid)}.`);
  }
  if (salt?.tag !== tags.octetString) {
    throw new CannotOpen('certificate.unsupported', 'The salt of its key derivation comes from elsewhere.');
  }
  return {
    salt: contentOf(salt),
    iterations: smallIntegerOf(iterations),
    keyLength: length ? smallIntegerOf(length) : null,
    hash,
  };
}

function unpadded(cipher: { name: string }, key: Uint8Array, vector: Uint8Array, encrypted: Uint8Array): Uint8Array {
  try {
    const decipher = createDecipheriv(cipher.name, key, vector);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch {
    // node:crypto throws for every padding that is none; the caller sees that nothing was decrypted.
    return new Uint8Array(0);
  }
}

/** Returns what DES or Triple DES decrypts to, by the number of key octets; single DES is Triple DES with one key three times. */
export function tripleDes(key: Uint8Array, vector: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const [first, second, third] = [key.subarray(0, 8), key.subarray(8, 16), key.subarray(16, 24)];
  const whole = Buffer.concat(
    key.length === 8 ? [first, first, first] : key.length === 16 ? [first, second, first] : [first, second, third],
  );
  return unpadded({ name: 'des-ede3-cbc' } satisfies Pick<BlockCipher, 'name'>, whole, vector, encrypted);
}

/** Loaded for the rare RC2 only: the library costs more time to load than any other file to open. */
function loadForge(): typeof Forge {
  return createRequire(import.meta.url)('node-forge') as typeof Forge;
}

function rc2(key: Uint8Array, bits: number, vector: Uint8Array, encrypted: Uint8Array): Uint8Array {
  if (encrypted.length === 0 || encrypted.length % 8 !== 0 || vector.length !== 8) return new Uint8Array(0);
  const forge = loadForge();
  const cipher = forge.rc2.createDecryptionCipher(latin1(key), bits);
  cipher.start(latin1(vector), forge.util.createBuffer());
  cipher.update(forge.util.createBuffer(latin1(encrypted)));
  if (!cipher.finish()) return new Uint8Array(0);
  return Buffer.from(cipher.output.getBytes(), 'latin1');
}

function rc4(key: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number) => state[index & 0xff] ?? 0;
  const swap = (left: number, right: number) => {
    const held = at(left);
    state[left & 0xff] = at(right);
    state[right & 0xff] = held;
  };
  let j = 0;
  for (let i = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 0xff;
    swap(i, j);
  }
  j = 0;
  return encrypted.map((octet, index) => {
    const i = (index + 1) & 0xff;
    j = (j + at(i)) & 0xff;
    swap(i, j);
    return octet ^ at(at(i) + at(j));
  });
}
