import type { ControlState } from './trust-findings.ts';

/** Evidence beyond this is counted, not listed: a Root store has some hundred certificates, a page not. */
export const mostEvidence = 50;

/** Returns the worse of several states: one failure decides, then one that is not known. */
export function worst(states: readonly ControlState[]): ControlState {
  if (states.includes('fail')) return 'fail';
  return states.includes('not-known') || states.length === 0 ? 'not-known' : 'pass';
}
