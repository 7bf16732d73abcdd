/** A block cipher in CBC mode as node:crypto calls it. */
export interface BlockCipher {
  readonly name: string;
  readonly keyLength: number;
  readonly blockLength: number;
  readonly isLegacy: boolean;
}

/** Encryption schemes of PBES2 (RFC 8018, appendix B.2; RFC 3565) that are opened; `rc2-cbc` and `des-cbc` are done without OpenSSL's legacy provider. */
export const blockCiphers: ReadonlyMap<string, BlockCipher> = new Map([
  ['2.16.840.1.101.3.4.1.2', { name: 'aes-128-cbc', keyLength: 16, blockLength: 16, isLegacy: false }],
  ['2.16.840.1.101.3.4.1.22', { name: 'aes-192-cbc', keyLength: 24, blockLength: 16, isLegacy: false }],
  ['2.16.840.1.101.3.4.1.42', { name: 'aes-256-cbc', keyLength: 32, blockLength: 16, isLegacy: false }],
  ['1.2.840.113549.3.7', { name: 'des-ede3-cbc', keyLength: 24, blockLength: 8, isLegacy: true }],
  ['1.3.14.3.2.7', { name: 'des-cbc', keyLength: 8, blockLength: 8, isLegacy: true }],
]);

/** Password-based schemes of PKCS #12 (RFC 7292, appendix C). */
export const pkcs12Schemes: ReadonlyMap<
  string,
  { label: string; cipher: 'rc4' | 'des-ede3' | 'rc2'; keyLength: number }
> = new Map([
  ['1.2.840.113549.1.12.1.1', { label: 'RC4 with 128 bits', cipher: 'rc4', keyLength: 16 }],
  ['1.2.840.113549.1.12.1.2', { label: 'RC4 with 40 bits', cipher: 'rc4', keyLength: 5 }],
  ['1.2.840.113549.1.12.1.3', { label: 'Triple DES', cipher: 'des-ede3', keyLength: 24 }],
  ['1.2.840.113549.1.12.1.4', { label: 'Triple DES with two keys', cipher: 'des-ede3', keyLength: 16 }],
  ['1.2.840.113549.1.12.1.5', { label: 'RC2 with 128 bits', cipher: 'rc2', keyLength: 16 }],
  ['1.2.840.113549.1.12.1.6', { label: 'RC2 with 40 bits', cipher: 'rc2', keyLength: 5 }],
]);

/** Password-based schemes of PKCS #5 version 1.5 (RFC 8018, appendix A.3). */
export const pkcs5Schemes: ReadonlyMap<string, { label: string; hash: string; cipher: 'des' | 'rc2' }> = new Map([
  ['1.2.840.113549.1.5.3', { label: 'DES with MD5', hash: 'md5', cipher: 'des' }],
  ['1.2.840.113549.1.5.6', { label: 'RC2 with MD5', hash: 'md5', cipher: 'rc2' }],
  ['1.2.840.113549.1.5.10', { label: 'DES with SHA-1', hash: 'sha1', cipher: 'des' }],
  ['1.2.840.113549.1.5.11', { label: 'RC2 with SHA-1', hash: 'sha1', cipher: 'rc2' }],
]);

/** HMACs that may be PBKDF2's pseudo-random function or PBMAC1's authentication code, by node:crypto's name of the hash. */
export const hmacHashes: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.6', 'md5'],
  ['1.3.6.1.5.5.8.1.1', 'md5'],
  ['1.3.6.1.5.5.8.1.2', 'sha1'],
  ['1.2.840.113549.2.7', 'sha1'],
  ['1.2.840.113549.2.8', 'sha224'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
  ['1.2.840.113549.2.12', 'sha512-224'],
  ['1.2.840.113549.2.13', 'sha512-256'],
  ['2.16.840.1.101.3.4.2.13', 'sha3-224'],
  ['2.16.840.1.101.3.4.2.14', 'sha3-256'],
  ['2.16.840.1.101.3.4.2.15', 'sha3-384'],
  ['2.16.840.1.101.3.4.2.16', 'sha3-512'],
]);

/** Hashes of the PKCS #12 integrity code, by node:crypto's name. */
export const digestHashes: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.5', 'md5'],
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
  ['2.16.840.1.101.3.4.2.5', 'sha512-224'],
  ['2.16.840.1.101.3.4.2.6', 'sha512-256'],
  ['2.16.840.1.101.3.4.2.7', 'sha3-224'],
  ['2.16.840.1.101.3.4.2.8', 'sha3-256'],
  ['2.16.840.1.101.3.4.2.9', 'sha3-384'],
  ['2.16.840.1.101.3.4.2.10', 'sha3-512'],
]);

/** What is recognised but not opened, for the message; the longest matching prefix counts. */
const unsupportedNames: readonly (readonly [string, string])[] = [
  ['1.2.392.200011.61.1.1.1', 'Camellia'],
  ['0.3.4401.5.3.1.9', 'Camellia'],
  ['1.2.410.200004.1', 'SEED'],
  ['1.2.410.200046.1.1', 'ARIA'],
  ['1.3.6.1.4.1.188.7.1.1', 'IDEA'],
  ['1.2.840.113533.7.66.10', 'CAST5'],
  ['1.2.840.113533.7.66.12', 'CAST5'],
  ['1.3.6.1.4.1.3029.1.2', 'Blowfish'],
  ['1.3.6.1.4.1.3029.1.1', 'Blowfish'],
  ['1.2.840.113549.3.4', 'RC4'],
  ['1.2.840.113549.3.8', 'RC5'],
  ['1.2.840.113549.3.9', 'RC5'],
  ['1.2.156.10197.1.104', 'SM4'],
  ['1.2.156.10197.1.401', 'SM3'],
  ['1.2.643.2.2.9', 'GOST R 34.11-94'],
  ['1.2.643.2.2.10', 'HMAC with GOST R 34.11-94'],
  ['1.2.643.2.2', 'GOST 28147-89'],
  ['1.2.643.7.1.1.2', 'GOST R 34.11-2012'],
  ['1.2.643.7.1.1.4', 'HMAC with GOST R 34.11-2012'],
  ['1.2.643.7.1.1.5.1', 'GOST R 34.12-2015 (Magma)'],
  ['1.2.643.7.1.1.5.2', 'GOST R 34.12-2015 (Kuznyechik)'],
  ['1.2.643', 'a GOST algorithm'],
  ['1.2.840.113549.1.5.1', 'DES with MD2'],
  ['1.2.840.113549.1.5.4', 'RC2 with MD2'],
  ['1.2.840.113549.2.2', 'MD2'],
  ['1.2.840.113549.2.4', 'MD4'],
  ['1.3.36.3.2.1', 'RIPEMD-160'],
  ['1.0.10118.3.0.55', 'Whirlpool'],
  ['1.3.6.1.4.1.1722.12.2.1', 'BLAKE2b'],
  ['1.3.6.1.4.1.1722.12.2.2', 'BLAKE2s'],
  ['2.16.840.1.101.3.4.2.11', 'SHAKE128'],
  ['2.16.840.1.101.3.4.2.12', 'SHAKE256'],
  ['2.16.840.1.101.3.4.1.6', 'AES-128 in GCM mode'],
  ['2.16.840.1.101.3.4.1.26', 'AES-192 in GCM mode'],
  ['2.16.840.1.101.3.4.1.46', 'AES-256 in GCM mode'],
  ['2.16.840.1.101.3.4.1', 'AES in a mode other than CBC'],
  ['1.3.14.3.2', 'DES in a mode other than CBC'],
];

/** Returns what people call an algorithm, with its OID; for messages about what is not supported. */
export function algorithmLabel(oid: string): string {
  const known = unsupportedNames
    .filter(([prefix]) => oid === prefix || oid.startsWith(`${prefix}.`))
    .sort(([left], [right]) => right.length - left.length)[0];
  return known ? `${known[1]} (${oid})` : `the algorithm ${oid}`;
}
