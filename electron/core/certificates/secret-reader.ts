import type { ArmouredBlock } from './armour.ts';
import { Derivation } from './derivation.ts';
import type { SecretReader } from './open-file.ts';
import type { FileToOpen } from './open-files.ts';
import { decryptPem, decryptPrivateKey, readPrivateKey } from './private-key.ts';
import { DoesNotDecrypt } from './password-based-encryption.ts';
import { forgetPassword, passwordForms } from './password.ts';
import { readPfx } from './pfx.ts';
import { CannotOpen } from './problems.ts';

/** Returns the reader for one file and its password; `forget` overwrites password and derived keys. */
export function createSecretReader(
  { password: utf8, isPasswordForAny }: Pick<FileToOpen, 'password' | 'isPasswordForAny'>,
  allowManyIterations: boolean,
  onIterations?: (done: number) => void,
): SecretReader & { forget(): void } {
  const password = passwordForms(utf8, isPasswordForAny);
  const derivation = new Derivation(allowManyIterations, onIterations);

  const decrypted = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof DoesNotDecrypt)) throw error;
      throw password.given
        ? new CannotOpen('certificate.wrong-password', 'The private key in it does not decrypt with this password.')
        : new CannotOpen('certificate.password-missing', 'The private key in it is encrypted.');
    }
  };

  return {
    pfx: (element) => readPfx(element, password, derivation),
    encryptedKey(element, into) {
      const { plain, legacy } = decrypted(() => decryptPrivateKey(element, password, derivation));
      into.keys.push({ facts: readPrivateKey(plain, 'pkcs8'), localKeyId: null });
      if (legacy !== null) into.legacyEncryption.add(legacy);
      plain.fill(0);
    },
    key(encoding, form, into) {
      into.keys.push({ facts: readPrivateKey(encoding, form), localKeyId: null });
    },
    decryptedBlock: ({ bytes }: ArmouredBlock, encryption) => decrypted(() => decryptPem(encryption, bytes, password)),
    forget() {
      forgetPassword(password);
      derivation.forget();
    },
  };
}
