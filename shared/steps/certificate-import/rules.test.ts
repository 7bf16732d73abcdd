import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../../e2e/fixtures/certificates.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import { certificateImportFindings } from './rules.ts';

const serverAnswers = () =>
  someAnswers(
    (answers) => (answers.certificateImport = { ...answers.certificateImport, server: { file: 'server.pfx' } }),
  );

function ofServer(facts: Partial<Certificate>): string[] {
  const answers = serverAnswers();
  const certificate = aCertificate('new.example.com', { hasPrivateKey: true, ...facts });
  return certificateImportFindings(answers, someFacts(answers, { server: { certificate, others: [] } })).map(
    ({ code }) => code,
  );
}

function ofClient(facts: Partial<Certificate>) {
  const answers = someAnswers();
  const clients = [{ id: 'alice', certificate: aCertificate('alice', facts) }];
  return certificateImportFindings(answers, someFacts(answers, { clients }));
}

function ofAuthority(store: 'Root' | 'CA', facts: Partial<Certificate>): string[] {
  const answers = someAnswers((each) => (each.certificateImport = { authorities: [{ file: 'ca.cer', store }] }));
  const authorities = [[aCertificate('CA', { isCertificateAuthority: true, ...facts })]];
  return certificateImportFindings(answers, someFacts(answers, { authorities, clients: [] })).map(({ code }) => code);
}

describe('findings of step 2', () => {
  it.each([
    ['a sound one', {}, []],
    ['one without key', { hasPrivateKey: false }, ['certificate-import.server-key-missing']],
    ['one for clients', { extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'] }, ['certificate-import.server-purpose']],
    ['one for any purpose', { extendedKeyUsage: ['2.5.29.37.0'] }, []],
    ['an expired one', { notAfter: '2026-05-31T23:59:59Z' }, ['certificate-import.not-valid-now']],
    [
      'another name',
      { subjectAlternativeNames: [{ type: 'dns', value: 'x.example.com' }] },
      ['certificate-import.server-name'],
    ],
    ['a wildcard', { subjectAlternativeNames: [{ type: 'dns', value: '*.Example.com' }] }, []],
    [
      'a wildcard of another level',
      { subjectAlternativeNames: [{ type: 'dns', value: '*.com' }] },
      ['certificate-import.server-name'],
    ],
  ] as const)('of a server certificate: %s', (_, facts, codes) => {
    expect(ofServer(facts as Partial<Certificate>)).toEqual(codes);
  });

  it.each([
    [{}, []],
    [{ notBefore: '2026-06-01T00:00:01Z' }, ['certificate-import.not-valid-now']],
    [{ isCertificateAuthority: true }, ['certificate-import.client-is-ca']],
    [{ extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'] }, ['certificate-import.client-purpose']],
    [{ keyUsage: ['keyEncipherment'] }, ['certificate-import.client-key-usage']],
    [{ publicKey: { algorithm: 'RSA', bits: 1024 } }, ['certificate-import.weak']],
    [{ publicKey: { algorithm: 'EC', bits: 256 } }, []],
    [{ signatureAlgorithm: 'sha1RSA' }, ['certificate-import.weak']],
    [{ hasPrivateKey: true }, ['certificate-import.client-key-not-needed']],
  ] satisfies [Partial<Certificate>, string[]][])('of a client with %o', (facts, codes) => {
    const found = ofClient(facts);
    expect(found.map(({ code }) => code)).toEqual(codes);
    expect(found.every(({ severity }) => severity !== 'error')).toBe(true);
  });

  it.each([
    ['Root', { isSelfSigned: true }, []],
    ['CA', {}, []],
    ['CA', { isSelfSigned: true }, ['certificate-import.authority-store']],
    ['CA', { isCertificateAuthority: false }, ['certificate-import.authority-is-not-ca']],
  ] as const)('of an authority for %s with %o', (store, facts, codes) => {
    expect(ofAuthority(store, facts)).toEqual(codes);
  });

  it('name two clients that are one certificate, and two with one id', () => {
    const answers = someAnswers(
      (each) =>
        (each.certificateImport = {
          clients: [
            { id: 'alice', file: 'a.cer' },
            { id: 'bob', file: 'b.cer' },
            { id: 'Alice', file: 'c.cer' },
          ],
        }),
    );
    const clients = [
      { id: 'alice', certificate: aCertificate('alice') },
      { id: 'bob', certificate: aCertificate('alice') },
      { id: 'Alice', certificate: aCertificate('carol') },
    ];
    const found = certificateImportFindings(answers, someFacts(answers, { clients }));
    expect(found.map(({ code, location }) => [code, location?.path])).toEqual([
      ['certificate-import.same-client-twice', 'certificateImport.clients[1].file'],
      ['certificate-import.id-twice', 'certificateImport.clients[2].id'],
    ]);
  });
});
