import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Element } from '../../../shared/certificates/der.ts';
import {
  expectTag,
  objectIdentifierOf,
  octetsOf,
  sequenceOf,
  smallIntegerOf,
  tags,
} from '../../../shared/certificates/der.ts';
import { algorithmLabel, digestHashes, hmacHashes } from './cipher-names.ts';
import type { Derivation } from './derivation.ts';
import { purposes } from './derivation.ts';
import { pbkdf2Parameters } from './password-based-encryption.ts';
import type { Password } from './password.ts';
import { CannotOpen } from './problems.ts';

const pbmac1 = '1.2.840.113549.1.5.14';

/** RFC 9579, section 9: shorter keys can be guessed, so a file with one proves nothing. */
const shortestKey = 20;
/** The longest output of a hash that is in use. */
const longestKey = 64;

/**
 * Returns the password, narrowed to the form that made the integrity code of a PFX, or null when none did. MacData of
 * RFC 7292, section 4; PBMAC1 of RFC 9579. Throws CannotOpen for methods that are not supported or not safe.
 */
export function checkIntegrity(
  macData: Element,
  authenticated: Uint8Array,
  password: Password,
  derivation: Derivation,
): Password | null {
  const [mac, macSalt, macIterations] = sequenceOf(macData, 2);
  const [algorithm, digest] = sequenceOf(mac, 2);
  const [type, parameters] = sequenceOf(algorithm, 1);
  const oid = objectIdentifierOf(type);
  const expected = octetsOf(expectTag(digest, tags.octetString));
  const matches = (hash: string, key: Uint8Array): boolean => {
    const computed = createHmac(hash, key).update(authenticated).digest();
    return computed.length === expected.length && timingSafeEqual(computed, expected);
  };

  if (oid === pbmac1) {
    const { hash, key } = pbmac1Key(parameters, derivation);
    const form = password.rawForms.find((candidate) => matches(hash, key(candidate)));
    return form ? { ...password, rawForms: [form] } : null;
  }
  const hash = digestHashes.get(oid);
  if (hash === undefined) {
    throw new CannotOpen('certificate.unsupported', `Its integrity is protected with ${algorithmLabel(oid)}.`);
  }
  const salt = octetsOf(expectTag(macSalt, tags.octetString));
  const iterations = macIterations ? smallIntegerOf(macIterations) : 1;
  const length = expected.length;
  const form = password.bmpForms.find((candidate) =>
    matches(hash, derivation.pkcs12(hash, purposes.integrity, candidate, salt, iterations, digestLength(hash, length))),
  );
  // NSS 3.21 (Firefox of 2016) derives the keys of PKCS #5 from the same BMPString as those of PKCS #12.
  return form ? { ...password, bmpForms: [form], rawForms: [...password.rawForms, form] } : null;
}

function digestLength(hash: string, found: number): number {
  const length = Number(/(224|256|384|512)$/.exec(hash)?.[1] ?? (hash === 'md5' ? 128 : 160)) / 8;
  if (found !== length) {
    throw new CannotOpen('certificate.damaged', 'Its integrity code does not have the length of its own method.');
  }
  return length;
}

function pbmac1Key(parameters: Element | undefined, derivation: Derivation) {
  const [derivationFunction, authentication] = sequenceOf(parameters, 2);
  const [derivationType, derivationParameters] = sequenceOf(derivationFunction, 1);
  const derivationOid = objectIdentifierOf(derivationType);
  const macOid = objectIdentifierOf(sequenceOf(authentication, 1)[0]);
  const macHash = hmacHashes.get(macOid);
  if (derivationOid !== '1.2.840.113549.1.5.12' || macHash === undefined) {
    const oid = macHash === undefined ? macOid : derivationOid;
    throw new CannotOpen(
      'certificate.unsupported',
      `Its integrity is protected with PBMAC1 and ${algorithmLabel(oid)}.`,
    );
  }
  const { salt, iterations, keyLength, hash } = pbkdf2Parameters(derivationParameters);
  if (keyLength === null || keyLength < shortestKey || keyLength > longestKey) {
    throw new CannotOpen(
      'certificate.damaged',
      keyLength === null
        ? 'Its integrity code (PBMAC1) does not say how long its key is, which RFC 9579 demands.'
        : `Its integrity code (PBMAC1) has a key of ${keyLength} octets; ${shortestKey} to ${longestKey} are safe and possible.`,
    );
  }
  return {
    hash: macHash,
    key: (form: Uint8Array) => derivation.pbkdf2(hash, form, salt, iterations, keyLength),
  };
}
