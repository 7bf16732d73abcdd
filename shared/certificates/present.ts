import type { Certificate, DistinguishedName } from './certificate.ts';
import { validityAt } from './judge.ts';

/** Names of purposes as Windows shows them (RFC 5280, section 4.2.1.12; Microsoft Learn: certificate EKU OIDs). */
const purposes: ReadonlyMap<string, string> = new Map([
  ['1.3.6.1.5.5.7.3.1', 'Server Authentication'],
  ['1.3.6.1.5.5.7.3.2', 'Client Authentication'],
  ['1.3.6.1.5.5.7.3.3', 'Code Signing'],
  ['1.3.6.1.5.5.7.3.4', 'Secure Email'],
  ['1.3.6.1.5.5.7.3.8', 'Time Stamping'],
  ['1.3.6.1.5.5.7.3.9', 'OCSP Signing'],
  ['1.3.6.1.4.1.311.20.2.2', 'Smart Card Logon'],
  ['1.3.6.1.4.1.311.10.3.4', 'Encrypting File System'],
  ['2.5.29.37.0', 'Any Purpose'],
]);

/** Returns the name of an extended key usage; an unknown one as its OID. */
export function purposeName(oid: string): string {
  return purposes.get(oid) ?? oid;
}

/** Returns the names of a certificate's extended key usages; an unknown one as its OID. */
export function purposeNames({ extendedKeyUsage }: Pick<Certificate, 'extendedKeyUsage'>): string[] {
  return extendedKeyUsage.map(purposeName);
}

/** Returns the name to call a certificate by: the last common name, else the last organization, else the whole subject. */
export function shortName(name: DistinguishedName, text: string): string {
  const attributes = name.flat();
  const last = (type: string) => attributes.findLast((attribute) => attribute.type === type)?.value;
  return last('CN') ?? last('O') ?? (text === '' ? '(no subject)' : text);
}

export interface Validity {
  state: 'valid' | 'expired' | 'not-yet-valid';
  /** How much of the period is over, 0 to 1. */
  part: number;
  daysLeft: number;
}

const day = 86_400_000;

/** Returns where an instant (ISO 8601) stands in the period of a certificate. */
export function validityOf({ notBefore, notAfter }: Pick<Certificate, 'notBefore' | 'notAfter'>, at: string): Validity {
  const [from, now, to] = [Date.parse(notBefore), Date.parse(at), Date.parse(notAfter)];
  const part = to > from ? Math.min(1, Math.max(0, (now - from) / (to - from))) : 1;
  return { state: validityAt(from, to, now), part, daysLeft: Math.max(0, Math.floor((to - now) / day)) };
}
