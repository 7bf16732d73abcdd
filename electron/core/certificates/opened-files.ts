import type { Chain } from '../../../shared/certificates/certificate.ts';
import type { OpenedFile, UnopenedFile } from '../../../shared/steps/certificate-import/calls.ts';
import type { CertificateFacts, OpenedReferences } from './open-files.ts';

export interface OpenedFiles {
  files: (OpenedFile | UnopenedFile)[];
  chains: Chain[];
}

/** The facts of certificates, which arrive ahead of the answer that refers to them. */
export class FactsByThumbprint {
  readonly #facts = new Map<string, CertificateFacts>();

  add(certificates: readonly CertificateFacts[]): void {
    for (const facts of certificates) this.#facts.set(facts.thumbprint, facts);
  }

  /** Returns the answer with the facts in the place of the references. */
  complete({ files, chains }: OpenedReferences): OpenedFiles {
    const whole = files.map((file): OpenedFile | UnopenedFile => {
      if ('error' in file) return file;
      const certificates = file.certificates.map((reference) => {
        const facts = this.#facts.get(reference.thumbprint);
        if (!facts) throw new Error('The reader refers to a certificate that it did not hand over');
        return { ...facts, ...reference };
      });
      return { ...file, certificates };
    });
    return { files: whole, chains };
  }
}
