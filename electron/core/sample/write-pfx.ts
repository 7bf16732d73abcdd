import { createCipheriv, createHash, createHmac, type KeyObject, pbkdf2Sync, randomBytes } from 'node:crypto';
import { Derivation, purposes } from '../certificates/derivation.ts';
import { forgetPassword, type Password, passwordForms } from '../certificates/password.ts';
import {
  type Asn1,
  bmpString,
  encode,
  explicit,
  implicitOctets,
  integer,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from './der.ts';

export interface PfxContent {
  friendlyName: string;
  privateKey: KeyObject;
  /** DER of the certificate of that key. */
  certificate: Uint8Array;
  /** DER of the CAs above it. */
  chain: readonly Uint8Array[];
}

const data = '1.2.840.113549.1.7.1';
const encryptedData = '1.2.840.113549.1.7.6';
const iterations = 10_000;

/**
 * Returns a PFX (RFC 7292) as Windows 10 1709 and Server 2019 write and read it: AES-256 by PBES2 with HMAC-SHA-256
 * (RFC 8018), integrity by HMAC-SHA-256. Older Windows cannot open it (CertificateDsc: PfxImport).
 */
export function writePfx(content: PfxContent, passwordText: string): Uint8Array {
  const password = passwordForms(Buffer.from(passwordText, 'utf8'));
  const attributes = keyAttributes(content);
  const certificates = sequence(
    certificateBag(content.certificate, attributes),
    ...content.chain.map((certificate) => certificateBag(certificate)),
  );
  const privateKey = content.privateKey.export({ type: 'pkcs8', format: 'der' });
  const [keyAlgorithm, encryptedKey] = encrypt(privateKey, password);
  privateKey.fill(0);
  const keys = sequence(
    bag('1.2.840.113549.1.12.10.1.2', sequence(keyAlgorithm, octetString(encryptedKey)), attributes),
  );
  const authenticated = encode(sequence(encryptedInfo(encode(certificates), password), dataInfo(encode(keys))));
  const pfx = encode(sequence(integer(3), dataInfo(authenticated), integrityCode(authenticated, password)));
  forgetPassword(password);
  return pfx;
}

/** What ties the key to its certificate, and the name that Windows shows. */
function keyAttributes({ friendlyName, certificate }: PfxContent): Asn1 {
  const localKeyId = createHash('sha1').update(certificate).digest();
  return setOf(
    sequence(objectIdentifier('1.2.840.113549.1.9.20'), setOf(bmpString(friendlyName))),
    sequence(objectIdentifier('1.2.840.113549.1.9.21'), setOf(octetString(localKeyId))),
  );
}

function bag(type: string, value: Asn1, attributes?: Asn1): Asn1 {
  return sequence(objectIdentifier(type), explicit(0, value), ...(attributes ? [attributes] : []));
}

function certificateBag(certificate: Uint8Array, attributes?: Asn1): Asn1 {
  const x509 = sequence(objectIdentifier('1.2.840.113549.1.9.22.1'), explicit(0, octetString(certificate)));
  return bag('1.2.840.113549.1.12.10.1.3', x509, attributes);
}

function dataInfo(octets: Uint8Array): Asn1 {
  return sequence(objectIdentifier(data), explicit(0, octetString(octets)));
}

function encryptedInfo(octets: Uint8Array, password: Password): Asn1 {
  const [algorithm, encrypted] = encrypt(octets, password);
  const content = sequence(objectIdentifier(data), algorithm, implicitOctets(0, encrypted));
  return sequence(objectIdentifier(encryptedData), explicit(0, sequence(integer(0), content)));
}

function encrypt(octets: Uint8Array, { rawForms: [passphrase = new Uint8Array()] }: Password): [Asn1, Buffer] {
  const salt = randomBytes(16);
  const initializationVector = randomBytes(16);
  const key = pbkdf2Sync(passphrase, salt, iterations, 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, initializationVector);
  const encrypted = Buffer.concat([cipher.update(octets), cipher.final()]);
  key.fill(0);
  const derivation = sequence(
    objectIdentifier('1.2.840.113549.1.5.12'),
    sequence(octetString(salt), integer(iterations), sequence(objectIdentifier('1.2.840.113549.2.9'), nothing())),
  );
  const scheme = sequence(objectIdentifier('2.16.840.1.101.3.4.1.42'), octetString(initializationVector));
  return [sequence(objectIdentifier('1.2.840.113549.1.5.13'), sequence(derivation, scheme)), encrypted];
}

/** MacData of RFC 7292, section 4; its key comes from the derivation of appendix B. */
function integrityCode(authenticated: Uint8Array, { bmpForms: [form = new Uint8Array()] }: Password): Asn1 {
  const salt = randomBytes(16);
  const derivation = new Derivation(false);
  const key = derivation.pkcs12('sha256', purposes.integrity, form, salt, iterations, 32);
  const digest = createHmac('sha256', key).update(authenticated).digest();
  derivation.forget();
  const algorithm = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'), nothing());
  return sequence(sequence(algorithm, octetString(digest)), octetString(salt), integer(iterations));
}
