import { mainCertificate } from './place-file.ts';
import type { FileExcerpt, OpenedFile } from './calls.ts';

/** Certificates of a file that a card can list. */
const mostListed = 100;

/**
 * Returns an opened file as a page has it: of many certificates the first, and those that decide what the file is for: the
 * main one, and one that is not self-signed.
 */
export function excerptOf({ path, format, certificates }: OpenedFile): FileExcerpt {
  const main = mainCertificate(certificates);
  const issuedByOthers = certificates.find(({ isSelfSigned }) => !isSelfSigned);
  const kept = certificates.filter((each, index) => index < mostListed || each === main || each === issuedByOthers);
  return { path, format, certificates: kept, count: certificates.length };
}
