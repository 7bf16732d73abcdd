import { createPublicKey } from 'node:crypto';
import type { PublicKeyInfo } from '../../../shared/certificates/algorithms.ts';
import { sameOctets } from '../../../shared/certificates/der.ts';

/** Returns whether two public keys are the same key, however their algorithm and their curve points are written. */
export function isSamePublicKey(left: PublicKeyInfo, right: PublicKeyInfo): boolean {
  if (sameOctets(left.encoding, right.encoding)) return true;
  const isRsa = ({ description }: PublicKeyInfo) => description.algorithm.startsWith('RSA');
  if (isRsa(left) && isRsa(right)) return sameOctets(left.key, right.key);
  if (left.description.algorithm !== 'EC' || right.description.algorithm !== 'EC') return false;
  const [one, other] = [pointOf(left), pointOf(right)];
  return one !== null && one === other;
}

function pointOf({ encoding }: PublicKeyInfo): string | null {
  try {
    const { crv, x, y } = createPublicKey({ key: Buffer.from(encoding), format: 'der', type: 'spki' }).export({
      format: 'jwk',
    });
    return x === undefined || y === undefined ? null : [crv, x, y].join(' ');
  } catch {
    // A curve that this library does not know: then only equal encodings are equal.
    return null;
  }
}
