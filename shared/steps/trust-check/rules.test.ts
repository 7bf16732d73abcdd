import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../../e2e/fixtures/certificates.ts';
import type { Chain } from '../../certificates/certificate.ts';
import { trustCheckFindings } from './rules.ts';

const root = aCertificate('Root', { isSelfSigned: true, isCertificateAuthority: true });
const issuing = aCertificate('Issuing CA', { issuer: 'CN=Root', isCertificateAuthority: true });
const alice = aCertificate('alice', { crlUrls: ['http://crl.example.com/ca.crl'] });

const answers = someAnswers(
  (each) =>
    (each.certificateImport = {
      ...each.certificateImport,
      authorities: [
        { file: 'root.cer', store: 'Root' },
        { file: 'issuing.cer', store: 'CA' },
      ],
    }),
);

function codes(chain: Omit<Chain, 'of'>, authorities = [[root], [issuing]], client = alice) {
  const facts = someFacts(answers, {
    authorities,
    clients: [{ id: 'alice', certificate: client }],
    chains: [{ of: client.thumbprint, ...chain }],
  });
  return trustCheckFindings(answers, facts)
    .filter(({ severity }) => severity !== 'information')
    .map(({ code }) => code);
}

const path = (...thumbprints: string[]) => ({ thumbprints, complete: true, problems: [] as string[] });
const toRoot = path(alice.thumbprint, issuing.thumbprint, root.thumbprint);

describe('findings of step 4', () => {
  it('are none when a sound path ends in a root for the store Root', () => {
    expect(codes({ paths: [toRoot], missing: [] })).toEqual([]);
  });

  it('say that the CA that issued the client is missing', () => {
    expect(codes({ paths: [], missing: [{ issuer: 'CN=Issuing CA' }] }, [[root], []])).toEqual([
      'trust-check.issuer-not-supplied',
    ]);
  });

  it('say that the root is not supplied when the path ends above the client', () => {
    expect(codes({ paths: [], missing: [{ issuer: 'CN=Root' }] }, [[], [issuing]])).toEqual([
      'trust-check.client-root-not-supplied',
    ]);
  });

  it('do not take a root that goes to the intermediate store for trusted', () => {
    expect(codes({ paths: [toRoot], missing: [] }, [[], [issuing, root]])).toEqual([
      'trust-check.client-root-not-supplied',
    ]);
  });

  it('name the problems of the only path', () => {
    expect(codes({ paths: [{ ...toRoot, problems: ['issuer-is-not-ca'] }], missing: [] })).toEqual([
      'trust-check.chain-problem',
    ]);
  });

  it('are content with one sound path among several', () => {
    expect(codes({ paths: [{ ...toRoot, problems: ['expired'] }, toRoot], missing: [] })).toEqual([]);
  });

  it('warn of a certificate in Root that is not self-signed', () => {
    expect(codes({ paths: [toRoot], missing: [] }, [[root, issuing], [issuing]])).toEqual([
      'trust-check.not-self-signed-in-root',
    ]);
  });

  it('are one for any number of clients with the same gap', () => {
    const clients = Array.from({ length: 1000 }, (_, index) => ({
      id: `client${index}`,
      certificate: aCertificate(`client${index}`),
    }));
    const chains = clients.map(({ certificate }) => ({
      of: certificate.thumbprint,
      paths: [],
      missing: [{ issuer: certificate.issuer }],
    }));
    const found = trustCheckFindings(answers, someFacts(answers, { clients, chains }));
    expect(found.filter(({ severity }) => severity === 'warning')).toHaveLength(1);
    expect(found[0]?.detail).toContain('995 more');
  });
});
