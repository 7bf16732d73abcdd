import type { Draft } from '../../../shared/wizard/draft.ts';

type OneToOne = Draft['mapping']['oneToOne'][number];

/** Returns the draft with mappings of these clients to an account at the end. */
export function mapClients(draft: Draft, clients: readonly string[], account: string): Draft {
  return withOneToOne(draft, [
    ...draft.mapping.oneToOne,
    ...clients.map((client) => ({ client, account, enabled: true })),
  ]);
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
