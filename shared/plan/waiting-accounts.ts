import type { Change, Plan } from './plan.ts';

type Mapping = Extract<Change, { resource: 'one-to-one-mapping' | 'many-to-one-mapping' }>;

/**
 * Returns the user names whose entries are written disabled, each once: their password is in no file, and an entry without
 * one would log on with a blank one.
 */
export function waitingAccounts({ changes }: Pick<Plan, 'changes'>): string[] {
  const names = changes.flatMap((change) => (isWaiting(change) ? [change.after.userName ?? ''] : []));
  return [...new Set(names)];
}

function isWaiting(change: Change): change is Mapping {
  if (change.resource !== 'one-to-one-mapping' && change.resource !== 'many-to-one-mapping') return false;
  const { before, after } = change;
  if (!after.present || !after.enabled || (after.userName ?? '') === '') return false;
  const isStored = after.password === 'keep' && before !== null && 'password' in before && before.password === 'keep';
  return after.password !== 'in-file' && !isStored;
}
