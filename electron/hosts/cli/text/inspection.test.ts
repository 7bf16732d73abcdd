import { describe, expect, it } from 'vitest';
import { aCertificate, anInspectedCertificate } from '../../../../e2e/fixtures/certificates.ts';
import { inspectionText } from './inspection.ts';
import { styleOf } from './style.ts';

describe('inspect, for people', () => {
  const certificate = {
    ...anInspectedCertificate(
      aCertificate('alice', {
        extendedKeyUsage: ['1.3.6.1.5.5.7.3.2', '1.2.3'],
        authorityKeyIdentifier: 'AABB',
        subjectKeyIdentifier: 'CCDD',
        certificatePolicies: ['2.5.29.32.0'],
        caIssuersUrls: ['http://x/ca.cer'],
        ocspUrls: ['http://x/ocsp'],
        crlUrls: ['http://x/a.crl', 'http://x/b.crl'],
      }),
    ),
    weakness: 'an RSA key of 1024 bits',
  };
  const text = (facts: Partial<typeof certificate> = {}) => {
    const file = { path: 'a.cer', format: 'der' as const, privateKeys: [], findings: [] };
    const missing = [{ issuer: 'CN=Issuing CA', authorityKeyIdentifier: 'AABB', url: 'http://x/ca.cer' }];
    const chains = [{ of: certificate.thumbprint, paths: [], missing }];
    const files = [{ ...file, certificates: [{ ...certificate, ...facts }] }];
    return inspectionText({ files, chains }, styleOf({ colours: false }));
  };

  it('says of a certificate what it is for, how long it lasts, what is weak and where more is', () => {
    for (const part of [
      /Role +client\. Its extended key usage has Client Authentication\./,
      /Valid +2026-01-01T00:00:00Z to 2027-01-01T00:00:00Z, 365 days left/,
      /Weak +an RSA key of 1024 bits/,
      /Extended key usage +Client Authentication \(1\.3\.6\.1\.5\.5\.7\.3\.2\), 1\.2\.3\n/,
      /Subject key identifier +CCDD\n/,
      /Authority key identifier +AABB\n/,
      /Policies +2\.5\.29\.32\.0\n/,
      /Issuer offered at +http:\/\/x\/ca\.cer\n/,
      /OCSP +http:\/\/x\/ocsp\n/,
      /Revocation lists +http:\/\/x\/a\.crl, http:\/\/x\/b\.crl\n/,
      /missing: CN=Issuing CA, key identifier AABB, offered at http:\/\/x\/ca\.cer/,
    ])
      expect(text()).toMatch(part);
    expect(text({ daysLeft: -1 })).toContain(', ended 1 day ago');
  });

  it('leaves out what the certificate does not say', () => {
    expect(text({ crlUrls: [], certificatePolicies: [] })).not.toMatch(/Revocation lists|Policies|Friendly name/);
  });
});
