import type { Element } from '../../../shared/certificates/der.ts';
import {
  childrenOf,
  contentOf,
  encodingOf,
  expectTag,
  firstElement,
  hexadecimal,
  MalformedEncoding,
  objectIdentifierOf,
  octetsOf,
  sequenceOf,
  tags,
} from '../../../shared/certificates/der.ts';
import { textOf } from '../../../shared/certificates/directory-string.ts';
import type { Derivation } from './derivation.ts';
import { maximumCertificates, maximumKeys, maximumSafeContentsNesting } from './limits.ts';
import type { OpenedContent } from './opened-content.ts';
import { emptyContent } from './opened-content.ts';
import { decrypt, DoesNotDecrypt } from './password-based-encryption.ts';
import type { Password } from './password.ts';
import { checkIntegrity } from './pfx-integrity.ts';
import { contentInfo, contentTypes, dataOf } from './pkcs7.ts';
import { decryptPrivateKey, readPrivateKey } from './private-key.ts';
import { CannotOpen } from './problems.ts';

/** SafeBag types of RFC 7292, section 4.2. */
const bagTypes: ReadonlyMap<string, 'key' | 'shroudedKey' | 'certificate' | 'crl' | 'secret' | 'safeContents'> =
  new Map([
    ['1.2.840.113549.1.12.10.1.1', 'key'],
    ['1.2.840.113549.1.12.10.1.2', 'shroudedKey'],
    ['1.2.840.113549.1.12.10.1.3', 'certificate'],
    ['1.2.840.113549.1.12.10.1.4', 'crl'],
    ['1.2.840.113549.1.12.10.1.5', 'secret'],
    ['1.2.840.113549.1.12.10.1.6', 'safeContents'],
  ]);

const x509Certificate = '1.2.840.113549.1.9.22.1';
const friendlyNameAttribute = '1.2.840.113549.1.9.20';
const localKeyIdAttribute = '1.2.840.113549.1.9.21';

/**
 * Returns what a PFX holds (RFC 7292), any password-protected form in use. Throws CannotOpen, which tells apart a
 * missing password, a wrong one, damage, and what is not supported; MalformedEncoding where the structure is broken.
 */
export function readPfx(pfx: Element, password: Password, derivation: Derivation): OpenedContent {
  const [, authSafe, macData] = sequenceOf(pfx, 2);
  const { type, content } = contentInfo(authSafe);
  if (type === contentTypes.signedData) {
    throw new CannotOpen(
      'certificate.unsupported',
      'It is signed with a certificate instead of protected by a password.',
    );
  }
  const authenticated = dataOf(content);
  if (!macData) {
    const contents = readSafes(authenticated, password, derivation, false);
    contents.integrity = 'none';
    return contents;
  }
  const proven = checkIntegrity(macData, authenticated, password, derivation);
  if (proven) return readSafes(authenticated, proven, derivation, true);
  if (!password.given) throw new CannotOpen('certificate.password-missing', 'It was exported with a password.');
  throw decrypts(authenticated, password, derivation)
    ? new CannotOpen(
        'certificate.damaged',
        'The password decrypts it, but its content is not what was protected: it was changed or damaged after the export.',
      )
    : wrongPassword();
}

function wrongPassword(): CannotOpen {
  return new CannotOpen('certificate.wrong-password', 'The integrity code of the file does not fit this password.');
}

/** The integrity code has failed: a password that decrypts nevertheless is right, and the file damaged. */
function decrypts(authenticated: Uint8Array, password: Password, derivation: Derivation): boolean {
  const opened = emptyContent('pfx');
  try {
    readSafes(authenticated, password, derivation, false, opened);
  } catch (error) {
    if (!(error instanceof CannotOpen || error instanceof MalformedEncoding)) throw error;
  }
  return opened.decrypted > 0;
}

function readSafes(
  authenticated: Uint8Array,
  password: Password,
  derivation: Derivation,
  isProven: boolean,
  opened = emptyContent('pfx'),
): OpenedContent {
  const reader = new SafeReader(opened, password, derivation, isProven);
  for (const safe of sequenceOf(firstElement(authenticated))) {
    const { type, content } = contentInfo(safe);
    if (type === contentTypes.data) reader.contents(firstElement(dataOf(content)), 0);
    else if (type === contentTypes.encryptedData) reader.encrypted(content);
    else if (type === contentTypes.envelopedData) {
      throw new CannotOpen(
        'certificate.unsupported',
        'Its content is encrypted for a certificate, not with a password.',
      );
    } else throw new CannotOpen('certificate.unsupported', `It holds a part of the unknown type ${type}.`);
  }
  return opened;
}

class SafeReader {
  readonly #opened: OpenedContent;
  readonly #password: Password;
  readonly #derivation: Derivation;
  readonly #isProven: boolean;

  constructor(opened: OpenedContent, password: Password, derivation: Derivation, isProven: boolean) {
    this.#opened = opened;
    this.#password = password;
    this.#derivation = derivation;
    this.#isProven = isProven;
  }

  encrypted(content: Element | null): void {
    const [, information] = sequenceOf(content ?? undefined, 2);
    const [, algorithm, encrypted] = sequenceOf(information, 2);
    if (!encrypted) throw new MalformedEncoding('an encrypted part is empty');
    const octets = octetsOf(encrypted);
    const plain = this.#decrypted('Its certificates are', () =>
      decrypt(expectTag(algorithm, tags.sequence), octets, this.#password, this.#derivation),
    );
    this.contents(firstElement(plain), 0);
  }

  contents(list: Element, nesting: number): void {
    if (nesting > maximumSafeContentsNesting) throw new MalformedEncoding('its bags are nested too deep');
    for (const bag of sequenceOf(list)) this.#bag(bag, nesting);
  }

  #bag(bag: Element, nesting: number): void {
    const [type, wrapper, attributes] = sequenceOf(bag, 2);
    const [value] = childrenOf(expectTag(wrapper, 0xa0));
    if (!value) throw new MalformedEncoding('a bag is empty');
    const kind = bagTypes.get(objectIdentifierOf(type));
    switch (kind) {
      case 'key':
        this.#key(encodingOf(value), attributes);
        return;
      case 'shroudedKey': {
        const plain = this.#decrypted('Its private key is', () =>
          decryptPrivateKey(value, this.#password, this.#derivation),
        );
        this.#key(plain, attributes);
        plain.fill(0);
        return;
      }
      case 'certificate':
        this.#certificate(value, attributes);
        return;
      case 'safeContents':
        this.contents(value, nesting + 1);
        return;
      case 'crl':
      case 'secret':
        this.#opened.ignored.push(kind === 'crl' ? 'revocation list' : 'secret');
        return;
      case undefined:
        this.#opened.ignored.push('item of an unknown type');
    }
  }

  #decrypted(what: string, work: () => { plain: Uint8Array; legacy: string | null }): Uint8Array {
    try {
      const { plain, legacy } = work();
      this.#opened.decrypted++;
      if (legacy !== null) this.#opened.legacyEncryption.add(legacy);
      return plain;
    } catch (error) {
      if (!(error instanceof DoesNotDecrypt)) throw error;
      if (!this.#password.given) throw new CannotOpen('certificate.password-missing', `${what} encrypted.`);
      if (!this.#isProven)
        throw new CannotOpen('certificate.wrong-password', `${what} encrypted, and this password does not decrypt it.`);
      throw new CannotOpen(
        'certificate.unsupported',
        `${what} encrypted with another password than the file as a whole, or by a program that did it wrongly.`,
        'Export it again with one password for everything, as Windows and OpenSSL do.',
      );
    }
  }

  #key(encoding: Uint8Array, attributes: Element | undefined): void {
    if (this.#opened.keys.length >= maximumKeys) {
      throw new CannotOpen('certificate.too-large', `It holds more than ${maximumKeys} private keys.`);
    }
    const { localKeyId } = readAttributes(attributes);
    this.#opened.keys.push({ facts: readPrivateKey(encoding, 'pkcs8'), localKeyId });
  }

  #certificate(value: Element, attributes: Element | undefined): void {
    const [type, wrapper] = sequenceOf(value, 2);
    if (objectIdentifierOf(type) !== x509Certificate) {
      this.#opened.ignored.push('certificate that is not X.509');
      return;
    }
    const [octets] = childrenOf(expectTag(wrapper, 0xa0));
    if (!octets) throw new MalformedEncoding('a certificate bag is empty');
    if (this.#opened.certificates.length >= maximumCertificates) {
      throw new CannotOpen(
        'certificate.too-many-certificates',
        `It holds more than ${maximumCertificates} certificates.`,
      );
    }
    this.#opened.certificates.push({ encoding: octetsOf(octets), ...readAttributes(attributes) });
  }
}

function readAttributes(attributes: Element | undefined): { friendlyName: string | null; localKeyId: string | null } {
  const found: { friendlyName: string | null; localKeyId: string | null } = { friendlyName: null, localKeyId: null };
  for (const attribute of attributes?.tag === tags.set ? childrenOf(attributes) : []) {
    const [type, values] = sequenceOf(attribute, 2);
    const [value] = childrenOf(expectTag(values, tags.set));
    if (!value) continue;
    const oid = objectIdentifierOf(type);
    if (oid === friendlyNameAttribute) found.friendlyName = textOf(value);
    if (oid === localKeyIdAttribute) found.localKeyId = hexadecimal(contentOf(value));
  }
  return found;
}
