import type { ProblemDetails } from '../../../shared/api/define-problems.ts';
import { defineProblems } from '../../../shared/api/define-problems.ts';
import type { Problem } from '../../../shared/api/problem.ts';

export const certificateProblem = defineProblems({
  'certificate.empty-file': { title: 'The file is empty', fix: 'Copy or export the file again.' },
  'certificate.not-recognised': {
    title: 'This is no certificate file',
    fix: 'Choose a PFX, PEM, DER (.cer, .crt), PKCS #7 (.p7b) or store (.sst) file. The content decides, not the name.',
  },
  'certificate.damaged': {
    title: 'The file is damaged',
    fix: 'Export or copy it again from where it came from. Transfers in text mode and cut-off downloads cause this.',
  },
  'certificate.password-missing': {
    title: 'The file needs its password',
    fix: 'Give the password that was set when the file was exported.',
  },
  'certificate.wrong-password': {
    title: 'The password does not open the file',
    fix: 'Check the password: capital letters, keyboard language, characters beyond ASCII. If it is surely right, the file is damaged: export it again.',
  },
  'certificate.unsupported': {
    title: 'The file uses something that is not supported',
    fix: 'Export it again as PFX with AES-256 and SHA-256, the settings that Windows and OpenSSL 3 use.',
  },
  'certificate.too-large': {
    title: 'The file is too large',
    fix: 'Choose the file with only the certificates that are needed.',
  },
  'certificate.too-many-iterations': {
    title: 'Opening the file would take very long',
    fix: 'Export it again with fewer iterations; the wizard also waits for it when you say so.',
  },
  'certificate.too-many-certificates': {
    title: 'There are too many certificates',
    fix: 'Choose files with only the certificates that are needed.',
  },
  'certificate.reader-failed': {
    title: 'The file could not be read to its end',
    fix: 'Check where the file comes from. It needs more memory than any usual certificate file.',
  },
});

export type CertificateProblemCode = Parameters<typeof certificateProblem>[0];

/**
 * Ends the reading of one file. It travels inside the readers only, from any depth to `openFile`, which answers with
 * its problem.
 */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
  readonly code: CertificateProblemCode;
  readonly details: ProblemDetails;

  constructor(code: CertificateProblemCode, detail: string, fix?: string) {
    super(code);
    this.code = code;
    this.details = { detail, ...(fix !== undefined && { fix }) };
  }

  /** Returns the problem, placed at the file as the user named it. */
  problem(file: string): Problem {
    return certificateProblem(this.code, { ...this.details, location: { file } });
  }
}
