import { describe, expect, it } from 'vitest';
import { succeed } from '../../shared/api/reply.ts';
import type { Transport } from '../../shared/api/transport.ts';
import { newDraft } from '../../shared/wizard/draft.ts';
import { createWizardStore } from './wizard-store.ts';

/** Answers each call as it is told to, in any order; what nobody answers stays open. */
function transportByHand() {
  const asked: { name: string; answer: (value: unknown) => void }[] = [];
  const call = (_group: string, name: string) =>
    new Promise((resolve) => asked.push({ name, answer: (value) => resolve(succeed(value)) }));
  const answer = async (name: string, value: unknown) => {
    await expect.poll(() => asked.map((each) => each.name)).toContain(name);
    asked.find((each) => each.name === name)?.answer(value);
  };
  return { asked, answer, transport: { call } as unknown as Transport };
}

describe('a page that was asked for something before it knew what there is', () => {
  it('shows what was asked for, not what there was', async () => {
    const { asked, answer, transport } = transportByHand();
    const store = createWizardStore(transport);
    const loaded = store.getState().load(null);
    const practised = store.getState().practise();
    expect(asked.map(({ name }) => name)).toEqual(['host', 'document']);
    expect(store.getState().isOpening).toBe(true);

    await answer('document', { answers: null, revision: 0 });
    await answer('host', { recent: [] });
    await loaded;
    await answer('practice', { answers: newDraft('server-2022'), revision: 1 });
    await practised;
    expect(store.getState()).toMatchObject({ isOpening: false, draft: { present: newDraft('server-2022') } });
  });
});

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

describe('an evaluation', () => {
  it('that a newer one overtakes is over when the newer one is', async () => {
    const { asked, transport } = transportByHand();
    const store = createWizardStore(transport);
    const begun = store.getState().begin(newDraft('server-2022'));
    await expect.poll(() => asked.length).toBe(1);
    asked[0]?.answer({ answers: newDraft('server-2022'), revision: 1 });
    await begun;
    const earlier = store.getState().evaluateNow();
    const later = store.getState().evaluateNow();
    const [, , second, third] = asked;
    let isOver = false;
    void earlier.then(() => (isOver = true));
    second?.answer({ sites: ['old'] });
    await Promise.resolve();
    expect(isOver).toBe(false);
    third?.answer({ sites: ['new'] });
    await Promise.all([earlier, later]);
    expect(store.getState().evaluation).toEqual({ sites: ['new'] });
  });
});
