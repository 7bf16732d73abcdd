import type { Plan } from '../../plan/plan.ts';
import type { Draft } from '../../wizard/draft.ts';

/** What apply asks for on a real server: never what it makes there itself. */
export interface PasswordsNeeded {
  /** The server certificate comes with its private key, from a PFX. */
  pfx: boolean;
  /** Accounts whose password is given, each once, by their id in the answers. */
  accounts: { id: string; userName: string }[];
}

/** Returns the passwords without which a plan cannot be applied. */
export function passwordsNeeded({ changes }: Pick<Plan, 'changes'>): PasswordsNeeded {
  const accounts = new Map<string, string>();
  let pfx = false;
  for (const { after } of changes) {
    if ('privateKey' in after) pfx ||= after.present && after.privateKey;
    if (!('password' in after) || after.password !== 'ask' || !after.present) continue;
    if (after.account !== undefined) accounts.set(after.account, after.userName ?? after.account);
  }
  return { pfx, accounts: [...accounts].map(([id, userName]) => ({ id, userName })) };
}

/** Returns the accounts whose password would be written in clear and was not handed over yet (their ids are in `held`). */
export function passwordsForFile(
  { userAccount, mapping }: Draft,
  held: readonly string[],
): PasswordsNeeded['accounts'] {
  const used = new Set([...mapping.oneToOne, ...mapping.manyToOne].map(({ account }) => account));
  return userAccount.accounts
    .filter(({ id, password }) => password === 'ask' && used.has(id) && !held.includes(id))
    .map(({ id, userName }) => ({ id, userName }));
}
