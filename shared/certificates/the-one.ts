import type { Certificate } from './certificate.ts';

/** Returns the certificate that a file is about: the one with the key, else the only one that is no CA's, else the only one; null when none is clearly meant. */
export function theOneOf(certificates: readonly Certificate[]): Certificate | null {
  const candidates = [
    certificates.filter(({ hasPrivateKey }) => hasPrivateKey),
    certificates.filter(({ isCertificateAuthority }) => !isCertificateAuthority),
    certificates,
  ];
  return candidates.find((each) => each.length === 1)?.[0] ?? null;
}
