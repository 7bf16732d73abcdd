import { hash as hashOnce } from 'node:crypto';

/**
 * Returns `rounds` applications of a hash to `octets`, which must be of the hash's own length for SHA-1 and SHA-256.
 * The PKCS #12 key derivation (RFC 7292, appendix B) is this, hundreds of thousands of times over one block; loops of
 * our own take a fifth of the time of a call into OpenSSL for each round.
 */
export function repeatedHash(hash: string, octets: Uint8Array, rounds: number): Uint8Array {
  if (rounds < 1) return octets;
  if (hash === 'sha1' && octets.length === 20) return repeatedSha1(octets, rounds);
  if (hash === 'sha256' && octets.length === 32) return repeatedSha256(octets, rounds);
  let value: Uint8Array = octets;
  for (let round = 0; round < rounds; round++) value = hashOnce(hash, value, 'buffer');
  return value;
}

function wordsOf(octets: Uint8Array): Int32Array {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  return Int32Array.from({ length: octets.length / 4 }, (_, index) => view.getInt32(index * 4));
}

function octetsOf(words: Int32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, index) => {
    view.setInt32(index * 4, word);
  });
  return new Uint8Array(view.buffer);
}

/* eslint-disable @typescript-eslint/no-non-null-assertion -- the loops below run a million times a second over arrays of fixed length */

/** FIPS 180-4, section 6.1, for messages of exactly 20 octets. */
function repeatedSha1(octets: Uint8Array, rounds: number): Uint8Array {
  const digest = wordsOf(octets);
  const w = new Int32Array(80);
  for (let round = 0; round < rounds; round++) {
    w.set(digest);
    w[5] = 0x80000000;
    w.fill(0, 6, 15);
    w[15] = 160;
    for (let t = 16; t < 80; t++) {
      const x = w[t - 3]! ^ w[t - 8]! ^ w[t - 14]! ^ w[t - 16]!;
      w[t] = (x << 1) | (x >>> 31);
    }
    let a = 0x67452301;
    let b = 0xefcdab89 | 0;
    let c = 0x98badcfe | 0;
    let d = 0x10325476;
    let e = 0xc3d2e1f0 | 0;
    let t = 0;
    for (; t < 20; t++) {
      const x = (((a << 5) | (a >>> 27)) + (d ^ (b & (c ^ d))) + e + 0x5a827999 + w[t]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = x;
    }
    for (; t < 40; t++) {
      const x = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0x6ed9eba1 + w[t]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = x;
    }
    for (; t < 60; t++) {
      const x = (((a << 5) | (a >>> 27)) + ((b & c) | (d & (b | c))) + e + 0x8f1bbcdc + w[t]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = x;
    }
    for (; t < 80; t++) {
      const x = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0xca62c1d6 + w[t]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = x;
    }
    digest[0] = a + 0x67452301;
    digest[1] = b + 0xefcdab89;
    digest[2] = c + 0x98badcfe;
    digest[3] = d + 0x10325476;
    digest[4] = e + 0xc3d2e1f0;
  }
  return octetsOf(digest);
}

const sha256Start = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, section 4.2.2). */
const sha256Constants = Int32Array.from(firstPrimes(64), (prime) => {
  const root = Math.cbrt(prime);
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
});

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

/** FIPS 180-4, section 6.2, for messages of exactly 32 octets. */
function repeatedSha256(octets: Uint8Array, rounds: number): Uint8Array {
  const digest = wordsOf(octets);
  const w = new Int32Array(64);
  const constants = sha256Constants;
  for (let round = 0; round < rounds; round++) {
    w.set(digest);
    w[8] = 0x80000000;
    w.fill(0, 9, 15);
    w[15] = 256;
    for (let t = 16; t < 64; t++) {
      const x = w[t - 15]!;
      const y = w[t - 2]!;
      const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[t] = (w[t - 16]! + small0 + w[t - 7]! + small1) | 0;
    }
    let a = sha256Start[0]!;
    let b = sha256Start[1]!;
    let c = sha256Start[2]!;
    let d = sha256Start[3]!;
    let e = sha256Start[4]!;
    let f = sha256Start[5]!;
    let g = sha256Start[6]!;
    let h = sha256Start[7]!;
    for (let t = 0; t < 64; t++) {
      const big1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const first = (h + big1 + (g ^ (e & (f ^ g))) + constants[t]! + w[t]!) | 0;
      const big0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const second = (big0 + ((a & b) | (c & (a | b)))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    digest[0] = a + sha256Start[0]!;
    digest[1] = b + sha256Start[1]!;
    digest[2] = c + sha256Start[2]!;
    digest[3] = d + sha256Start[3]!;
    digest[4] = e + sha256Start[4]!;
    digest[5] = f + sha256Start[5]!;
    digest[6] = g + sha256Start[6]!;
    digest[7] = h + sha256Start[7]!;
  }
  return octetsOf(digest);
}
