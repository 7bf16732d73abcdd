import type { Problem } from '../../api/problem.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import type { FileContents, UnopenedFile } from '../../steps/certificate-import/calls.ts';
import type { Answers } from '../../wizard/answers.ts';
import type { Client } from '../renewal.ts';
import { rowProblem } from './text.en.ts';

/** What a dropped file comes to: a certificate that can be mapped, with its client if it is one already, or why not. */
export type FileOffer =
  | { file: string; taken: true; certificate: Certificate; client: string | null }
  | { file: string; taken: false; problem: Problem };

/**
 * Returns an offer for each certificate in the files that may be a visitor's, in their order. A PFX stands for the
 * certificate with the key, other files for all of theirs that are no CA's; what is mapped already is not offered again.
 */
export function offerFiles(
  files: readonly (FileContents | UnopenedFile)[],
  { mapping }: Answers,
  clients: readonly Client[],
): FileOffer[] {
  const idOf = new Map(clients.map(({ id, certificate }) => [certificate.sha256, id]));
  const mapped = new Set(mapping.oneToOne.map(({ client }) => client));
  const seen = new Map<string, string>();
  return files.flatMap((file): FileOffer[] => {
    const refuse = (problem: Problem): FileOffer => ({ file: file.path, taken: false, problem });
    if ('error' in file) return [refuse(file.error)];
    const withKey = file.certificates.filter(({ hasPrivateKey }) => hasPrivateKey);
    const meant =
      withKey.length > 0 ? withKey : file.certificates.filter(({ isCertificateAuthority }) => !isCertificateAuthority);
    if (meant.length === 0) {
      const detail = `"${file.path}" holds ${file.certificates.length} certificates, none of them a visitor's.`;
      return [refuse(rowProblem('import.no-certificate-in-file', { detail }))];
    }
    return meant.map((certificate): FileOffer => {
      const { sha256, subject } = certificate;
      const client = idOf.get(sha256) ?? null;
      const earlier = seen.get(sha256);
      if (earlier !== undefined) {
        return refuse(rowProblem('import.same-certificate', { detail: `"${earlier}": ${subject}.` }));
      }
      seen.set(sha256, file.path);
      if (client !== null && mapped.has(client)) {
        return refuse(rowProblem('import.already-mapped', { detail: `${subject}.` }));
      }
      return { file: file.path, taken: true, certificate, client };
    });
  });
}
