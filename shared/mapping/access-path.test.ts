import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../e2e/fixtures/certificates.ts';
import type { Certificate, Chain } from '../certificates/certificate.ts';
import { plannedSection } from '../plan/planned-section.ts';
import { accessPath, type AccessAnswer, type AccessStation } from './access-path.ts';
import { prepareSection } from './prepare-section.ts';
import { base64 } from './testing/sections.ts';

type Change = NonNullable<Parameters<typeof someAnswers>[0]>;

interface Case {
  change?: Change;
  certificate?: Partial<Certificate>;
  chain?: Partial<Chain['paths'][number]> | 'missing';
}

const root = aCertificate('root', { isSelfSigned: true, isCertificateAuthority: true, subject: 'CN=Root' });

function way({ change = () => undefined, certificate: facts = {}, chain = {} }: Case) {
  const answers = someAnswers((each) => {
    each.certificateImport = { ...each.certificateImport, authorities: [{ file: 'root.cer', store: 'Root' }] };
    change(each);
  });
  // Bytes of a certificate's shape, so that the entry is no damaged one.
  const certificate = aCertificate('alice', { singleLineBase64: base64(1), ...facts });
  const path = { thumbprints: [certificate.thumbprint, root.thumbprint], complete: true, problems: [] };
  const chains: Chain[] =
    chain === 'missing'
      ? [
          {
            of: certificate.thumbprint,
            paths: [{ ...path, complete: false }],
            missing: [{ issuer: certificate.issuer }],
          },
        ]
      : [{ of: certificate.thumbprint, paths: [{ ...path, ...chain }], missing: [] }];
  const all = someFacts(answers, { clients: [{ id: 'alice', certificate }], authorities: [[root]], chains });
  const prepared = prepareSection({ ...plannedSection(answers, all) });
  return accessPath(certificate, { answers, facts: all, prepared });
}

function station(name: AccessStation, given: Case): AccessAnswer {
  const found = way(given).answers.find((answer) => answer.station === name);
  if (!found) throw new Error(name);
  return found;
}

const unmap: Change = (each) => {
  each.mapping = { ...each.mapping, oneToOne: [], manyToOne: [{ name: 'none', permissionMode: 'Deny', rules: [{ certificateField: 'Subject', certificateSubField: 'CN', matchCriteria: 'nobody' }] }] }; // prettier-ignore
};
const binding =
  (windows: 'server-2019' | 'server-2022' | 'server-2025', settings: { disableHttp2?: boolean }): Change =>
  (each) => {
    each.target.windows = windows;
    each.sslRequire.binding = settings;
  };

describe('the way from handshake to file', () => {
  it('has no stop that is known where everything is prepared, and says what it does not know', () => {
    const path = way({});
    expect(path.stopsAt).toBeNull();
    expect(path.answers.map(({ station: name, state }) => [name, state])).toEqual([
      ['asked', 'yes'],
      ['sent', 'not-known'],
      ['trusted', 'not-known'],
      ['mapped', 'yes'],
      ['logged-on', 'not-known'],
      ['folder', 'yes'],
    ]);
  });

  it.each<[AccessStation, string, Case, string, string | undefined]>([
    ['asked', 'ignore', { change: (each) => (each.sslRequire.clientCertificate = 'ignore') }, 'no', '401.2'],
    ['asked', 'late under TLS 1.3 of 2022', { change: binding('server-2022', {}) }, 'no', undefined],
    ['asked', 'late under TLS 1.3 of 2025', { change: binding('server-2025', {}) }, 'no', '500.0'],
    ['asked', 'late over HTTP/2', { change: binding('server-2019', {}) }, 'not-known', undefined],
    ['asked', 'late without HTTP/2', { change: binding('server-2019', { disableHttp2: true }) }, 'yes', undefined],
    ['sent', 'a server certificate', { certificate: { extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'] } }, 'no', '403.7'],
    ['sent', 'a key that may not sign', { certificate: { keyUsage: ['keyEncipherment'] } }, 'no', '403.7'],
    ['trusted', 'an expired one', { certificate: { notAfter: '2026-05-01T00:00:00Z' } }, 'no', '403.17'],
    ['trusted', 'a bad signature', { chain: { problems: ['signature'] } }, 'no', '403.16'],
    ['trusted', 'a missing issuer', { chain: 'missing' }, 'not-known', '403.16'],
    ['mapped', 'nobody', { change: unmap }, 'no', '401.2'],
    ['folder', 'no grant', { change: (each) => delete each.userAccount?.accounts?.[0]?.directoryAccess }, 'not-known', '401.3'], // prettier-ignore
  ])('%s: %s', (name, _, given, state, status) => {
    const answer = station(name, given);
    expect([answer.state, answer.status]).toEqual([state, status]);
    expect(way(given).stopsAt).toBe(state === 'no' ? name : null);
  });

  it('stops at a Deny with 403.12', () => {
    const path = way({
      change: (each) => {
        each.mapping = { ...each.mapping, oneToOne: [], manyToOne: [{ name: 'all', permissionMode: 'Deny' }] };
      },
    });
    expect(path.stopsAt).toBe('mapped');
    expect(path.answers[3]).toMatchObject({ status: '403.12', certainty: 'inferred' });
  });

  it('goes on as anonymous when nobody is mapped and anonymous authentication stays on', () => {
    const path = way({
      change: (each) => {
        unmap(each);
        each.mapping = { ...each.mapping, disableAnonymous: false };
      },
    });
    expect([path.stopsAt, path.isAnonymous]).toEqual([null, true]);
  });

  it('stops at the logon of an account whose password nobody has', () => {
    const change: Change = (each) => {
      each.userAccount = { accounts: [{ id: 'certuser', kind: 'domain', userName: 'CORP\\web$', password: 'ask' }] };
    };
    expect(way({ change }).stopsAt).toBe('logged-on');
  });

  it('names the right that the logon method needs', () => {
    const change: Change = (each) => (each.mapping = { ...each.mapping, logonMethod: 'Batch' });
    expect(station('logged-on', { change }).reason).toContain('SeBatchLogonRight');
  });
});
