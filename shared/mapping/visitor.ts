import type { Certificate, DistinguishedName } from '../certificates/certificate.ts';
import type { CertificateField } from './mapping-section.ts';

/** What the mapper looks at. A typed name without a certificate has an empty `singleLineBase64` and `thumbprint`. */
export type Visitor = Pick<Certificate, 'subjectRdns' | 'issuerRdns' | 'singleLineBase64' | 'thumbprint'>;

/** The values of each attribute type of both names, in the order of the encoding. */
export type VisitorNames = Readonly<Record<CertificateField, ReadonlyMap<string, readonly string[]>>>;

/** Returns the names of a visitor by attribute type; several values in one RDN and several RDNs are alike. */
export function visitorNames({ subjectRdns, issuerRdns }: Visitor): VisitorNames {
  return { Subject: byType(subjectRdns), Issuer: byType(issuerRdns) };
}

function byType(name: DistinguishedName): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const { type, value } of name.flat()) {
    const known = values.get(type);
    if (known) known.push(value);
    else values.set(type, [value]);
  }
  return values;
}
