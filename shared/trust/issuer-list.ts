import type { ListedCertificate } from './store-listing.ts';

/** Schannel cuts the list of trusted issuers here (KB933430, event 36885). */
export const longestIssuerList = 16 * 1024;

/** Octets of an attribute beside its value: SET, SEQUENCE, type and value with their lengths. */
const octetsOfAttribute = 11;
/** The length before each name in the TLS message (RFC 5246, section 7.4.4), and the name's own SEQUENCE. */
const octetsOfName = 6;

/** Returns about how many octets the names of these certificates take in the list that TLS sends. */
export function issuerListOctets(certificates: readonly ListedCertificate[]): number {
  const names = new Set(certificates.flatMap(({ subject }) => subject ?? []));
  let octets = 0;
  for (const name of names) {
    const values = name
      .split(/,\s(?=[A-Za-z.\d]+=)|\s\+\s(?=[A-Za-z.\d]+=)/)
      .map((part) => part.replace(/^[^=]*=/, ''));
    octets += octetsOfName;
    for (const value of values) octets += octetsOfAttribute + new TextEncoder().encode(value).length;
  }
  return octets;
}
