import { createHash, pbkdf2Sync, scryptSync } from 'node:crypto';
import { derivationsPerFile, maximumIterations, maximumIterationsWhenAllowed, maximumScryptBytes } from './limits.ts';
import { CannotOpen } from './problems.ts';
import { repeatedHash } from './repeated-hash.ts';

/** What the PKCS #12 key derivation makes (RFC 7292, appendix B.3). */
export const purposes = { key: 1, initializationVector: 2, integrity: 3 } as const;

/** Block length in octets of the hashes that occur in PKCS #12; their names are those of node:crypto. */
const blockLengths: ReadonlyMap<string, number> = new Map([
  ['md5', 64],
  ['sha1', 64],
  ['sha224', 64],
  ['sha256', 64],
  ['sha384', 128],
  ['sha512', 128],
  ['sha512-224', 128],
  ['sha512-256', 128],
  ['sha3-224', 144],
  ['sha3-256', 136],
  ['sha3-384', 104],
  ['sha3-512', 72],
]);

/** Rounds of a loop between two reports of progress: a twentieth of a second. */
const roundsPerReport = 250_000;

/** Derives keys for one file, does no derivation twice, and stops where the work gets out of hand. */
export class Derivation {
  readonly #known = new Map<string, Uint8Array>();
  readonly #limit: number;
  readonly #onIterations: (done: number) => void;
  #remaining: number;
  #done = 0;

  /** `onIterations` is told how many iterations were done for this file, as often as somebody who waits wants to know. */
  constructor(allowManyIterations: boolean, onIterations: (done: number) => void = () => undefined) {
    this.#limit = allowManyIterations ? maximumIterationsWhenAllowed : maximumIterations;
    this.#remaining = this.#limit * derivationsPerFile;
    this.#onIterations = onIterations;
  }

  /** Returns `length` octets by the method of RFC 7292, appendix B.2, for a password in BMPString form. */
  pkcs12(
    hash: string,
    purpose: number,
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
    length: number,
  ): Uint8Array {
    return this.#once(['pkcs12', hash, purpose, length], password, salt, iterations, () => {
      const blockLength = blockLengths.get(hash);
      if (blockLength === undefined) throw new CannotOpen('certificate.unsupported', `It derives keys with ${hash}.`);
      const digestLength = createHash(hash).digest().length;
      this.#charge(iterations, Math.ceil(length / digestLength));
      const diversifier = new Uint8Array(blockLength).fill(purpose);
      const input = Buffer.concat([repeatedTo(salt, blockLength), repeatedTo(password, blockLength)]);
      const derived = new Uint8Array(length);
      for (let at = 0; at < length; at += digestLength) {
        const first = createHash(hash).update(diversifier).update(input).digest();
        const block = this.#repeated(hash, first, iterations - 1);
        derived.set(block.subarray(0, length - at), at);
        addToBlocks(input, repeatedTo(block, blockLength), blockLength);
      }
      input.fill(0);
      return derived;
    });
  }

  /** Returns `length` octets by PBKDF2 (RFC 8018, section 5.2). */
  pbkdf2(hash: string, password: Uint8Array, salt: Uint8Array, iterations: number, length: number): Uint8Array {
    return this.#once(['pbkdf2', hash, length], password, salt, iterations, () => {
      this.#charge(iterations, 1);
      const derived = pbkdf2Sync(password, salt, iterations, length, hash);
      this.#advance(iterations);
      return derived;
    });
  }

  /** Returns `length` octets, at most one digest, by PBKDF1 (RFC 8018, section 5.1). */
  pbkdf1(hash: string, password: Uint8Array, salt: Uint8Array, iterations: number, length: number): Uint8Array {
    return this.#once(['pbkdf1', hash, length], password, salt, iterations, () => {
      this.#charge(iterations, 1);
      const first = createHash(hash).update(password).update(salt).digest();
      return this.#repeated(hash, first, iterations - 1).subarray(0, length);
    });
  }

  /** Returns `length` octets by scrypt (RFC 7914). */
  scrypt(
    password: Uint8Array,
    salt: Uint8Array,
    cost: number,
    block: number,
    parallel: number,
    length: number,
  ): Uint8Array {
    const memory = 128 * cost * block;
    if (cost < 2 || (cost & (cost - 1)) !== 0 || block < 1 || parallel < 1) {
      throw new CannotOpen('certificate.damaged', 'The parameters of its key derivation (scrypt) are not possible.');
    }
    if (memory > maximumScryptBytes || parallel > 16) {
      throw new CannotOpen('certificate.too-many-iterations', 'Its key derivation (scrypt) asks for too much memory.');
    }
    return this.#once(['scrypt', cost, block, parallel, length], password, salt, 1, () => {
      this.#charge(Math.ceil((cost * block * parallel) / 8), 1);
      return scryptSync(password, salt, length, { N: cost, r: block, p: parallel, maxmem: memory + 32 * 1024 * 1024 });
    });
  }

  #repeated(hash: string, first: Uint8Array, rounds: number): Uint8Array {
    let value = first;
    for (let left = rounds; left > 0; left -= roundsPerReport) {
      const now = Math.min(left, roundsPerReport);
      value = repeatedHash(hash, value, now);
      this.#advance(now);
    }
    return value;
  }

  #advance(iterations: number): void {
    const before = this.#done;
    this.#done += iterations;
    if (Math.floor(before / roundsPerReport) < Math.floor(this.#done / roundsPerReport)) this.#onIterations(this.#done);
  }

  #once(
    method: readonly (string | number)[],
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
    derive: () => Uint8Array,
  ): Uint8Array {
    const secret = createHash('sha256').update(password).digest('base64');
    const key = [...method, iterations, Buffer.from(salt).toString('base64'), secret].join(' ');
    let derived = this.#known.get(key);
    if (!derived) this.#known.set(key, (derived = derive()));
    return derived;
  }

  #charge(iterations: number, times: number): void {
    if (iterations < 1)
      throw new CannotOpen('certificate.damaged', 'Its key derivation has an iteration count of zero.');
    if (iterations > this.#limit) {
      throw new CannotOpen(
        'certificate.too-many-iterations',
        `Its key derivation has ${iterations} iterations; ${this.#limit} are done at most.`,
      );
    }
    this.#remaining -= iterations * times;
    if (this.#remaining < 0) {
      throw new CannotOpen(
        'certificate.too-many-iterations',
        'All its key derivations together have too many iterations.',
      );
    }
  }

  /** Overwrites every derived key. */
  forget(): void {
    for (const derived of this.#known.values()) derived.fill(0);
    this.#known.clear();
  }
}

/** Returns the octets, repeated to fill whole blocks; nothing stays nothing. */
function repeatedTo(octets: Uint8Array, blockLength: number): Uint8Array {
  const filled = new Uint8Array(Math.ceil(octets.length / blockLength) * blockLength);
  for (let at = 0; at < filled.length; at++) filled[at] = octets[at % octets.length] ?? 0;
  return filled;
}

/** Adds `addend` + 1 to each block of `input`, as numbers (RFC 7292, appendix B.2, step 6C). */
function addToBlocks(input: Uint8Array, addend: Uint8Array, blockLength: number): void {
  for (let from = 0; from < input.length; from += blockLength) {
    let carry = 1;
    for (let at = blockLength - 1; at >= 0; at--) {
      const sum = (input[from + at] ?? 0) + (addend[at] ?? 0) + carry;
      input[from + at] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}
