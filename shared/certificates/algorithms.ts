import { bitsOf, contentOf, dotted, expectTag, firstElement, MalformedEncoding, sequenceOf, tags } from './der.ts';
import type { Element } from './der.ts';

/** Windows' friendly names (CRYPT_SIGN_ALG_OID_GROUP_ID); .NET's where Windows has none. */
const signatureNames: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.2', 'md2RSA'],
  ['1.2.840.113549.1.1.3', 'md4RSA'],
  ['1.2.840.113549.1.1.4', 'md5RSA'],
  ['1.2.840.113549.1.1.5', 'sha1RSA'],
  ['1.3.14.3.2.29', 'sha1RSA'],
  ['1.3.14.3.2.3', 'md5RSA'],
  ['1.2.840.113549.1.1.10', 'RSASSA-PSS'],
  ['1.2.840.113549.1.1.11', 'sha256RSA'],
  ['1.2.840.113549.1.1.12', 'sha384RSA'],
  ['1.2.840.113549.1.1.13', 'sha512RSA'],
  ['1.2.840.113549.1.1.14', 'sha224RSA'],
  ['1.2.840.10045.4.1', 'sha1ECDSA'],
  ['1.2.840.10045.4.3', 'specifiedECDSA'],
  ['1.2.840.10045.4.3.1', 'sha224ECDSA'],
  ['1.2.840.10045.4.3.2', 'sha256ECDSA'],
  ['1.2.840.10045.4.3.3', 'sha384ECDSA'],
  ['1.2.840.10045.4.3.4', 'sha512ECDSA'],
  ['1.2.840.10040.4.3', 'sha1DSA'],
  ['1.3.14.3.2.27', 'sha1DSA'],
  ['2.16.840.1.101.3.4.3.2', 'sha256DSA'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
]);

/** Returns Windows' friendly name of a signature algorithm, or the OID where there is none. */
export function signatureAlgorithmName(oid: string): string {
  return signatureNames.get(oid) ?? oid;
}

/** Algorithms for which collisions are practical: MD2, MD4, MD5 (RFC 6151) and SHA-1 (SHAttered, 2017). */
export function isWeakSignature(name: string): boolean {
  return /^(?:md[245]|sha1)/.test(name);
}

interface Curve {
  name: string;
  bits: number;
}

const curves: ReadonlyMap<string, Curve> = new Map([
  ['1.2.840.10045.3.1.1', { name: 'P-192', bits: 192 }],
  ['1.3.132.0.33', { name: 'P-224', bits: 224 }],
  ['1.2.840.10045.3.1.7', { name: 'P-256', bits: 256 }],
  ['1.3.132.0.34', { name: 'P-384', bits: 384 }],
  ['1.3.132.0.35', { name: 'P-521', bits: 521 }],
  ['1.3.132.0.10', { name: 'secp256k1', bits: 256 }],
  ['1.3.36.3.3.2.8.1.1.1', { name: 'brainpoolP160r1', bits: 160 }],
  ['1.3.36.3.3.2.8.1.1.3', { name: 'brainpoolP192r1', bits: 192 }],
  ['1.3.36.3.3.2.8.1.1.5', { name: 'brainpoolP224r1', bits: 224 }],
  ['1.3.36.3.3.2.8.1.1.7', { name: 'brainpoolP256r1', bits: 256 }],
  ['1.3.36.3.3.2.8.1.1.9', { name: 'brainpoolP320r1', bits: 320 }],
  ['1.3.36.3.3.2.8.1.1.11', { name: 'brainpoolP384r1', bits: 384 }],
  ['1.3.36.3.3.2.8.1.1.13', { name: 'brainpoolP512r1', bits: 512 }],
]);

const fixedKeys: ReadonlyMap<string, { algorithm: string; bits?: number }> = new Map([
  ['1.3.101.112', { algorithm: 'Ed25519', bits: 256 }],
  ['1.3.101.113', { algorithm: 'Ed448', bits: 456 }],
  ['1.3.101.110', { algorithm: 'X25519', bits: 256 }],
  ['1.3.101.111', { algorithm: 'X448', bits: 448 }],
  ['1.2.840.10046.2.1', { algorithm: 'DH' }],
]);

/** A SubjectPublicKeyInfo of RFC 5280, section 4.1.2.7. */
export interface PublicKeyInfo {
  readonly encoding: Uint8Array;
  readonly oid: string;
  readonly parameters: Element | null;
  /** The content of the BIT STRING. */
  readonly key: Uint8Array;
  readonly description: { algorithm: string; bits?: number; curve?: string };
}

/** Returns a public key's parts and what people call it; throws MalformedEncoding when it is none. */
export function readPublicKeyInfo(element: Element): PublicKeyInfo {
  const [algorithm, bits] = sequenceOf(element, 2);
  const [type, parameters] = sequenceOf(algorithm, 1);
  const oid = dotted(contentOf(expectTag(type, tags.objectIdentifier)));
  const key = bitsOf(expectTag(bits, tags.bitString)).octets;
  return {
    encoding: element.bytes.subarray(element.start, element.end),
    oid,
    parameters: parameters ?? null,
    key,
    description: describeKey(oid, parameters, key),
  };
}

/** Returns what people call a key: its algorithm, its strength in bits and, for EC, its curve. */
export function describeKey(
  oid: string,
  parameters: Element | undefined,
  key: Uint8Array,
): PublicKeyInfo['description'] {
  switch (oid) {
    case '1.2.840.113549.1.1.1':
    // X.509's own identifier of RSA, from before PKCS #1.
    case '2.5.8.1.1':
    case '1.2.840.113549.1.1.10': {
      const [modulus] = sequenceOf(firstElement(key), 2);
      return { algorithm: oid.endsWith('.10') ? 'RSA-PSS' : 'RSA', bits: bitLength(modulus) };
    }
    case '1.2.840.10045.2.1': {
      if (parameters?.tag !== tags.objectIdentifier) return { algorithm: 'EC' };
      const curveOid = dotted(contentOf(parameters));
      const curve = curves.get(curveOid);
      return curve ? { algorithm: 'EC', bits: curve.bits, curve: curve.name } : { algorithm: 'EC', curve: curveOid };
    }
    case '1.2.840.10040.4.1': {
      const prime = parameters?.tag === tags.sequence ? sequenceOf(parameters)[0] : undefined;
      return prime ? { algorithm: 'DSA', bits: bitLength(prime) } : { algorithm: 'DSA' };
    }
    default:
      return fixedKeys.get(oid) ?? { algorithm: oid };
  }
}

function bitLength(element: Element | undefined): number {
  const content = contentOf(expectTag(element, tags.integer));
  let at = 0;
  while (content[at] === 0) at++;
  const first = content[at];
  if (first === undefined) throw new MalformedEncoding('a key has a number that is zero');
  return (content.length - at - 1) * 8 + (32 - Math.clz32(first));
}
