import type { Draft } from '../../wizard/draft.ts';
import type { Account } from './answers.ts';

const usualName = 'certuser';

/** Returns a further account as most need it: local, created with a password made on the server, reading the site's folder. */
export function newAccount({ userAccount, sslRequire }: Draft): Account {
  const taken = new Set(userAccount.accounts.flatMap(({ id, userName }) => [id.toLowerCase(), userName.toLowerCase()]));
  let name = usualName;
  for (let number = 2; taken.has(name); number += 1) name = `${usualName}${number}`;
  const folder = sslRequire.physicalPath ?? '';
  return {
    id: name,
    kind: 'local',
    userName: name,
    create: true,
    password: 'generate',
    directoryAccess: folder === '' ? [] : [{ path: folder, rights: 'ReadAndExecute' }],
  };
}

/** Returns an account as it is after its kind was changed: only a local one can be created here. */
export function withKind(account: Account, kind: Account['kind']): Account {
  if (kind === account.kind) return account;
  return kind === 'domain'
    ? { ...account, kind, create: false, password: account.password === 'generate' ? 'ask' : account.password }
    : { ...account, kind, create: true, password: 'generate' };
}

/** Returns an account as it is after "create" was switched: a password is made only for an account that is created. */
export function withCreate(account: Account, create: boolean): Account {
  if (create) return { ...account, create, password: account.password === 'keep' ? 'generate' : account.password };
  return { ...account, create, password: account.password === 'generate' ? 'ask' : account.password };
}

/** Returns the answers without an account and without the mappings to it. */
export function withoutAccount(draft: Draft, index: number): Draft {
  const id = draft.userAccount.accounts[index]?.id;
  const others = ({ account }: { account?: string | undefined }) => account !== id;
  return {
    ...draft,
    userAccount: { accounts: draft.userAccount.accounts.filter((_, each) => each !== index) },
    mapping: {
      ...draft.mapping,
      oneToOne: draft.mapping.oneToOne.filter(others),
      manyToOne: draft.mapping.manyToOne.filter(others),
    },
  };
}

/** Returns the answers with the site's folder readable for every account that nobody gave access to anything. */
export function withSiteFolder(draft: Draft, folder: string, before: string | undefined): Draft {
  const follows = ({ directoryAccess }: Account) =>
    directoryAccess.length === 0 || (directoryAccess.length === 1 && directoryAccess[0]?.path === before);
  return {
    ...draft,
    userAccount: {
      accounts: draft.userAccount.accounts.map((account) => {
        if (!follows(account)) return account;
        const rights = account.directoryAccess[0]?.rights ?? 'ReadAndExecute';
        return { ...account, directoryAccess: folder === '' ? [] : [{ path: folder, rights }] };
      }),
    },
  };
}
