import { createHmac, pbkdf2Sync } from 'node:crypto';
import { childrenOf, contentOf, firstElement, octetsOf, sequenceOf } from '../../../../shared/certificates/der.ts';
import { encode, encodeObjectIdentifier } from '../../../../shared/certificates/testing/encode-der.ts';

const hmacs = { sha256: '1.2.840.113549.2.9', sha512: '1.2.840.113549.2.11' } as const;
const lengths = { sha256: 32, sha512: 64 } as const;

/** Returns a PFX that has no integrity code with one of RFC 9579, as OpenSSL writes it from 3.4 on. */
export function withPbmac1(
  pfx: Uint8Array,
  hash: keyof typeof hmacs,
  password: string,
  iterations: number,
): Uint8Array {
  const whole = firstElement(pfx);
  const [, contentInfo] = sequenceOf(whole, 2);
  const [, wrapper] = sequenceOf(contentInfo, 2);
  const [content] = wrapper ? childrenOf(wrapper) : [];
  if (!content) throw new Error('This PFX has no content');
  const salt = Buffer.from('salt of the test');
  const key = pbkdf2Sync(password, salt, iterations, lengths[hash], hash);
  const digest = createHmac(hash, key).update(octetsOf(content)).digest();
  const integer = (value: number) => {
    const hex = value.toString(16);
    return encode(0x02, Buffer.from(`00${hex.length % 2 ? '0' : ''}${hex}`, 'hex'));
  };
  const hmac = encode(0x30, encodeObjectIdentifier(hmacs[hash]), encode(0x05));
  const derivation = encode(0x30, encodeObjectIdentifier('1.2.840.113549.1.5.12'), encode(0x30, encode(0x04, salt), integer(iterations), integer(lengths[hash]), hmac)); // prettier-ignore
  const algorithm = encode(0x30, encodeObjectIdentifier('1.2.840.113549.1.5.14'), encode(0x30, derivation, hmac));
  const macData = encode(0x30, encode(0x30, algorithm, encode(0x04, digest)), encode(0x04, 'NOT USED'), integer(1));
  return encode(0x30, contentOf(whole), macData);
}
