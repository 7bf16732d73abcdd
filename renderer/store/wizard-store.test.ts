import { describe, expect, it } from 'vitest';
import type { Transport } from '../../shared/api/transport.ts';
import { createWizardStore } from './wizard-store.ts';

/** The core as far as it is asked here: a document, and evaluations that leave the plan out when they may. */
function someCore() {
  const asked: boolean[] = [];
  const answers = { version: 1, target: { windows: 'server-2022' }, sslRequire: { site: 'x' }, review: {} };
  const replies: Record<string, (input: { withPlan?: boolean }) => unknown> = {
    host: () => ({ recent: [] }),
    document: () => ({ answers, revision: 1, savedTo: null, isDirty: false, isPractice: false, files: [] }),
    evaluate: ({ withPlan = true }) => {
      asked.push(withPlan);
      return { isPlanLeftOut: !withPlan, plan: withPlan ? {} : null, problems: [], findings: [] };
    },
    keep: () => ({ revision: 2 }),
  };
  const call = (_: string, name: string, input: object) =>
    Promise.resolve({ ok: true, value: replies[name]?.(input) ?? {} });
  return { transport: { call } as unknown as Transport, asked };
}

describe('a plan that was left out', () => {
  it('is asked for when a screen shows it, and nothing older is shown meanwhile', async () => {
    const { transport, asked } = someCore();
    const store = createWizardStore(transport);
    await store.getState().load('mapping');
    await expect.poll(() => store.getState().evaluation?.isPlanLeftOut).toBe(true);
    for (const show of [() => store.getState().show('server'), () => store.getState().goTo('review.target')]) {
      show();
      expect(store.getState().evaluation).toBe(null);
      await expect.poll(() => store.getState().evaluation?.plan).toEqual({});
      store.getState().show(null);
      store.getState().goTo('mapping.oneToOne');
      expect(store.getState().evaluation?.plan).toEqual({});
      await store.getState().evaluateNow();
      expect(store.getState().evaluation?.plan).toBe(null);
    }
    expect(asked).toEqual([false, true, false, true, false]);
  });
});
