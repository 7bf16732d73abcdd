import type { Certificate } from './certificate.ts';

export const clientAuthentication = '1.3.6.1.5.5.7.3.2';
export const serverAuthentication = '1.3.6.1.5.5.7.3.1';
const anyExtendedKeyUsage = '2.5.29.37.0';

/** Returns whether no extended key usage restricts a certificate, or one allows the purpose (RFC 5280, section 4.2.1.12). */
export function hasPurpose({ extendedKeyUsage }: Certificate, purpose: string): boolean {
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
  return validityAt(Date.parse(notBefore), Date.parse(notAfter), Date.parse(at)) === 'valid';
}

/**
 * Returns on which side of a period of validity an instant lies, all in milliseconds. RFC 5280, section 4.1.2.5: the
 * dates are whole seconds and both inclusive, so the last second belongs to the period to its end.
 */
export function validityAt(notBefore: number, notAfter: number, at: number): 'not-yet-valid' | 'valid' | 'expired' {
  if (at < notBefore) return 'not-yet-valid';
  return at < notAfter + 1000 ? 'valid' : 'expired';
}

const millisecondsOfDay = 86_400_000;

/** Returns how many whole days are left until a certificate expires, both instants in milliseconds; negative when it has. */
export function daysLeft(notAfter: number, at: number): number {
  return Math.floor((notAfter - at) / millisecondsOfDay);
}

/** Returns what is weak about key or signature by the thresholds of today's public CAs, or null. */
export function weakness({
  publicKey,
  signatureAlgorithm,
  isSelfSigned,
}: Pick<Certificate, 'publicKey' | 'signatureAlgorithm' | 'isSelfSigned'>): string | null {
  if (publicKey.algorithm.startsWith('RSA') && (publicKey.bits ?? 2048) < 2048) {
    return `an RSA key of ${publicKey.bits} bits`;
  }
  // A root's signature on itself is not what anybody relies on.
  if (!isSelfSigned && /^(md5|sha1)/i.test(signatureAlgorithm)) return `a signature with ${signatureAlgorithm}`;
  return null;
}

/**
 * Returns whether the certificate names a host: a DNS name by subject alternative name, `*` for one whole left-most label
 * (RFC 9525, section 6.3), an address by its address; by common name only where there is no such name at all.
 */
export function namesHost(certificate: Certificate, hostName: string): boolean {
  const address = addressOf(hostName);
  if (address !== null) {
    const addresses = certificate.subjectAlternativeNames.filter(({ type }) => type === 'ip');
    return addresses.some(({ value }) => addressOf(value) === address);
  }
  return hostNames(certificate).some((pattern) => matchesHost(comparable(pattern), comparable(hostName)));
}

/** Returns the names by which a certificate is found: its DNS names and addresses, or its common names where it has neither. */
export function hostNames({ subjectAlternativeNames, subjectRdns }: Certificate): string[] {
  const hosts = subjectAlternativeNames.filter(({ type }) => type === 'dns' || type === 'ip').map(({ value }) => value);
  if (hosts.length > 0) return hosts;
  return subjectRdns
    .flat()
    .filter(({ type }) => type === 'CN')
    .map(({ value }) => value);
}

function comparable(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** Returns an IPv4 or IPv6 address in the one form that a URL gives it (WHATWG URL), null for anything else. */
function addressOf(text: string): string | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(bare)) return bare;
  if (!/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(bare)) return null;
  return URL.canParse(`http://[${bare}]/`) ? new URL(`http://[${bare}]/`).hostname : null;
}

function matchesHost(pattern: string, hostName: string): boolean {
  if (pattern === hostName) return true;
  if (!pattern.startsWith('*.')) return false;
  const dot = hostName.indexOf('.');
  return dot > 0 && hostName.slice(dot) === pattern.slice(1);
}
