import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import { userAccountFindings } from './rules.ts';

type Change = NonNullable<Parameters<typeof someAnswers>[0]>;
type AccountInput = NonNullable<NonNullable<Parameters<Change>[0]['userAccount']>['accounts']>[number];

function findings(account: Partial<AccountInput>, change: Change = () => undefined) {
  const answers = someAnswers((each) => {
    Object.assign(each.userAccount?.accounts?.[0] ?? {}, account);
    change(each);
  });
  return userAccountFindings(answers, someFacts(answers));
}

const errors = (found: ReturnType<typeof findings>) =>
  found.filter(({ severity }) => severity === 'error').map(({ code }) => code);

describe('findings of step 3', () => {
  it('are none for a local account with a generated password', () => {
    expect(findings({})).toEqual([]);
  });

  it.each([
    ['more than 20 characters', 'a'.repeat(21)],
    ['a slash', 'a/b'],
    ['a quote', 'a"b'],
    ['a comma', 'a,b'],
    ['nothing but dots', '...'],
    ['a final dot', 'certuser.'],
    ['a control character', 'cert\u0007user'],
    ['a line feed', 'certuser\n'],
    ['a trailing blank', 'certuser '],
    ['an at sign', 'cert@user'],
  ])('refuse a local name with %s', (_, userName) => {
    expect(errors(findings({ userName }))).toEqual(['user-account.local-name']);
  });

  it.each(['certuser', 'Jörg Müller', 'a'.repeat(20), '$(calc)', "o'neill", '.\\certuser', 'WEB01\\certuser'])(
    'take the local name %s',
    (userName) => {
      expect(errors(findings({ userName }))).toEqual([]);
    },
  );

  it.each([
    [{ userName: 'OTHER\\certuser' }, 'user-account.local-name-of-other-computer'],
    [{ userName: 'web01' }, 'user-account.name-of-computer'],
    [{ kind: 'domain', userName: 'x', create: false, password: 'ask' }, 'user-account.domain-missing'],
    [{ kind: 'domain', userName: 'D\\x', create: true, password: 'ask' }, 'user-account.create-domain-account'],
    [{ kind: 'domain', userName: 'D\\gmsa$', create: false, password: 'ask' }, 'user-account.managed-account'],
    [{ userName: 'IIS APPPOOL\\new', create: false, password: 'ask' }, 'user-account.managed-account'],
    [{ userName: 'IUSR', create: false, password: 'ask' }, 'user-account.managed-account'],
    [
      { kind: 'domain', userName: 'NT AUTHORITY\\SYSTEM', create: false, password: 'ask' },
      'user-account.managed-account',
    ],
    [{ kind: 'domain', userName: 'D\\', create: false, password: 'ask' }, 'user-account.domain-name'],
    [{ kind: 'domain', userName: 'D\\x', create: false, password: 'generate' }, 'user-account.generate-needs-create'],
    [{ create: false }, 'user-account.generate-needs-create'],
    [{ password: 'keep' }, 'user-account.keep-needs-existing'],
    [{ directoryAccess: [{ path: '\\\\nas\\share', rights: 'Read' }] }, 'user-account.directory-not-local'],
    [{ directoryAccess: [{ path: 'sites', rights: 'Read' }] }, 'user-account.directory-not-local'],
  ] satisfies [Partial<AccountInput>, string][])('name %o as %s', (account, code) => {
    expect(errors(findings(account))).toEqual([code]);
  });

  it('let a default domain complete a bare name', () => {
    const found = findings({ kind: 'domain', userName: 'x', create: false, password: 'ask' }, (answers) =>
      Object.assign(answers.mapping ?? {}, { defaultLogonDomain: 'CONTOSO' }),
    );
    expect(errors(found)).toEqual([]);
  });

  it.each([
    ['certuser', 'CERTUSER'],
    ['certuser', '.\\certuser'],
    ['certuser', 'web01\\Certuser'],
  ])('see that %s and %s are one account', (first, second) => {
    const found = findings({ userName: first }, (answers) =>
      answers.userAccount?.accounts?.push({ id: 'b', kind: 'local', userName: second, password: 'ask' }),
    );
    expect(errors(found)).toEqual(['user-account.name-twice']);
  });

  it('leave the length of a domain name to the domain', () => {
    const userName = `CONTOSO\\${'a'.repeat(64)}`;
    expect(errors(findings({ kind: 'domain', userName, create: false, password: 'ask' }))).toEqual([]);
  });

  it('mark a user principal name as not known to work', () => {
    const found = findings({ kind: 'domain', userName: 'x@contoso.com', create: false, password: 'ask' });
    expect(found).toContainEqual(
      expect.objectContaining({ code: 'user-account.user-principal-name', certainty: 'unverified' }),
    );
  });
});
