import { uniqueIds } from '../../adopt/unique-id.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import type { Answers } from '../../wizard/answers.ts';

/** A certificate to be mapped to an account. `client` is null for one that the answers do not have yet. */
export interface NewMapping {
  certificate: Certificate;
  client: string | null;
  account: string;
  enabled?: boolean;
}

type OneToOne = Answers['mapping']['oneToOne'][number];

/**
 * Returns the answers with the mappings added at the end. A certificate that is no client yet becomes one, inline and with
 * an id made from its name; whoever is mapped already stays as it is.
 */
export function addOneToOne(answers: Answers, mappings: readonly NewMapping[]): Answers {
  const { clients } = answers.certificateImport;
  const nextId = uniqueIds('client');
  for (const { id } of clients) nextId(id);
  const mapped = new Set(answers.mapping.oneToOne.map(({ client }) => client));
  const newClients: Answers['certificateImport']['clients'] = [];
  const entries: OneToOne[] = [];
  for (const { certificate, client, account, enabled = true } of mappings) {
    const id = client ?? nextId(commonNameOf(certificate));
    if (mapped.has(id)) continue;
    mapped.add(id);
    if (client === null) newClients.push({ id, certificate: certificate.singleLineBase64 });
    entries.push({ client: id, account, enabled });
  }
  return {
    ...answers,
    certificateImport: { ...answers.certificateImport, clients: [...clients, ...newClients] },
    mapping: { ...answers.mapping, oneToOne: [...answers.mapping.oneToOne, ...entries] },
  };
}

function commonNameOf({ subject, subjectRdns }: Certificate): string {
  return subjectRdns.flat().findLast(({ type }) => type === 'CN')?.value ?? subject;
}

/** Returns the answers with the mappings of these clients on or off; the rest is the same object. */
export function setEnabled(answers: Answers, clients: ReadonlySet<string>, enabled: boolean): Answers {
  return changeOneToOne(answers, clients, (entry) => ({ ...entry, enabled }));
}

/** Returns the answers with the mappings of these clients on another account. */
export function changeAccount(answers: Answers, clients: ReadonlySet<string>, account: string): Answers {
  return changeOneToOne(answers, clients, (entry) => ({ ...entry, account }));
}

/** Returns the answers without the mappings of these clients; the clients stay. */
export function removeOneToOne(answers: Answers, clients: ReadonlySet<string>): Answers {
  const oneToOne = answers.mapping.oneToOne.filter(({ client }) => !clients.has(client));
  return { ...answers, mapping: { ...answers.mapping, oneToOne } };
}

/**
 * Returns the answers with a renewed certificate in the place of the old one: the same account, the same position. With
 * `keepOld` both are mapped, for as long as the visitor may still show the old one.
 */
export function replaceClient(answers: Answers, old: string, by: string, keepOld: boolean): Answers {
  const oneToOne = answers.mapping.oneToOne
    .filter(({ client }) => client !== by)
    .flatMap((entry) => {
      if (entry.client !== old) return [entry];
      return keepOld ? [entry, { ...entry, client: by }] : [{ ...entry, client: by }];
    });
  return { ...answers, mapping: { ...answers.mapping, oneToOne } };
}

function changeOneToOne(
  answers: Answers,
  clients: ReadonlySet<string>,
  change: (entry: OneToOne) => OneToOne,
): Answers {
  const oneToOne = answers.mapping.oneToOne.map((entry) => (clients.has(entry.client) ? change(entry) : entry));
  return { ...answers, mapping: { ...answers.mapping, oneToOne } };
}

/** The mappings that log on as one account: a new password goes into all of them. */
export interface AccountUse {
  oneToOne: number;
  manyToOne: number;
}

/** Returns how many mappings use each account, by its id; an account that none uses has zeros. */
export function accountUses({ userAccount, mapping }: Answers): Map<string, AccountUse> {
  const uses = new Map(userAccount.accounts.map(({ id }) => [id, { oneToOne: 0, manyToOne: 0 }]));
  const count = (account: string | undefined, kind: keyof AccountUse) => {
    const use = account === undefined ? undefined : uses.get(account);
    if (use) use[kind] += 1;
  };
  for (const { account } of mapping.oneToOne) count(account, 'oneToOne');
  for (const { account } of mapping.manyToOne) count(account, 'manyToOne');
  return uses;
}
