import type { CertificateProblem } from './certificate-attribute.ts';

/** What is the matter with a `certificate` attribute, in words that go on after the entry's name. */
export const certificateDamage: Record<CertificateProblem, string> = {
  empty: 'has no certificate.',
  armour: 'has the lines BEGIN CERTIFICATE and END CERTIFICATE (or what is left of them) in it.',
  'line-break': 'has line breaks or blanks in its certificate.',
  thumbprint: 'has a thumbprint instead of the certificate.',
  'byte-order-mark': 'has an invisible character before its certificate.',
  character: 'has a character in its certificate that Base-64 does not know.',
  truncated: 'has only a part of its certificate: something is missing.',
  pfx: 'has a PFX with a private key instead of the certificate. Treat that key as exposed.',
  p7b: 'has a P7B collection instead of one certificate.',
  'private-key': 'has a private key instead of the certificate. Treat that key as exposed.',
  'utf-16': 'has a certificate that was encoded from UTF-16 text.',
  'not-a-certificate': 'has Base-64 that is no certificate.',
};
