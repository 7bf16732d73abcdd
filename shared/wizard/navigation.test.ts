import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepIds } from '../steps/step-id.ts';
import { atStart, navigate, navigationAt, type NavigationAction } from './navigation.ts';

const anAction: fc.Arbitrary<NavigationAction> = fc.oneof(
  fc.constant({ kind: 'start' } as const),
  fc.constant({ kind: 'next' } as const),
  fc.constant({ kind: 'back' } as const),
  fc.constantFrom(...stepIds).map((step) => ({ kind: 'open', step }) as const),
);

describe('navigation', () => {
  it('goes through every step and stays at the last', () => {
    let state = atStart;
    const seen = [...stepIds, 'once more'].map(() => {
      state = navigate(state, { kind: 'next' });
      return state.current;
    });
    expect(seen).toEqual([...stepIds, 'prove']);
  });

  it('goes back to the start screen and keeps what was visited', () => {
    const state = navigate(navigationAt('certificate-import'), { kind: 'back' });
    expect(state).toEqual({ current: 'ssl-require', visited: ['ssl-require', 'certificate-import'] });
    expect(navigate(state, { kind: 'back' })).toEqual({ current: 'start', visited: state.visited });
  });

  it('never forgets a visited step, and counts the current one among them', () => {
    fc.assert(
      fc.property(fc.array(anAction), (actions) => {
        let state = atStart;
        for (const action of actions) {
          const next = navigate(state, action);
          for (const step of state.visited) expect(next.visited).toContain(step);
          if (next.current !== 'start') expect(next.visited).toContain(next.current);
          state = next;
        }
      }),
    );
  });
});
