import type { Certainty } from '../api/finding.ts';

/** What to say of a client that is blocked now, after the entry has been disabled. */
export const blockedText: { sentence: string; certainty: Certainty } = {
  sentence:
    'New connections no longer get the account from this entry. A connection that is open already may keep it until it ends: test with a new one. Many-to-one mappings and anonymous authentication are not changed by that.',
  certainty: 'unverified',
};
