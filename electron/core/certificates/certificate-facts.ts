import { hash } from 'node:crypto';
import { hexadecimal } from '../../../shared/certificates/der.ts';
import { daysLeft, weakness } from '../../../shared/certificates/judge.ts';
import type { ParsedCertificate } from '../../../shared/certificates/parse-certificate.ts';
import type { CertificateFacts } from './open-files.ts';

/** Returns the SHA-1 of an encoding as Windows shows it: forty upper-case hex digits. */
export function thumbprintOf(encoding: Uint8Array): string {
  return hash('sha1', encoding, 'hex').toUpperCase();
}

/** Returns what the contract says of one certificate at `at` (milliseconds since 1970); `hasPrivateKey` and `friendlyName` are the file's to add. */
export function certificateFacts(
  parsed: ParsedCertificate,
  thumbprint: string,
  isSelfSigned: boolean,
  at: number,
): CertificateFacts {
  const { encoding, extensions } = parsed;
  const { name: signatureAlgorithm } = parsed.signatureAlgorithm;
  const weak = weakness({ publicKey: parsed.publicKey.description, signatureAlgorithm, isSelfSigned });
  const { basicConstraints, subjectKeyIdentifier, authorityKeyIdentifier } = extensions;
  return {
    subject: parsed.subject.printed,
    subjectRdns: parsed.subject.rdns,
    issuer: parsed.issuer.printed,
    issuerRdns: parsed.issuer.rdns,
    serialNumber: hexadecimal(parsed.serialNumber),
    thumbprint,
    sha256: hash('sha256', encoding, 'hex'),
    notBefore: new Date(parsed.notBefore).toISOString(),
    notAfter: new Date(parsed.notAfter).toISOString(),
    publicKey: parsed.publicKey.description,
    signatureAlgorithm,
    isSelfSigned,
    isCertificateAuthority: basicConstraints?.isCertificateAuthority ?? (isSelfSigned && isSilentRoot(parsed)),
    ...(basicConstraints?.pathLength != null && { pathLengthConstraint: basicConstraints.pathLength }),
    keyUsage: extensions.keyUsage ?? [],
    extendedKeyUsage: extensions.extendedKeyUsage ?? [],
    subjectAlternativeNames: (extensions.subjectAlternativeNames ?? []).map(({ type, value }) => ({ type, value })),
    ...(subjectKeyIdentifier !== null && { subjectKeyIdentifier }),
    ...(authorityKeyIdentifier !== null && { authorityKeyIdentifier }),
    caIssuersUrls: extensions.caIssuersUrls,
    ocspUrls: extensions.ocspUrls,
    crlUrls: extensions.crlUrls,
    certificatePolicies: extensions.certificatePolicies,
    daysLeft: daysLeft(parsed.notAfter, at),
    ...(weak !== null && { weakness: weak }),
    hasPrivateKey: false,
    singleLineBase64: Buffer.from(encoding.buffer, encoding.byteOffset, encoding.byteLength).toString('base64'),
  };
}

/** Returns whether a self-signed certificate without basic constraints is a root: version 1 and 2 have no place for them. */
function isSilentRoot({ version, extensions }: ParsedCertificate): boolean {
  return version < 3 || (extensions.keyUsage?.includes('keyCertSign') ?? false);
}
