import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../e2e/fixtures/certificates.ts';
import { makePlan } from './make-plan.ts';
import { planSchema } from './plan.ts';
import { printPlan, withDigest } from './print-plan.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const root = aCertificate('Root', { isSelfSigned: true, isCertificateAuthority: true });
const issuing = aCertificate('Issuing', { isCertificateAuthority: true });

function fullAnswers() {
  const answers = someAnswers((each) => {
    each.certificateImport = {
      server: { file: 'server.pfx' },
      authorities: [
        { file: 'root.cer', store: 'Root' },
        { file: 'issuing.cer', store: 'CA' },
      ],
      clients: [{ id: 'alice', file: 'alice.cer' }],
    };
    each.sslRequire.paths = ['/', '/admin'];
    each.mapping = {
      ...each.mapping,
      manyToOne: [
        {
          name: 'Staff',
          account: 'certuser',
          rules: [{ certificateField: 'Issuer', certificateSubField: 'CN', matchCriteria: 'CA' }],
        },
      ],
    };
  });
  const server = { certificate: aCertificate('server'), others: [] };
  return { answers, facts: someFacts(answers, { server, authorities: [[root], [issuing]] }) };
}

describe('the plan', () => {
  it('stands in the order of execution', () => {
    const { answers, facts } = fullAnswers();
    expect(makePlan(answers, facts, []).changes.map(({ id }) => id)).toEqual([
      'feature',
      `intermediate-${issuing.thumbprint.slice(0, 8)}`,
      `root-${root.thumbprint.slice(0, 8)}`,
      expect.stringMatching(/^server-certificate-/),
      'account-certuser',
      'logon-right-certuser',
      'directory-access-certuser-1',
      'binding',
      'http-sys-record',
      'one-to-one-alice',
      'many-to-one-1',
      'mapping-section',
      'anonymous',
      'anonymous-path-2',
      'ssl-flags',
      'ssl-flags-path-2',
    ]);
  });

  it('unlocks the three sections for the one site when the target is web.config', () => {
    const { answers, facts } = fullAnswers();
    const changes = makePlan({ ...answers, review: { ...answers.review, target: 'web.config' } }, facts, []).changes;
    const unlocks = changes.filter(({ resource }) => resource === 'section-lock');
    expect(unlocks.map(({ after }) => after)).toMatchObject([
      { site: 'new', section: 'system.webServer/security/access' },
      { site: 'new', section: 'system.webServer/security/authentication/anonymousAuthentication' },
      { site: 'new', section: 'system.webServer/security/authentication/iisClientCertificateMappingAuthentication' },
    ]);
    const ids = changes.map(({ id }) => id);
    expect(ids.indexOf('unlock-access')).toBeLessThan(ids.indexOf('one-to-one-alice'));
  });

  it('has no state before where no file tells it', () => {
    const { answers, facts } = fullAnswers();
    expect(makePlan(answers, facts, []).changes.every(({ before }) => before === null)).toBe(true);
  });

  it('carries the state of the given files and what is changed in it', () => {
    const { answers, facts } = fullAnswers();
    const alice = facts.clients[0]?.certificate.singleLineBase64 ?? '';
    const broken = `${alice.slice(0, 4)}\n${alice.slice(4)}`;
    const site = {
      name: 'NEW',
      physicalPath: 'D:\\sites\\new',
      bindings: [{ protocol: 'https', bindingInformation: '*:443:New.example.com', sslFlags: 1 | 8 }],
      paths: [
        { path: '/', sslFlags: ['Ssl'] as const, anonymousEnabled: true },
        { path: '/admin', sslFlags: [], anonymousEnabled: true },
      ],
      mapping: {
        enabled: false,
        oneToOneEnabled: true,
        manyToOneEnabled: true,
        logonMethod: 'ClearText' as const,
        defaultLogonDomain: '',
        oneToOne: [{ certificate: broken, userName: 'old', enabled: true, password: 'encrypted' as const }],
        manyToOne: [],
      },
      locks: [],
      moduleInstalled: false,
    };
    const plan = makePlan(answers, { ...facts, site, sites: [site] }, []);
    const byId = (id: string) => plan.changes.find((each) => each.id === id);
    expect(plan.target.site).toBe('NEW');
    expect(byId('feature')?.before).toMatchObject({ present: false });
    expect(byId('binding')).toMatchObject({
      before: { present: true, sslFlags: 9 },
      after: { bindingInformation: '*:443:New.example.com', sslFlags: 9 },
    });
    expect(byId('ssl-flags')).toMatchObject({ before: { sslFlags: ['Ssl'] } });
    expect(byId('one-to-one-alice')).toMatchObject({
      title: expect.stringMatching(/^Map the certificate of "alice", \S+ to certuser$/) as string,
      before: { certificate: broken, userName: 'old', password: 'keep', present: true },
      after: { userName: 'certuser', password: 'generate' },
    });
    expect(byId('many-to-one-1')?.before).toMatchObject({ present: false });
  });

  it('fits its own schema, and its digest is that of its bytes with the digest blanked', () => {
    const { answers, facts } = fullAnswers();
    const plan = withDigest(makePlan(answers, facts, []), sha256);
    expect(planSchema.parse(plan)).toEqual(plan);
    const text = printPlan(plan);
    expect(text.split(plan.digest)).toHaveLength(2);
    expect(sha256(Buffer.from(text.replace(plan.digest, '0'.repeat(64))))).toBe(plan.digest);
    expect(printPlan(planSchema.parse(JSON.parse(text)))).toBe(text);
  });

  it('gives every change an id of its own, whatever the clients are called', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 20 }), (ids) => {
        const answers = someAnswers((each) => {
          each.certificateImport = { clients: ids.map((each) => ({ id: each, file: `${each}.cer` })) };
          each.mapping = { oneToOne: ids.map((client) => ({ client, account: 'certuser' })) };
        });
        const changes = makePlan(answers, someFacts(answers), []).changes;
        expect(new Set(changes.map((each) => each.id.toLowerCase())).size).toBe(changes.length);
        expect(changes.every((each) => /^[A-Za-z0-9._-]+$/.test(each.id))).toBe(true);
      }),
    );
  });
});
