import type { Certificate } from './certificate.ts';

const clientAuthentication = '1.3.6.1.5.5.7.3.2';
const serverAuthentication = '1.3.6.1.5.5.7.3.1';
const anyExtendedKeyUsage = '2.5.29.37.0';

function hasPurpose({ extendedKeyUsage }: Certificate, purpose: string): boolean {
  if (extendedKeyUsage.length === 0) return true;
  return extendedKeyUsage.includes(purpose) || extendedKeyUsage.includes(anyExtendedKeyUsage);
}

/** Returns whether a certificate may authenticate a TLS client: no extended key usage restricts it, or one allows it. */
export function mayAuthenticateClient(certificate: Certificate): boolean {
  return hasPurpose(certificate, clientAuthentication);
}

/** Returns whether a certificate may authenticate a TLS server. */
export function mayAuthenticateServer(certificate: Certificate): boolean {
  return hasPurpose(certificate, serverAuthentication);
}

/** Returns whether the key may sign: the key usage is absent or has digitalSignature (RFC 5280, section 4.2.1.3). */
export function maySign({ keyUsage }: Certificate): boolean {
  return keyUsage.length === 0 || keyUsage.includes('digitalSignature');
}

/** Returns whether an instant (ISO 8601 in UTC) lies in the period of validity. */
export function isValidAt({ notBefore, notAfter }: Certificate, at: string): boolean {
  const time = Date.parse(at);
  return Date.parse(notBefore) <= time && time <= Date.parse(notAfter);
}

/** Returns what is weak about key or signature by the thresholds of today's public CAs, or null. */
export function weakness({ publicKey, signatureAlgorithm, isSelfSigned }: Certificate): string | null {
  if (publicKey.algorithm.startsWith('RSA') && (publicKey.bits ?? 2048) < 2048) {
    return `an RSA key of ${publicKey.bits} bits`;
  }
  // A root's signature on itself is not what anybody relies on.
  if (!isSelfSigned && /^(md5|sha1)/i.test(signatureAlgorithm)) return `a signature with ${signatureAlgorithm}`;
  return null;
}

/**
 * Returns whether the certificate names a host: by subject alternative name, `*` for one whole left-most label
 * (RFC 9525, section 6.3); by common name only where there is no DNS name at all.
 */
export function namesHost(certificate: Certificate, hostName: string): boolean {
  return hostNames(certificate).some((pattern) => matchesHost(pattern.toLowerCase(), hostName.toLowerCase()));
}

/** Returns the host names of a certificate: its DNS names, or its common names where it has none. */
export function hostNames({ subjectAlternativeNames, subjectRdns }: Certificate): string[] {
  const dns = subjectAlternativeNames.filter(({ type }) => type === 'dns').map(({ value }) => value);
  if (dns.length > 0) return dns;
  return subjectRdns
    .flat()
    .filter(({ type }) => type === 'CN')
    .map(({ value }) => value);
}

function matchesHost(pattern: string, hostName: string): boolean {
  if (pattern === hostName) return true;
  if (!pattern.startsWith('*.')) return false;
  const dot = hostName.indexOf('.');
  return dot > 0 && hostName.slice(dot) === pattern.slice(1);
}
