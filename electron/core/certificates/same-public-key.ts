import type { PublicKeyInfo } from '../../../shared/certificates/algorithms.ts';
import { sameOctets } from '../../../shared/certificates/der.ts';

/** Returns whether two public keys are the same key, however their algorithm and their curve points are written. */
export function isSamePublicKey(left: PublicKeyInfo, right: PublicKeyInfo): boolean {
  if (sameOctets(left.encoding, right.encoding)) return true;
  const isRsa = ({ description }: PublicKeyInfo) => description.algorithm.startsWith('RSA');
  if (isRsa(left) && isRsa(right)) return sameOctets(left.key, right.key);
  if (left.description.algorithm !== 'EC' || right.description.algorithm !== 'EC') return false;
  return left.description.curve === right.description.curve && isSamePoint(left.key, right.key);
}

/** SEC 1, section 2.3.3: 02 or 03 and x (the parity of y is in the first octet), or 04 and x and y. */
function isSamePoint(left: Uint8Array, right: Uint8Array): boolean {
  const [one, other] = [pointOf(left), pointOf(right)];
  if (!one || !other || one.isOdd !== other.isOdd || !sameOctets(one.x, other.x)) return false;
  return !one.y || !other.y || sameOctets(one.y, other.y);
}

function pointOf(octets: Uint8Array): { x: Uint8Array; y: Uint8Array | null; isOdd: boolean } | null {
  const [form] = octets;
  if (form === 2 || form === 3) return { x: octets.subarray(1), y: null, isOdd: form === 3 };
  if (form !== 4) return null;
  const half = 1 + (octets.length - 1) / 2;
  return { x: octets.subarray(1, half), y: octets.subarray(half), isOdd: ((octets.at(-1) ?? 0) & 1) === 1 };
}
