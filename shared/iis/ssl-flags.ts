/**
 * `system.webServer/security/access/@sslFlags`, in the order the product writes them. `SslMapCert` is in no schema file of IIS
 * 7.0 to 10 and is never written.
 */
export const sslFlags = ['Ssl', 'SslNegotiateCert', 'SslRequireCert', 'Ssl128'] as const;
export type SslFlag = (typeof sslFlags)[number];

/** Returns the attribute's text: the flags in our order, separated by comma and blank; `None` for none. */
export function printSslFlags(flags: readonly SslFlag[]): string {
  return sslFlags.filter((flag) => flags.includes(flag)).join(', ') || 'None';
}

/**
 * Returns the flags that an attribute's text names, in our order; `unknown` has what is no flag of IIS' schema (such as
 * `SslMapCert`).
 */
export function parseSslFlags(text: string): { flags: SslFlag[]; unknown: string[] } {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part.toLowerCase() !== 'none');
  const isNamed = (flag: string) => parts.some((part) => part.toLowerCase() === flag.toLowerCase());
  return {
    flags: sslFlags.filter(isNamed),
    unknown: parts.filter((part) => !sslFlags.some((flag) => flag.toLowerCase() === part.toLowerCase())),
  };
}

/**
 * What a binding's own `sslFlags` adds up to (Microsoft Learn: Binding <binding>; 128 is new with Server 2025); not the
 * numbering of HTTP.SYS.
 */
export const bindingFlags = {
  serverNameIndication: 1,
  centralCertificateStore: 2,
  disableHttp2: 4,
  disableOcspStapling: 8,
  disableQuic: 16,
  disableTls13: 32,
  disableLegacyTls: 64,
  negotiateClientCertificate: 128,
} as const;
