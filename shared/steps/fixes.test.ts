import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../e2e/fixtures/certificates.ts';
import type { Facts } from '../wizard/facts.ts';
import { fixesOf } from './fixes.ts';
import { allFindings } from './registry.ts';

type Change = Parameters<typeof someAnswers>[0];

const root = aCertificate('Root', { isSelfSigned: true, isCertificateAuthority: true });
const issuing = aCertificate('Issuing CA', { isCertificateAuthority: true });

/** Each broken in one way, with the finding that every fix has to end. */
const broken: [string, Change, Partial<Facts>?][] = [
  ['ssl-require.certificate-ignored', (each) => (each.sslRequire.clientCertificate = 'ignore')],
  ['ssl-require.require-without-ssl', (each) => (each.sslRequire.requireSsl = false)],
  ['ssl-require.tls13-late-request', (each) => (each.sslRequire.binding = {})],
  ['ssl-require.tls13-not-known', (each) => delete each.sslRequire.binding],
  ['ssl-require.name-indication-without-host', (each) => (each.sslRequire.binding = { serverNameIndication: true })],
  ['ssl-require.path-twice', (each) => (each.sslRequire.paths = ['/a', '/A'])],
  ['ssl-require.path-below-whole-site', (each) => (each.sslRequire.paths = ['/', '/a'])],
  [
    'ssl-require.site-not-in-file',
    (each) => (each.sslRequire.site = 'nwe'),
    { sites: [{ name: 'new', physicalPath: null, bindings: [] }] },
  ],
  [
    'ssl-require.http2-late-request',
    (each) => {
      each.target.windows = 'server-2019';
      each.sslRequire.binding = {};
    },
  ],
  [
    'certificate-import.authority-store',
    (each) => (each.certificateImport = { authorities: [{ file: 'root.cer', store: 'CA' }] }),
    { authorities: [[root]] },
  ],
  [
    'trust-check.not-self-signed-in-root',
    (each) => (each.certificateImport = { authorities: [{ file: 'issuing.cer', store: 'Root' }] }),
    { authorities: [[issuing]] },
  ],
  ['user-account.create-domain-account', (each) => Object.assign(account(each), { kind: 'domain', userName: 'D\\a' })],
  ['user-account.generate-needs-create', (each) => Object.assign(account(each), { create: false })],
  ['user-account.keep-needs-existing', (each) => Object.assign(account(each), { password: 'keep' })],
  ['user-account.no-directory-access', (each) => Object.assign(account(each), { directoryAccess: [] })],
];

function account(answers: Parameters<NonNullable<Change>>[0]) {
  return answers.userAccount?.accounts?.[0] ?? {};
}

describe('a fix', () => {
  it.each(broken)('ends %s', (code, change, facts) => {
    const answers = someAnswers(change);
    const find = (each: typeof answers) => allFindings(each, someFacts(each, facts)).find((one) => one.code === code);
    const finding = find(answers);
    expect(finding).toBeDefined();
    const fixes = finding ? fixesOf(finding, answers) : [];
    expect(fixes.length).toBeGreaterThan(0);
    for (const fix of fixes) expect(find(fix.apply(answers))).toBeUndefined();
  });

  it('removes a client that is there twice, with its mapping', () => {
    const twice = [
      { id: 'alice', file: 'alice.cer' },
      { id: 'alice2', file: 'alice-again.cer' },
    ];
    const answers = someAnswers((each) => {
      each.certificateImport = { clients: twice };
      each.mapping = { oneToOne: twice.map(({ id }) => ({ client: id, account: 'certuser' })) };
    });
    const certificate = aCertificate('alice');
    const finding = allFindings(
      answers,
      someFacts(answers, { clients: twice.map(({ id }) => ({ id, certificate })) }),
    ).find(({ code }) => code === 'certificate-import.same-client-twice');
    const [fix] = finding ? fixesOf(finding, answers) : [];
    const after = fix?.apply(answers);
    expect(after?.certificateImport.clients.map(({ id }) => id)).toEqual(['alice']);
    expect(after?.mapping.oneToOne.map(({ client }) => client)).toEqual(['alice']);
  });
});
