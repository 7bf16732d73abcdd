import { uniqueIds } from '../../../shared/adopt/unique-id.ts';
import { newAccount } from '../../../shared/steps/user-account/new-account.ts';
import type { Draft } from '../../../shared/wizard/draft.ts';
import type { JudgedRow } from '../../../shared/wizard/session-calls.ts';

type OneToOne = Draft['mapping']['oneToOne'][number];

/** Returns the draft with mappings of these clients to an account at the end. */
export function mapClients(draft: Draft, clients: readonly string[], account: string): Draft {
  return withOneToOne(draft, [
    ...draft.mapping.oneToOne,
    ...clients.map((client) => ({ client, account, enabled: true })),
  ]);
}

/** A row of a table that can become a mapping. */
export type TakenRow = Extract<JudgedRow, { taken: true }>;

/** Returns the draft with the rows as mappings at the end, and the certificates that it does not have yet as clients. */
export function takeOver(draft: Draft, rows: readonly TakenRow[]): Draft {
  const { certificateImport, mapping } = draft;
  const clients = rows.flatMap(({ client, certificate }) =>
    certificate === undefined ? [] : [{ id: client, certificate }],
  );
  const entries = rows.map(({ client, account, enabled }) => ({ client, account, enabled }));
  return {
    ...draft,
    certificateImport: { ...certificateImport, clients: [...certificateImport.clients, ...clients] },
    mapping: { ...mapping, oneToOne: [...mapping.oneToOne, ...entries] },
  };
}

/** Returns the draft with a new local account for each client that has no mapping yet, and the client mapped to it. */
export function mapToNewAccounts(draft: Draft, named: readonly { client: string; userName: string }[]): Draft {
  const { accounts } = draft.userAccount;
  const usual = newAccount(draft);
  const nextId = uniqueIds('account');
  for (const { id } of accounts) nextId(id);
  const left = new Set(unmappedClients(draft.certificateImport.clients, draft.mapping.oneToOne));
  const wanted = named.filter(({ client }) => left.has(client));
  const made = wanted.map(({ client, userName }) => ({
    client,
    account: { ...usual, id: nextId(userName), userName },
  }));
  return withOneToOne({ ...draft, userAccount: { accounts: [...accounts, ...made.map(({ account }) => account)] } }, [
    ...draft.mapping.oneToOne,
    ...made.map(({ client, account }) => ({ client, account: account.id, enabled: true })),
  ]);
}

/** Returns the draft with an account that exists already and whose password is handed over. */
export function withAskedPassword(draft: Draft, account: string): Draft {
  const accounts = draft.userAccount.accounts.map((each) =>
    each.id === account ? { ...each, password: 'ask' as const } : each,
  );
  return { ...draft, userAccount: { accounts } };
}

/** Returns the draft with one mapping changed. */
export function changeMapping(draft: Draft, index: number, change: Partial<OneToOne>): Draft {
  return withOneToOne(
    draft,
    draft.mapping.oneToOne.map((entry, position) => (position === index ? { ...entry, ...change } : entry)),
  );
}

/** Returns the draft without one mapping; of two of the same client the other one stays. */
export function removeMapping(draft: Draft, index: number): Draft {
  return withOneToOne(
    draft,
    draft.mapping.oneToOne.filter((_, position) => position !== index),
  );
}

/** Returns the clients that have no one-to-one mapping. */
export function unmappedClients(
  clients: Draft['certificateImport']['clients'],
  oneToOne: readonly OneToOne[],
): string[] {
  const mapped = new Set(oneToOne.map(({ client }) => client));
  return clients.flatMap(({ id }) => (mapped.has(id) ? [] : [id]));
}

function withOneToOne(draft: Draft, oneToOne: OneToOne[]): Draft {
  return { ...draft, mapping: { ...draft.mapping, oneToOne } };
}
