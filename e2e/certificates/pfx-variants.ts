import { Buffer } from 'node:buffer';
import { openFile } from '../../electron/core/certificates/open-file.ts';
import { CannotOpen } from '../../electron/core/certificates/problems.ts';
import { createSecretReader } from '../../electron/core/certificates/secret-reader.ts';
import { withPbmac1 } from '../../electron/core/certificates/testing/pbmac1.ts';
import { legacyProvider, Workshop } from '../../electron/core/certificates/testing/openssl.ts';

/** A PFX as openssl writes it. */
export interface Variant {
  readonly cipher: string;
  readonly integrity: string;
  /** The first has its certificate in it; the certificates of the others come along. */
  readonly keys: readonly [string, ...string[]];
  readonly password: string;
  readonly iterations: number;
}

const keyOptions: Readonly<Record<string, readonly string[]>> = {
  'rsa-2048': ['-newkey', 'rsa:2048'],
  'rsa-3072': ['-newkey', 'rsa:3072'],
  'rsa-pss': ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'P-256': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'P-384': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  'P-521': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521'],
  secp256k1: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
  brainpoolP256r1: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'],
  Ed25519: ['-newkey', 'ed25519'],
  Ed448: ['-newkey', 'ed448'],
};
const keyNames = Object.keys(keyOptions);
const passwords = ['secret', '', 'grüße', '日本語', 'a😀b', ' blank ', 'a"b\'c$d`e\\f', 'x'.repeat(200)];
const ciphers = ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des-ede3-cbc', 'PBE-SHA1-3DES', 'PBE-SHA1-2DES', 'PBE-SHA1-RC2-40', 'PBE-SHA1-RC2-128', 'PBE-SHA1-RC4-40', 'PBE-SHA1-RC4-128', 'NONE']; // prettier-ignore
const integrities = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'none', 'pbmac1-sha256', 'pbmac1-sha512'];

function at<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length] as Item;
}

/** Every cipher with every integrity code, three times, with keys, passwords and iteration counts in turns. */
export const variants: readonly Variant[] = ciphers.flatMap((cipher, first) =>
  integrities.flatMap((integrity, second) =>
    [0, 1, 2].map((third): Variant => {
      const turn = first * 5 + second * 3 + third * 7;
      const further = third === 2 ? [at(keyNames, turn + 1), at(keyNames, turn + 2)] : [];
      const iterations = at([1, 1000, 2048, 10_000], first + second + third);
      return { cipher, integrity, keys: [at(keyNames, turn), ...further], password: at(passwords, turn), iterations };
    }),
  ),
);

/** Ciphers that only openssl knows, and what must stand in the refusal. */
export const foreignCiphers: readonly (readonly [string, RegExp])[] = [
  ['camellia-128-cbc', /Camellia/],
  ['camellia-256-cbc', /Camellia/],
  ['aria-128-cbc', /ARIA/],
  ['aria-256-cbc', /ARIA/],
  ['sm4-cbc', /SM4/],
  ['seed-cbc', /SEED/],
  ['cast5-cbc', /CAST/i],
  ['bf-cbc', /Blowfish/],
];

/** Writes PFX files with openssl, and compares what is read of them with what went in. */
export class PfxComparison {
  readonly #workshop = new Workshop();
  readonly #made = new Map<string, { certificate: string; publicKey: string }>();

  /** Returns what differs, in words; null when certificates and keys are those that openssl put in. */
  differenceOf(variant: Variant): string | null {
    const [own, ...others] = variant.keys;
    const expected = variant.keys.map((name) => this.#make(name));
    const content = this.#open(variant, this.#write(variant, own, others));
    if (content instanceof CannotOpen) return content.message;
    const certificates = content.certificates.map(({ encoding }) => Buffer.from(encoding).toString('base64'));
    if (!sameSet(certificates, expected.map(({ certificate }) => certificate))) return 'other certificates'; // prettier-ignore
    const keys = content.keys.map(({ facts }) => Buffer.from(facts.publicKey?.encoding ?? []).toString('base64'));
    return sameSet(keys, [expected[0]?.publicKey ?? '']) ? null : 'another key';
  }

  /** Returns the words in which a PFX with a foreign cipher is refused; null where this openssl does not write it. */
  refusalOf(cipher: string): string | null {
    const variant: Variant = { cipher, integrity: 'sha256', keys: ['P-256'], password: 'secret', iterations: 2048 };
    this.#make('P-256');
    let bytes: Uint8Array;
    try {
      bytes = this.#write(variant, 'P-256', []);
    } catch {
      return null;
    }
    const content = this.#open(variant, bytes);
    return content instanceof CannotOpen ? content.problem('file').detail : 'It was opened.';
  }

  #write({ cipher, integrity, password, iterations }: Variant, own: string, others: readonly string[]): Uint8Array {
    const [method, hash] = integrity.split('-');
    const options = method === 'pbmac1' || integrity === 'none' ? ['-nomac'] : ['-macalg', integrity];
    this.#workshop.write('password', `${password}\n`);
    this.#workshop.write('others.pem', Buffer.concat(others.map((name) => this.#workshop.read(`${name}.pem`))));
    this.#workshop.run('pkcs12', '-export', '-in', `${own}.pem`, '-inkey', `${own}.key`, '-out', 'pfx', '-passout', 'file:password', '-name', own, '-keypbe', cipher, '-certpbe', cipher, '-iter', String(iterations), ...options, ...(others.length > 0 ? ['-certfile', 'others.pem'] : []), ...legacyProvider); // prettier-ignore
    const pfx = this.#workshop.read('pfx');
    return hash === 'sha256' || hash === 'sha512' ? withPbmac1(pfx, hash, password, iterations) : pfx;
  }

  #open({ password }: Variant, bytes: Uint8Array) {
    const secrets = createSecretReader(
      { password: new TextEncoder().encode(password), isPasswordForAny: false },
      false,
    );
    try {
      return openFile(bytes, secrets);
    } catch (error) {
      if (error instanceof CannotOpen) return error;
      throw error;
    } finally {
      secrets.forget();
    }
  }

  #make(name: string): { certificate: string; publicKey: string } {
    const before = this.#made.get(name);
    if (before) return before;
    this.#workshop.selfSigned(name, keyOptions[name] ?? []);
    this.#workshop.run('x509', '-in', `${name}.pem`, '-outform', 'der', '-out', 'der');
    this.#workshop.run('pkey', '-in', `${name}.key`, '-pubout', '-outform', 'der', '-out', 'spki');
    const made = {
      certificate: this.#workshop.read('der').toString('base64'),
      publicKey: this.#workshop.read('spki').toString('base64'),
    };
    this.#made.set(name, made);
    return made;
  }
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && [...left].sort().join() === [...right].sort().join();
}
