import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import type { Draft } from '../../wizard/draft.ts';
import { newAccount, withCreate, withKind, withoutAccount, withSiteFolder } from './new-account.ts';
import { userAccountFindings } from './rules.ts';

const errors = (draft: Draft) =>
  userAccountFindings(draft, someFacts(draft)).filter(({ severity }) => severity === 'error');
const accountOf = (draft: Draft) => {
  const [account] = draft.userAccount.accounts;
  if (!account) throw new Error('The fixture has an account');
  return account;
};
const withAccounts = (draft: Draft, ...accounts: Draft['userAccount']['accounts']): Draft => ({
  ...draft,
  userAccount: { accounts },
});

describe('a further account', () => {
  it('has a name of its own and no error', () => {
    const draft = someAnswers();
    const more = withAccounts(draft, accountOf(draft), newAccount(draft));
    const most = withAccounts(draft, ...more.userAccount.accounts, newAccount(more));
    expect(most.userAccount.accounts.map(({ id }) => id)).toEqual(['certuser', 'certuser2', 'certuser3']);
    expect(errors(most)).toEqual([]);
  });
});

describe('an account', () => {
  it('has no error of its own making after its kind or creation was changed', () => {
    const draft = someAnswers();
    const account = accountOf(draft);
    const domain = withKind({ ...account, userName: 'CONTOSO\\a' }, 'domain');
    expect(errors(withAccounts(draft, domain))).toEqual([]);
    expect(errors(withAccounts(draft, withKind({ ...domain, userName: 'a' }, 'local')))).toEqual([]);
    const existing = withCreate(account, false);
    expect(errors(withAccounts(draft, existing))).toEqual([]);
    expect(errors(withAccounts(draft, withCreate({ ...existing, password: 'keep' }, true)))).toEqual([]);
  });

  it('takes its mappings with it', () => {
    const after = withoutAccount(someAnswers(), 0);
    expect(after.userAccount.accounts).toEqual([]);
    expect(after.mapping.oneToOne).toEqual([]);
  });

  it('follows the folder of the site until somebody decides otherwise', () => {
    const draft = someAnswers();
    const path = (each: Draft) => accountOf(each).directoryAccess.map((access) => access.path);
    expect(path(withSiteFolder(draft, 'E:\\other', 'D:\\sites\\new'))).toEqual(['E:\\other']);
    expect(path(withSiteFolder(draft, 'E:\\other', 'D:\\elsewhere'))).toEqual(['D:\\sites\\new']);
  });
});
