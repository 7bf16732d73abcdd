import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../e2e/fixtures/certificates.ts';
import { makePlan } from '../plan/make-plan.ts';
import { plannedSection } from '../plan/planned-section.ts';
import { userAccountFindings } from '../steps/user-account/rules.ts';
import { accessPath } from './access-path.ts';
import { logonMethods, type LogonMethod } from './mapping-section.ts';
import { prepareSection } from './prepare-section.ts';
import { simulate } from './simulate.ts';
import { base64, one, section, visitor } from './testing/sections.ts';

type AccountInput = { kind: 'local' | 'domain'; userName: string };

function answersFor(account: AccountInput, logonMethod: LogonMethod = 'Network', defaultLogonDomain = '') {
  return someAnswers((each) => {
    each.userAccount = { accounts: [{ id: 'a', create: false, password: 'ask', ...account }] };
    each.mapping = { logonMethod, defaultLogonDomain, oneToOne: [{ client: 'alice', account: 'a' }] };
  });
}

describe('a logon method', () => {
  const rights: Record<LogonMethod, [right: string, certainty: string]> = {
    Interactive: ['SeInteractiveLogonRight', 'documented'],
    Batch: ['SeBatchLogonRight', 'documented'],
    Network: ['SeNetworkLogonRight', 'documented'],
    ClearText: ['SeNetworkLogonRight', 'inferred'],
  };
  const accounts: AccountInput[] = [
    { kind: 'local', userName: 'certuser' },
    { kind: 'domain', userName: 'CORP\\alice' },
  ];
  it.each(logonMethods.flatMap((method) => accounts.map((account) => [method, account] as const)))(
    '%s needs its right, which the plan grants (%o)',
    (method, account) => {
      const answers = answersFor(account, method);
      const certificate = aCertificate('alice', { singleLineBase64: base64(1) });
      const facts = someFacts(answers, { clients: [{ id: 'alice', certificate }] });
      const granted = makePlan(answers, facts, []).changes.filter(({ resource }) => resource === 'logon-right');
      const [right, certainty] = rights[method];
      expect(granted.map(({ after }) => after)).toEqual([
        { account: 'a', userName: account.userName, right, granted: true },
      ]);
      const prepared = prepareSection(plannedSection(answers, facts));
      expect(prepared.section.logonMethod).toBe(method);
      const { answers: stations } = accessPath(certificate, { answers, facts, prepared });
      const logon = stations.find(({ station }) => station === 'logged-on');
      expect(logon).toMatchObject({ certainty, reason: expect.stringContaining(right) as string });
    },
  );

  it('asks for no right where no mapping uses the account', () => {
    const answers = answersFor({ kind: 'local', userName: 'certuser' });
    const unused = { ...answers, mapping: { ...answers.mapping, oneToOne: [] } };
    const resources = makePlan(unused, someFacts(unused), []).changes.map(({ resource }) => resource);
    expect(resources).not.toContain('logon-right');
  });
});

describe('the name of an account', () => {
  const managed = 'user-account.managed-account inferred';
  const unknownForm = 'user-account.user-principal-name unverified';
  const missing = 'user-account.domain-missing documented';
  /** As an answer of that kind, without and with the default domain CORP; as an entry of a configuration, without and with it. */
  it.each<[string, AccountInput['kind'], string[], string[], string[], string[]]>([
    ['certuser', 'local', [], [], [], []],
    ['.\\certuser', 'local', [], [], [], []],
    ['WEB01\\certuser', 'local', [], [], [], []],
    ['cert$', 'local', [], [], [], [managed]],
    ['alice', 'domain', [missing], [], [], []],
    ['CORP\\alice', 'domain', [], [], [], []],
    ['alice@corp.example', 'domain', [unknownForm], [unknownForm], [unknownForm], [unknownForm]],
    ['CORP\\gmsa-web$', 'domain', [managed], [managed], [managed], [managed]],
    ['gmsa-web$@corp.example', 'domain', [managed], [managed], [managed], [managed]],
    ['smsa$', 'domain', [managed], [managed], [], [managed]],
    ['IIS AppPool\\x', 'local', [managed], [managed], [managed], [managed]],
    ['NT SERVICE\\x', 'local', [managed], [managed], [managed], [managed]],
    ['NT AUTHORITY\\SYSTEM', 'local', [managed], [managed], [managed], [managed]],
    ['nt authority\\network service', 'domain', [managed], [managed], [managed], [managed]],
    ['SYSTEM', 'local', [managed], [managed], [managed], [managed]],
    ['LocalService', 'local', [managed], [managed], [managed], [managed]],
    ['IUSR', 'local', [managed], [managed], [managed], [managed]],
    ['BUILTIN\\Users', 'local', [managed], [managed], [managed], [managed]],
  ])('%s (%s) is judged alike everywhere', (userName, kind, ...expected) => {
    const told = (found: readonly { code: string; certainty: string; severity: string }[]) =>
      found.filter(({ severity }) => severity !== 'information').map(({ code, certainty }) => `${code} ${certainty}`);
    const judged = ['', 'CORP'].map((domain) => {
      const answers = answersFor({ kind, userName }, 'Network', domain);
      return told(userAccountFindings(answers, someFacts(answers)));
    });
    const simulated = ['', 'CORP'].map((defaultLogonDomain) => {
      const prepared = prepareSection(section({ defaultLogonDomain, oneToOne: [one(1, userName)] }));
      return told(simulate(prepared, visitor('CN=Alice'), 'alice.cer').findings);
    });
    expect([...judged, ...simulated]).toEqual(expected);
  });

  it('of the form name@domain makes the logon unverified', () => {
    const answers = answersFor({ kind: 'domain', userName: 'alice@corp.example' });
    const certificate = aCertificate('alice', { singleLineBase64: base64(1) });
    const facts = someFacts(answers, { clients: [{ id: 'alice', certificate }] });
    const path = accessPath(certificate, { answers, facts, prepared: prepareSection(plannedSection(answers, facts)) });
    expect(path.answers.find(({ station }) => station === 'logged-on')).toMatchObject({
      state: 'not-known',
      certainty: 'unverified',
    });
  });

  it.each(['CORP\\gmsa-web$', 'NT SERVICE\\x', 'IIS APPPOOL\\x'])('%s in an entry stops the visitor', (userName) => {
    const answers = answersFor({ kind: 'local', userName: 'certuser' });
    const certificate = aCertificate('alice', { singleLineBase64: base64(1) });
    const facts = someFacts(answers, { clients: [{ id: 'alice', certificate }] });
    const prepared = prepareSection(section({ oneToOne: [one(1, userName)] }));
    const path = accessPath(certificate, { answers, facts, prepared });
    expect(path.stopsAt).toBe('logged-on');
  });
});
