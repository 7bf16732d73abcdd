import type { Account } from '../steps/user-account/answers.ts';
import { accountKey } from '../steps/user-account/rules.ts';
import { accountKindOf, parseAccountName } from '../windows/account-name.ts';
import { uniqueIds } from './unique-id.ts';

/** An entry that gives an account to a visitor. */
export interface AccountUse {
  userName: string;
  /** Its password has to come at apply: the entry is to be enabled, and the file has none. */
  needsPassword: boolean;
}

/** The accounts of the answers, and the id of the one that a user name means. */
export interface AdoptedAccounts {
  accounts: Account[];
  idOf: (userName: string) => string | undefined;
}

/**
 * Returns each account that the entries name, once. Its stored password is kept unless one of its entries has none, or the
 * files go to another server: cipher text is bound to the machine (IIS team blog: CNG data encryption).
 */
export function adoptAccounts(
  uses: readonly AccountUse[],
  defaultLogonDomain: string,
  sameServer: boolean,
): AdoptedAccounts {
  const idFor = uniqueIds('account');
  const accounts = new Map<string, Account>();
  const keyOf = (userName: string) =>
    accountKey({ kind: accountKindOf(userName, defaultLogonDomain), userName }, { defaultLogonDomain }).toLowerCase();
  for (const { userName, needsPassword } of uses) {
    const key = keyOf(userName);
    const known = accounts.get(key);
    const password = needsPassword || !sameServer ? 'ask' : (known?.password ?? 'keep');
    accounts.set(key, {
      id: known?.id ?? idFor(parseAccountName(userName).name),
      kind: accountKindOf(userName, defaultLogonDomain),
      userName: known?.userName ?? userName,
      create: false,
      password,
      directoryAccess: [],
    });
  }
  return { accounts: [...accounts.values()], idOf: (userName) => accounts.get(keyOf(userName))?.id };
}
