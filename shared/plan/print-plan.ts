import type { Plan } from './plan.ts';

/** The digits that stand in for the digest while it is computed. */
export const noDigest = '0'.repeat(64);

/** Returns the text of plan.json. */
export function printPlan(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}

/**
 * Returns the plan with its digest: the SHA-256, as 64 lower-case hex digits, of plan.json's bytes with the digest's own
 * digits set to 0.
 */
export function withDigest(plan: Plan, sha256: (bytes: Uint8Array) => string): Plan {
  const blank = { ...plan, digest: noDigest };
  return { ...plan, digest: sha256(new TextEncoder().encode(printPlan(blank))) };
}
