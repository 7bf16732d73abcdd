import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../../e2e/fixtures/certificates.ts';
import type { Reply } from '../../../shared/api/reply.ts';
import { makePlan } from '../../../shared/plan/make-plan.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { ConfigurationTarget } from '../../../shared/steps/review/answers.ts';
import { journalFile } from '../../platform/files/journal-file.ts';
import { PracticeServer } from '../../platform/simulated/practice-server.ts';
import type { Fault } from '../ports/server.ts';
import { applyPlan } from './apply-plan.ts';
import { Journal } from './journal.ts';
import { rollBack } from './roll-back.ts';
import { verifyPlan } from './verify-plan.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-'));
});
afterEach(() => rm(folder, { recursive: true }));

const context = { signal: new AbortController().signal, onProgress: () => undefined };

function planFor(target: ConfigurationTarget, binding = true): Plan {
  const answers = someAnswers((each) => {
    each.review.target = target;
    if (!binding) delete each.sslRequire.binding;
    each.certificateImport = { server: { file: 's.pfx' }, clients: [{ id: 'alice', file: 'a.cer' }] };
  });
  const server = { certificate: aCertificate('server'), others: [] };
  return makePlan(answers, someFacts(answers, { server }), []);
}

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`${reply.problem.code}: ${reply.problem.detail}`);
  return reply.value;
}

const statePath = () => join(folder, 'server.json');
const stateText = () => readFile(statePath(), 'utf8');
const journal = async () => value(await Journal.open(journalFile(`${statePath()}.journal`), false));

async function apply(plan: Plan, fault: Fault | null = null) {
  const server = value(await PracticeServer.open(statePath(), plan, fault));
  return applyPlan(plan, server, await journal(), new Map(), '2026-01-01T00:00:00Z', context);
}

async function verify(plan: Plan): Promise<string[]> {
  const { steps } = await verifyPlan(plan, value(await PracticeServer.open(statePath(), plan)));
  return [...new Set(steps.map(({ state }) => state))];
}

async function undo() {
  return rollBack(await journal(), value(await PracticeServer.open(statePath(), null)));
}

describe.each(['applicationHost.config', 'web.config'] as const)('applying a plan for %s', (target) => {
  const plan = planFor(target);

  it('makes every change once, and is then as planned', async () => {
    const first = value(await apply(plan));
    expect(new Set(first.steps.map(({ state }) => state))).toEqual(new Set(['changed']));
    expect(await verify(plan)).toEqual(['as-planned']);
    const after = await stateText();
    const second = value(await apply(plan));
    expect(new Set(second.steps.map(({ state }) => state))).toEqual(new Set(['unchanged']));
    expect(await stateText()).toBe(after);
  });

  it('goes back to the bytes before', async () => {
    await PracticeServer.open(statePath(), plan);
    const before = await stateText();
    await apply(plan);
    expect(await stateText()).not.toBe(before);
    expect(new Set((await undo()).map(({ state }) => state))).toEqual(new Set(['undone']));
    expect(await stateText()).toBe(before);
    expect(await verify(plan)).toContain('different');
    expect(await undo()).toEqual([]);
  });
});

describe('a fault', () => {
  const plan = planFor('web.config');

  it.each(plan.changes.map(({ id }) => id))(
    'at %s stops there; run again it goes on, and still finds back to the start',
    async (id) => {
      await PracticeServer.open(statePath(), plan);
      const before = await stateText();
      const stopped = value(await apply(plan, { change: id, kind: 'fail' }));
      expect(stopped.problem?.code).toBe('practice.fault');
      const index = plan.changes.findIndex((change) => change.id === id);
      expect(stopped.steps.map(({ state }) => state)).toEqual(
        plan.changes.map((_, place) => (place < index ? 'changed' : place === index ? 'failed' : 'skipped')),
      );
      expect(value(await apply(plan)).problem).toBeNull();
      expect(await verify(plan)).toEqual(['as-planned']);
      await undo();
      expect(await stateText()).toBe(before);
    },
  );
});

describe('the journal', () => {
  const plan = planFor('applicationHost.config');

  it('forgives an incomplete last line only', async () => {
    await apply(plan);
    const path = `${statePath()}.journal`;
    const text = await readFile(path, 'utf8');
    // What a kill leaves: a line that was begun, the last line cut off, and a line that the head does not count yet.
    await writeFile(path, `${text}{"number":`);
    expect((await journal()).open()).toHaveLength(plan.changes.length);
    await writeFile(path, text.slice(0, -10));
    const cut = await journal();
    expect(cut.open()).toHaveLength(plan.changes.length);
    await writeFile(path, text);
    await (await journal()).append({ type: 'run', digest: plan.digest, at: 'later' });
    const longer = await readFile(path, 'utf8');
    const [head = ''] = text.split('\n');
    await writeFile(path, longer.replace(/.*/, head));
    expect((await journal()).entries).toHaveLength(cut.entries.length + 2);
    const lines = text.split('\n');
    for (const changed of [
      text.replace('"certuser"', '"Administrator"'),
      [...lines.slice(1)].join('\n'),
      [...lines.slice(0, 2), ...lines.slice(3)].join('\n'),
      `${text}${lines[1] ?? ''}\n`,
      `${lines.slice(0, -2).join('\n')}\n`,
      `${lines.slice(0, -3).join('\n')}\n{"number":`,
      text.replace(/"state":"changed"(.*\n)$/, '"state":"failed"$1'),
      `${head}\n`,
      '',
      'hello\n',
    ]) {
      await writeFile(path, changed);
      const opened = await Journal.open(journalFile(path), true);
      expect(opened).toMatchObject({ ok: false, problem: { code: 'journal.changed' } });
    }
  });

  it('is needed to roll back', async () => {
    const opened = await Journal.open(journalFile(join(folder, 'nothing')), true);
    expect(opened).toMatchObject({ ok: false, problem: { code: 'journal.missing' } });
  });
});

describe('a practice server', () => {
  it('is made from the state that the plan was made from, and refuses a plan that is stale', async () => {
    const plan = planFor('applicationHost.config');
    const recorded: Plan = {
      ...plan,
      changes: plan.changes.map((change) =>
        change.resource === 'ssl-flags' ? { ...change, before: { ...change.after, sslFlags: ['Ssl'] } } : change,
      ),
    };
    await PracticeServer.open(statePath(), recorded);
    expect(await stateText()).toContain('"Ssl"');
    await writeFile(statePath(), (await stateText()).replace('"Ssl"', '"Ssl128"'));
    const reply = await apply(recorded);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'apply.stale' } });
  });

  it('leaves what somebody changed since', async () => {
    const plan = planFor('applicationHost.config');
    await apply(plan);
    await writeFile(statePath(), (await stateText()).replace('"SslRequireCert"', '"Ssl128"'));
    const steps = await undo();
    expect(steps[0]).toMatchObject({ change: 'ssl-flags', state: 'left', because: expect.any(String) as string });
  });

  it('keeps what was there before apply, and says so', async () => {
    const plan = planFor('applicationHost.config');
    const recorded: Plan = {
      ...plan,
      changes: plan.changes.map((change) =>
        change.resource === 'windows-feature' ? { ...change, before: change.after } : change,
      ),
    };
    await PracticeServer.open(statePath(), recorded);
    const before = await stateText();
    expect(value(await apply(recorded)).steps[0]).toEqual({ change: 'feature', state: 'unchanged' });
    await apply(recorded);
    const steps = await undo();
    expect(steps.at(-1)).toEqual({ change: 'feature', state: 'left', because: 'it was there before' });
    expect(new Set(steps.slice(0, -1).map(({ state }) => state))).toEqual(new Set(['undone']));
    expect(await stateText()).toBe(before);
    expect(await undo()).toEqual([]);
  });

  it('gets an HTTP.SYS record back that its binding made anew while it was undone', async () => {
    const plan = planFor('applicationHost.config');
    await apply(plan);
    const text = await stateText();
    const other: Plan = {
      ...plan,
      changes: plan.changes.map((change) =>
        change.resource === 'https-binding'
          ? { ...change, after: { ...change.after, sslFlags: change.after.sslFlags | 4 } }
          : change,
      ),
    };
    const own = value(await Journal.open(journalFile(join(folder, 'other.journal')), false));
    const server = value(await PracticeServer.open(statePath(), other));
    value(await applyPlan(other, server, own, new Map(), '2026-01-01T00:00:00Z', context));
    expect(await stateText()).not.toBe(text);
    await rollBack(own, server);
    expect(await stateText()).toBe(text);
  });

  it('fails at a change that needs no doing too', async () => {
    const plan = planFor('applicationHost.config');
    await apply(plan);
    const stopped = value(await apply(plan, { change: 'feature', kind: 'fail' }));
    expect(stopped.steps[0]).toEqual({ change: 'feature', state: 'failed' });
    expect(stopped.problem?.code).toBe('practice.fault');
  });

  it('takes no plan that has errors, and leaves the rest when somebody cancels', async () => {
    const plan = planFor('applicationHost.config');
    const error = { severity: 'error', title: 'Wrong' } as Plan['findings'][number];
    expect(await apply({ ...plan, findings: [error] })).toMatchObject({
      ok: false,
      problem: { code: 'apply.findings' },
    });
    const cancel = new AbortController();
    const server = value(await PracticeServer.open(statePath(), plan));
    const progress = { signal: cancel.signal, onProgress: () => cancel.abort() };
    const { steps } = value(
      await applyPlan(plan, server, await journal(), new Map(), '2026-01-01T00:00:00Z', progress),
    );
    expect(steps.map(({ state }) => state)).toEqual(
      plan.changes.map((_, index) => (index === 0 ? 'changed' : 'skipped')),
    );
  });

  it('drops the HTTP.SYS settings of a binding that is written again', async () => {
    const plan = planFor('applicationHost.config');
    await apply(plan);
    const server = value(await PracticeServer.open(statePath(), plan));
    const binding = plan.changes.find(({ resource }) => resource === 'https-binding');
    if (!binding) throw new Error('the plan has no binding');
    await server.write(binding, binding.after);
    expect(await verify(plan)).toContain('different');
  });

  it('is not read from a file of something else', async () => {
    await writeFile(statePath(), '{"version":1}');
    expect(await PracticeServer.open(statePath(), null)).toMatchObject({
      ok: false,
      problem: { code: 'practice.state-damaged' },
    });
  });
});
