import type { Chain, InspectedCertificate } from '../../../shared/certificates/certificate.ts';
import { chains, inspectedCertificates } from '../../../shared/certificates/certificate.ts';
import type { OpenedFile, UnopenedFile } from '../../../shared/steps/certificate-import/calls.ts';
import type { CertificateFacts, CertificateReference, FileOutline } from './open-files.ts';

export interface OpenedFiles {
  files: (OpenedFile | UnopenedFile)[];
  chains: Chain[];
}

/** Puts an answer together from the portions that arrive ahead of its outline, checking each against the contract. */
export class ArrivingFiles {
  readonly #facts = new Map<string, CertificateFacts>();
  readonly #certificates: InspectedCertificate[] = [];
  readonly #chains: Chain[] = [];

  certificates(facts: readonly CertificateFacts[]): void {
    for (const each of facts) this.#facts.set(each.thumbprint, each);
  }

  references(references: readonly CertificateReference[]): void {
    for (const reference of references) {
      const facts = this.#facts.get(reference.thumbprint);
      if (!facts) throw new Error('The reader refers to a certificate that it did not hand over');
      this.#certificates.push(inspectedCertificates.check({ ...facts, ...reference }));
    }
  }

  chains(some: readonly Chain[]): void {
    for (const chain of some) this.#chains.push(chains.check(chain));
  }

  /** Returns the answer, each file with its certificates. */
  complete(outlines: readonly FileOutline[]): OpenedFiles {
    let next = 0;
    const files = outlines.map((file): OpenedFile | UnopenedFile => {
      if ('error' in file) return file;
      const first = next;
      next += file.certificates;
      if (next > this.#certificates.length) throw new Error('The reader counts certificates that it did not hand over');
      return { ...file, certificates: this.#certificates.slice(first, next) };
    });
    if (next < this.#certificates.length) throw new Error('The reader handed over certificates of no file');
    return { files, chains: this.#chains };
  }
}
