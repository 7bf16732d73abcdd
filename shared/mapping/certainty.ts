import type { Certainty } from '../api/finding.ts';

/** Returns the certainty of a conclusion that needs every one of the statements; of none, `documented`. */
export function weakest(...statements: readonly Certainty[]): Certainty {
  return statements.reduce((one, other) => (rank(one) > rank(other) ? one : other), 'documented');
}

/** Returns the certainty of a conclusion that follows from each of the statements alone; of none, `unverified`. */
export function strongest(...statements: readonly Certainty[]): Certainty {
  return statements.reduce((one, other) => (rank(one) < rank(other) ? one : other), 'unverified');
}

const ranks: Readonly<Record<Certainty, number>> = { documented: 0, inferred: 1, unverified: 2 };

function rank(certainty: Certainty): number {
  return ranks[certainty];
}
