/**
 * `system.webServer/security/access/@sslFlags`, in the order the product writes them. `SslMapCert` is in no schema and
 * is never written (iis-facts 1.1).
 */
export const sslFlags = ['Ssl', 'SslNegotiateCert', 'SslRequireCert', 'Ssl128'] as const;
export type SslFlag = (typeof sslFlags)[number];

/** Returns the attribute's text: the flags in our order, separated by comma and blank; `None` for none. */
export function printSslFlags(flags: readonly SslFlag[]): string {
  return sslFlags.filter((flag) => flags.includes(flag)).join(', ') || 'None';
}

/** What a binding's own `sslFlags` adds up to (iis-facts 1.4, 1.8); not the numbering of HTTP.SYS. */
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
