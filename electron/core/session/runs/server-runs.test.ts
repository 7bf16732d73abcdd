import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallArgument, CallName, CallOutput } from '../../../../shared/api/contract.ts';
import { fail, succeed, type Reply } from '../../../../shared/api/reply.ts';
import type { Run } from '../../../../shared/wizard/run-calls.ts';
import { nodeDisk } from '../../../platform/files/node-disk.ts';
import { programData } from '../../../platform/files/program-data.ts';
import { runFolders } from '../../../platform/files/run-folders.ts';
import { practice } from '../../../platform/simulated/practice.ts';
import type { CallContext, Core } from '../../core.ts';
import type { Practice, Server } from '../../ports/server.ts';
import type { ConsentRequest, Servers } from '../../ports/servers.ts';
import type { ApplyOrder, WindowsServer } from '../../ports/windows-server.ts';
import { wizardCore } from '../../wizard-core.ts';
import { makePracticeMaterial, type PracticeMaterial } from '../practice-material.ts';
import { Session } from '../session.ts';

const at = '2026-11-25T10:00:00.000Z';
let base: string;
let material: PracticeMaterial;

beforeAll(async () => {
  material = await makePracticeMaterial(at);
});
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'runs-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

interface Program {
  core: Core;
  call: <Name extends CallName<'session'>>(
    name: Name,
    input: CallArgument<'session', Name>,
    context?: Partial<CallContext>,
  ) => Promise<Reply<CallOutput<'session', Name>>>;
  value: <Name extends CallName<'session'>>(
    name: Name,
    input: CallArgument<'session', Name>,
  ) => Promise<CallOutput<'session', Name>>;
  /** The answers that are open, and the digest of their plan. */
  open: () => Promise<{ answers: Record<string, unknown>; digest: string }>;
}

/** A program of its own on the disk of this test. */
function program(servers: Partial<Servers> = {}, own = 1, running = [own]): Program {
  const disk = nodeDisk(base);
  const ports: Servers = {
    practice: () => Promise.resolve(practice),
    windows: () => Promise.resolve(null),
    configuration: () => Promise.resolve(null),
    facts: () => Promise.resolve(null),
    folders: runFolders(join(base, 'state')),
    askConsent: null,
    ...servers,
  };
  const session = new Session({
    disk,
    data: programData(join(base, 'state')),
    processes: { own, isRunning: (id) => running.includes(id) },
    host: {
      version: '1.2.3',
      host: 'window',
      isWindows: false,
      thisServer: { possible: true, reason: '' },
      windows: null,
    },
    servers: ports,
    now: () => new Date(at),
  });
  const core = wizardCore({ files: disk, practice: ports.practice, windows: ports.windows, session });
  const call: Program['call'] = (name, input, context) => core.call('session', name, input, context);
  const value: Program['value'] = async (name, input) => valueOf(await call(name, input));
  return {
    core,
    call,
    value,
    async open() {
      // The material of this file, written as saved answers are, so that its keys are made once.
      for (const { path, bytes } of material.files) await disk.writeFile(disk.typed(`saved/${path}`), bytes, true);
      await disk.writeFile(disk.typed('saved/answers.json'), material.bytes, true);
      const { answers } = await value('open', { path: 'saved/answers.json' });
      for (const [name, secret] of material.secrets.files)
        await value('givePassword', { of: 'file', name, password: secret.reveal() });
      for (const [name, secret] of material.secrets.accounts)
        await value('givePassword', { of: 'account', name, password: secret.reveal() });
      if (!answers) throw new Error('There are no answers.');
      const { plan } = await value('evaluate', { answers, at });
      return { answers, digest: plan?.digest ?? 'no plan' };
    },
  };
}

function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`${reply.problem.code}: ${reply.problem.detail}`);
  return reply.value;
}

/** Applies the open answers to a practice server, to its end. */
async function applied(
  { open, value }: Program,
  more: Partial<CallArgument<'session', 'startApply'>> = {},
): Promise<Run> {
  const { answers, digest } = await open();
  const { id } = await value('startApply', { answers, at, target: 'practice', agreedDigest: digest, ...more });
  return value('watchRun', { run: id });
}

async function act({ value }: Program, { id }: Run, action: 'apply' | 'verify' | 'rollback'): Promise<Run> {
  await value('continueRun', { run: id, action, at });
  return value('watchRun', { run: id });
}

/** How many changes are in each state, by what was done. */
function counts({ result }: Run): Record<string, number> {
  if (!result || !('steps' in result)) throw new Error(`No steps but ${JSON.stringify(result)}`);
  const states = result.steps.map(({ state }) => state);
  return Object.fromEntries([...new Set(states)].sort().map((s) => [s, states.filter((each) => each === s).length]));
}

/** A practice server that waits at a change until it is let go. */
function gated(atChange: number): { practice: () => Promise<Practice>; reached: Promise<void>; letGo: () => void } {
  let letGo = (): void => undefined;
  let reach = (): void => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  let writes = 0;
  const wrap = (server: Server): Server => ({
    read: (change) => server.read(change),
    pass: (change) => server.pass(change),
    async write(change, state, passwords) {
      writes += 1;
      if (writes === atChange) {
        reach();
        await gate;
      }
      return server.write(change, state, passwords);
    },
  });
  const open: Practice['open'] = async (...input) => {
    const server = await practice.open(...input);
    return server.ok ? succeed(wrap(server.value)) : server;
  };
  return { practice: () => Promise.resolve({ ...practice, open }), reached, letGo: () => letGo() };
}

describe('a plan on the practice server', () => {
  it('is applied, verified, broken in each way, found, put right, rolled back and verified again', async () => {
    const wizard = program();
    const run = await applied(wizard);
    expect(run.activity).toBeNull();
    expect(run.isOfThisDocument).toBe(true);
    const { failed, skipped } = counts(run);
    expect([failed, skipped]).toEqual([undefined, undefined]);
    const all = run.changes.length;
    expect(counts(await act(wizard, run, 'verify'))).toEqual({ 'as-planned': all });
    expect(run.drifts).toEqual(['binding-made-anew', 'anonymous-on', 'root-removed']);
    for (const drift of run.drifts) {
      const broken = await wizard.value('breakPractice', { run: run.id, drift, at });
      expect(broken.result).toEqual({ kind: 'drift', at, drift });
      expect(counts(await act(wizard, run, 'verify'))).toEqual({ 'as-planned': all - 1, different: 1 });
      expect(counts(await act(wizard, run, 'apply'))).toEqual({ changed: 1, unchanged: all - 1 });
    }
    expect(counts(await act(wizard, run, 'apply'))).toEqual({ unchanged: all });
    const back = counts(await act(wizard, run, 'rollback'));
    expect(back['undone']).toBeGreaterThan(0);
    expect(counts(await act(wizard, run, 'verify'))['different']).toBe(back['undone']);
  });

  it('stops at a change that fails, says which, and goes on or back from there', async () => {
    const wizard = program();
    const { answers, digest } = await wizard.open();
    const { plan } = await wizard.value('evaluate', { answers, at });
    const failAt = plan?.changes[3]?.id ?? '';
    const run = await applied(wizard, { failAt });
    expect(run.result).toMatchObject({ kind: 'apply', error: { code: 'practice.fault' } });
    expect(counts(run)).toMatchObject({ failed: 1, skipped: run.changes.length - 4 });
    expect(run.digest).toBe(digest);
    const resumed = counts(await act(wizard, run, 'apply'));
    expect([resumed['failed'], resumed['skipped']]).toEqual([undefined, undefined]);
    expect(counts(await act(wizard, run, 'rollback'))['undone']).toBeGreaterThan(0);
  });

  it('goes on without the page that began it, tells any other how far it is, and stops when it is told', async () => {
    const { practice: slow, reached, letGo } = gated(3);
    const { open, call, value } = program({ practice: slow });
    const { answers, digest } = await open();
    const page = new AbortController();
    const { id } = await value('startApply', { answers, at, target: 'practice', agreedDigest: digest });
    const watching = call('watchRun', { run: id }, { signal: page.signal });
    await reached;
    page.abort();
    expect(await watching).toMatchObject({ problem: { code: 'api.cancelled' } });
    const [seen] = (await value('runs', {})).runs;
    expect(seen).toMatchObject({ id, activity: { action: 'apply' }, isOfThisDocument: true });
    expect(await call('continueRun', { run: id, action: 'verify', at })).toMatchObject({
      problem: { code: 'run.busy' },
    });
    const told: number[] = [];
    const again = call('watchRun', { run: id }, { onProgress: ({ done }) => told.push(done) });
    await value('stopRun', { run: id });
    letGo();
    const run = valueOf(await again);
    expect(told.length).toBeGreaterThan(0);
    expect(counts(run)['failed']).toBeUndefined();
    expect(counts(run)['skipped']).toBeGreaterThan(0);
  });

  it('is there for a later program, which says that the one before ended in the middle', async () => {
    const { practice: slow, reached } = gated(3);
    const first = program({ practice: slow }, 1);
    const { answers, digest } = await first.open();
    const { id } = await first.value('startApply', { answers, at, target: 'practice', agreedDigest: digest });
    await reached;
    const beside = program({}, 2, [1, 2]);
    expect(await beside.call('continueRun', { run: id, action: 'rollback', at })).toMatchObject({
      problem: { code: 'run.busy' },
    });
    const later = program({}, 3, [3]);
    const [run] = (await later.value('runs', {})).runs;
    expect(run).toMatchObject({ id, activity: null, result: { kind: 'interrupted', action: 'apply' } });
    if (!run) throw new Error('The run is gone.');
    expect(counts(await act(later, run, 'rollback'))['undone']).toBe(2);
  });

  it('is refused when the plan is another one, when errors stand, and when its bundle was edited', async () => {
    const wizard = program();
    const { answers, digest } = await wizard.open();
    const start = (more: object) =>
      wizard.call('startApply', { answers, at, target: 'practice', agreedDigest: digest, ...more });
    expect(await start({ agreedDigest: '0'.repeat(64) })).toMatchObject({ problem: { code: 'run.other-plan' } });
    const broken = { ...answers, userAccount: { accounts: [{ id: 'certuser', kind: 'local', userName: 'a/b' }] } };
    expect((await start({ answers: broken })).ok).toBe(false);
    const run = await applied(wizard);
    const plan = join(base, 'state/runs', run.id, 'bundle/plan.json');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('Require', 'require'));
    expect((await act(wizard, run, 'apply')).result).toMatchObject({
      kind: 'problem',
      action: 'apply',
      problem: { code: 'bundle.changed' },
    });
  });

  it('leaves nothing behind when it is thrown away', async () => {
    const wizard = program();
    const run = await applied(wizard);
    await wizard.value('forgetRun', { run: run.id });
    expect((await wizard.value('runs', {})).runs).toEqual([]);
    expect(readdirSync(join(base, 'state/runs'))).toEqual([]);
    expect((await applied(wizard)).id).not.toBe(run.id);
  });

  it('keeps no password on the disk', async () => {
    await applied(program());
    const passwords = [...material.secrets.files.values(), ...material.secrets.accounts.values()];
    const state = join(base, 'state');
    for (const name of readdirSync(state, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const text = readFileSync(join(name.parentPath, name.name), 'latin1');
      for (const password of passwords) expect(text.includes(password.reveal()), name.name).toBe(false);
    }
  });
});

describe('a plan on this server', () => {
  /** Records what it is told; a real one is a program of its own. */
  function standIn() {
    const orders: ApplyOrder[] = [];
    const rolledBack: string[] = [];
    const server: WindowsServer = {
      apply: (order) => {
        orders.push(order);
        const steps = order.plan.changes.map(({ id }) => ({ change: id, state: 'changed' as const }));
        return Promise.resolve(succeed({ steps, journal: `journal-${orders.length}`, problem: null }));
      },
      verify: (_bundle, plan) =>
        Promise.resolve(succeed(plan.changes.map(({ id }) => ({ change: id, state: 'as-planned' as const })))),
      rollback: ({ handle }) => {
        rolledBack.push(handle);
        if (rolledBack.length === 1) {
          const problem = { code: 'windows.program-failed', title: 'It failed', detail: '', fix: '' };
          return Promise.resolve(fail(problem));
        }
        return Promise.resolve(succeed([{ change: 'one', state: 'undone' as const }]));
      },
    };
    return { orders, rolledBack, windows: () => Promise.resolve(server) };
  }

  it('is changed only when somebody at the computer agreed to this digest, with the passwords that were handed over', async () => {
    const { orders, windows } = standIn();
    const asked: ConsentRequest[] = [];
    let answer = false;
    const askConsent = (request: ConsentRequest) => {
      asked.push(request);
      return Promise.resolve(answer);
    };
    const wizard = program({ windows, askConsent });
    const { answers, digest } = await wizard.open();
    const input = { answers, at, target: 'this-server' as const, agreedDigest: digest };
    expect(await wizard.call('startApply', input)).toMatchObject({ problem: { code: 'run.not-agreed' } });
    expect(asked).toMatchObject([{ action: 'apply', digest, site: 'new' }]);
    expect([orders, (await wizard.value('runs', {})).runs]).toEqual([[], []]);
    answer = true;
    const run = await applied(wizard, { target: 'this-server' });
    expect(counts(run)).toEqual({ changed: run.changes.length });
    const [order] = orders;
    expect(order?.agreedDigest).toBe(digest);
    expect(order?.pfx?.handle).toBe(join(base, 'saved/certificates/server.pfx'));
    expect(order?.pfxPassword?.reveal()).toBe(material.secrets.files.get('certificates/server.pfx')?.reveal());
    expect(order?.secrets.accounts.get('certservice')?.reveal()).toBe(
      material.secrets.accounts.get('certservice')?.reveal(),
    );
  });

  it('is rolled back journal by journal, the newest first, and never loses one that failed', async () => {
    const { rolledBack, windows } = standIn();
    const asked: ConsentRequest[] = [];
    const askConsent = (request: ConsentRequest) => {
      asked.push(request);
      return Promise.resolve(true);
    };
    const wizard = program({ windows, askConsent });
    const run = await applied(wizard, { target: 'this-server' });
    expect((await act(wizard, run, 'apply')).journals).toEqual(['journal-1', 'journal-2']);
    expect((await act(wizard, run, 'rollback')).journals).toEqual(['journal-1', 'journal-2']);
    expect((await act(wizard, run, 'rollback')).journals).toEqual([]);
    expect(rolledBack).toEqual(['journal-2', 'journal-2', 'journal-1']);
    expect(asked.map(({ action }) => action)).toEqual(['apply', 'apply', 'rollback', 'rollback']);
  });

  it('is not changed from a browser, with practice answers, with a PFX in memory, or without a password', async () => {
    const { orders, windows } = standIn();
    const agree = { windows, askConsent: () => Promise.resolve(true) };
    const refused = async (wizard: Program, answers: Record<string, unknown>, agreedDigest: string) => {
      const reply = await wizard.call('startApply', { answers, at, target: 'this-server', agreedDigest });
      return reply.ok ? 'begun' : reply.problem.code;
    };
    const browser = program({ windows });
    const opened = await browser.open();
    expect(await refused(browser, opened.answers, opened.digest)).toBe('run.not-from-browser');

    const practising = program(agree);
    const { answers } = await practising.value('practice', { at });
    if (!answers) throw new Error('There are no answers.');
    const { plan } = await practising.value('evaluate', { answers, at });
    expect(await refused(practising, answers, plan?.digest ?? '')).toBe('run.practice-material');

    const forgetful = program(agree);
    const { digest } = await forgetful.open();
    await forgetful.value('forgetPassword', { of: 'account', name: 'certservice' });
    expect(await refused(forgetful, opened.answers, digest)).toBe('run.password-missing');
    expect(orders).toEqual([]);
  });
});
