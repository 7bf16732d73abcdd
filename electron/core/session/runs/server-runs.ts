import { randomBytes } from 'node:crypto';
import type { FileReference, Secrets } from '../../../../shared/api/call.ts';
import type { CallInput } from '../../../../shared/api/contract.ts';
import { hasError } from '../../../../shared/api/finding.ts';
import { fail, succeed, type Reply } from '../../../../shared/api/reply.ts';
import type { Drift, Run, RunTarget } from '../../../../shared/wizard/run-calls.ts';
import { passwordsNeeded } from '../../../../shared/steps/review/passwords-needed.ts';
import { Journal, type OpenChange } from '../../apply/journal.ts';
import { makeBundle } from '../../bundle/make-bundle.ts';
import type { CallContext, Progress } from '../../core.ts';
import type { Disk, ProgramData } from '../../ports/disk.ts';
import type { Servers } from '../../ports/servers.ts';
import type { Prepared } from '../../wizard/prepare.ts';
import type { Processes } from '../kept-drafts.ts';
import { carryOut, type Order } from './carry-out.ts';
import { possibleDrifts } from './practice-drifts.ts';
import { runProblem } from './problems.ts';
import { RunRecords, type RunRecord } from './run-records.ts';

interface RunPorts {
  disk: Disk;
  data: ProgramData;
  processes: Processes;
  servers: Servers;
}

/** What a session hands over of its document. */
export interface AppliedDocument {
  prepared: Prepared;
  secrets: Secrets;
  isPractice: boolean;
  /** The server's PFX as the answers name it; null when none is named. Fails while it is only in memory. */
  pfx: () => Reply<FileReference | null>;
}

interface Live {
  record: RunRecord;
  progress: Progress | null;
  stop: AbortController;
  watchers: Set<(progress: Progress) => void>;
  ended: Promise<void>;
}

/** Practice servers are cheap to make anew; the way back from a real server is never thrown away. */
const mostPracticeRuns = 10;

/** What was and is done to servers: it belongs to the program and not to a page, goes on without one, and is kept on the disk. */
export class ServerRuns {
  readonly #ports: RunPorts;
  readonly #records: RunRecords;
  readonly #live = new Map<string, Live>();
  /** A run is prepared: its bundle is written, or somebody is asked. */
  #isPreparing = false;
  /** The runs of the open document. */
  #ofDocument = new Map<RunTarget, string>();

  constructor(ports: RunPorts) {
    this.#ports = ports;
    this.#records = new RunRecords(ports.data);
  }

  /** Another document is open now; what goes on for the one before goes on. */
  forgetDocument(): void {
    this.#ofDocument = new Map();
  }

  async list(): Promise<Run[]> {
    const records = await this.#records.list();
    return Promise.all(records.map((record) => this.#describe(record)));
  }

  start(document: AppliedDocument, input: CallInput<'session', 'startApply'>): Promise<Reply<Run>> {
    return this.#alone(() => this.#start(document, input));
  }

  async #start(
    document: AppliedDocument,
    { agreedDigest, at, failAt, target }: CallInput<'session', 'startApply'>,
  ): Promise<Reply<Run>> {
    const { findings, plan } = document.prepared;
    if (hasError(findings)) {
      return fail(runProblem('run.errors-stand', { detail: findings[0]?.title ?? '' }));
    }
    if (plan.digest !== agreedDigest) {
      return fail(runProblem('run.other-plan', { detail: `Its digest is ${plan.digest} now.` }));
    }
    const known = this.#ofDocument.get(target);
    const before = known === undefined ? null : await this.#records.find(known);
    // A practice server lives through new plans; on a real one each plan is a run of its own.
    const record = before && (target === 'practice' || before.digest === plan.digest) ? before : newRecord(target, at);
    if (this.#isBusy(record)) return fail(busy());
    const pfx = target === 'this-server' ? document.pfx() : succeed(null);
    const possible = target === 'practice' ? null : refusal(document);
    if (possible) return fail(possible);
    if (!pfx.ok) return pfx;
    const run: RunRecord = {
      ...record,
      site: plan.target.site,
      digest: plan.digest,
      changes: plan.changes.map(({ id, title }) => ({ id, title })),
      pfx: pfx.value,
    };
    const refused = await this.#refusedConsent(run, 'apply');
    if (refused) return fail(refused);
    const bundle = await makeBundle(document.prepared);
    const folder = await this.#ports.servers.folders.place(run.id, 'bundle');
    const written = await this.#ports.disk.writeFolder(folder, bundle.files, true);
    if (!written.ok) return written;
    this.#ofDocument.set(target, run.id);
    const begun = await this.#begin(run, { action: 'apply', at, secrets: document.secrets, failAt });
    await this.#clearUp();
    return begun;
  }

  continue(input: CallInput<'session', 'continueRun'>, secrets: Secrets): Promise<Reply<Run>> {
    return this.#alone(() => this.#continue(input, secrets));
  }

  async #continue(
    { run: id, action, at, failAt }: CallInput<'session', 'continueRun'>,
    secrets: Secrets,
  ): Promise<Reply<Run>> {
    const record = await this.#records.find(id);
    if (!record) return fail(unknown());
    if (this.#isBusy(record)) return fail(busy());
    if (action !== 'verify') {
      const refused = await this.#refusedConsent(record, action);
      if (refused) return fail(refused);
    }
    return this.#begin(record, { action, at, secrets, failAt });
  }

  async watch(id: string, { signal, onProgress }: CallContext): Promise<Reply<Run>> {
    const live = this.#live.get(id);
    if (live) {
      if (live.progress) onProgress(live.progress);
      live.watchers.add(onProgress);
      const left = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      await Promise.race([live.ended, left]);
      live.watchers.delete(onProgress);
      signal.throwIfAborted();
    }
    return this.#view(id);
  }

  stop(id: string): Promise<Reply<Run>> {
    this.#live.get(id)?.stop.abort();
    return this.#view(id);
  }

  /** Lets something befall a practice server, as if somebody else had done it. */
  async drift({ run: id, drift, at }: CallInput<'session', 'breakPractice'>): Promise<Reply<Run>> {
    const record = await this.#records.find(id);
    if (!record) return fail(unknown());
    if (this.#isBusy(record)) return fail(busy());
    const step = (await this.#possibleDrifts(record)).get(drift);
    const { folders, practice } = this.#ports.servers;
    const server = await (await practice()).open(await folders.place(id, 'server.json'), null, null);
    if (!server.ok) return server;
    if (!step) return fail(runProblem('run.not-possible-here', { detail: drift }));
    const problem = await server.value.write(step.change, step.state, new Map());
    if (problem) return fail(problem);
    const result = { kind: 'drift' as const, at, drift };
    const unkept = await this.#records.keep({ ...record, result });
    return unkept ? fail(unkept) : this.#view(id);
  }

  async forget(id: string): Promise<Reply<Record<string, never>>> {
    const record = await this.#records.find(id);
    if (record && this.#isBusy(record)) return fail(busy());
    if (record?.target === 'practice') await this.#remove(record);
    return succeed({});
  }

  /** Two pages can ask at once; what is agreed to, written and begun belongs to one of them. */
  async #alone(prepare: () => Promise<Reply<Run>>): Promise<Reply<Run>> {
    if (this.#isPreparing) return fail(busy());
    this.#isPreparing = true;
    try {
      return await prepare();
    } finally {
      this.#isPreparing = false;
    }
  }

  /** A real server is changed only after somebody at the computer agreed. */
  async #refusedConsent({ target, site, digest, changes }: RunRecord, action: 'apply' | 'rollback') {
    if (target === 'practice') return null;
    const { askConsent } = this.#ports.servers;
    if (!askConsent) {
      return runProblem('run.not-from-browser', { detail: 'The page runs in a browser.' });
    }
    const isAgreed = await askConsent({ action, site, digest, changes: changes.length });
    return isAgreed ? null : runProblem('run.not-agreed', { detail: `The plan ${digest} was not agreed to.` });
  }

  async #begin(before: RunRecord, order: Order): Promise<Reply<Run>> {
    if (this.#isBusy(before)) return fail(busy());
    const { action, at } = order;
    const record: RunRecord = { ...before, activity: { action, since: at }, owner: this.#ports.processes.own };
    const live: Live = {
      record,
      progress: null,
      stop: new AbortController(),
      watchers: new Set(),
      ended: Promise.resolve(),
    };
    this.#live.set(record.id, live);
    // Nothing is done of which nobody would know afterwards.
    const unkept = await this.#records.keep(record);
    if (unkept) {
      this.#live.delete(record.id);
      return fail(unkept);
    }
    live.ended = this.#carryOut(live, order);
    return succeed(await this.#describe(record));
  }

  async #carryOut(live: Live, order: Order): Promise<void> {
    const { disk, servers } = this.#ports;
    const { record, stop, watchers } = live;
    const onProgress = (progress: Progress): void => {
      live.progress = progress;
      for (const watcher of watchers) watcher(progress);
    };
    const outcome = await carryOut(record, order, disk, servers, { signal: stop.signal, onProgress });
    // That it cannot be kept loses only what the list says: the journal is on the disk already.
    await this.#records.keep({ ...record, ...outcome, activity: null });
    this.#live.delete(record.id);
  }

  #isBusy({ id, activity, owner }: RunRecord): boolean {
    const { own, isRunning } = this.#ports.processes;
    if (this.#live.has(id)) return true;
    return activity !== null && owner !== own && isRunning(owner);
  }

  async #view(id: string): Promise<Reply<Run>> {
    const record = await this.#records.find(id);
    return record ? succeed(await this.#describe(record)) : fail(unknown());
  }

  async #describe(record: RunRecord): Promise<Run> {
    const { activity } = record;
    const isOfThisDocument = [...this.#ofDocument.values()].includes(record.id);
    const drifts: Drift[] = isOfThisDocument ? [...(await this.#possibleDrifts(record)).keys()] : [];
    const run = { ...record, isOfThisDocument, drifts };
    if (!activity || this.#isBusy(record)) return run;
    const { action, since: at } = activity;
    return { ...run, activity: null, result: { kind: 'interrupted', at, action } };
  }

  async #possibleDrifts({ id, target, activity }: RunRecord): Promise<ReturnType<typeof possibleDrifts>> {
    if (target !== 'practice' || activity) return new Map();
    const { folders, practice } = this.#ports.servers;
    const journal = await Journal.open((await practice()).journalOf(await folders.place(id, 'server.json')), false);
    if (!journal.ok) return new Map();
    return possibleDrifts(journal.value.open().filter((each): each is OpenChange => each.kind === 'begun'));
  }

  async #clearUp(): Promise<void> {
    const practice = (await this.#records.list()).filter(({ target }) => target === 'practice');
    for (const record of practice.slice(mostPracticeRuns)) if (!this.#isBusy(record)) await this.#remove(record);
  }

  async #remove({ id, target }: RunRecord): Promise<void> {
    if (this.#ofDocument.get(target) === id) this.#ofDocument.delete(target);
    await this.#records.remove(id);
    await this.#ports.servers.folders.remove(id);
  }
}

function newRecord(target: RunTarget, at: string): RunRecord {
  const id = randomBytes(8).toString('hex');
  const nothingYet = { site: '', digest: '', changes: [], activity: null, result: null, journals: [], pfx: null };
  return { version: 1, id, target, startedAt: at, owner: 0, ...nothingYet };
}

function refusal({ isPractice, prepared, secrets }: AppliedDocument) {
  if (isPractice) {
    return runProblem('run.practice-material', { detail: 'Their certificates and passwords are for practice.' });
  }
  const missing = passwordsNeeded(prepared.plan).accounts.filter(({ id }) => !secrets.accounts.has(id));
  if (missing.length === 0) return null;
  return runProblem('run.password-missing', { detail: missing.map(({ userName }) => userName).join(', ') });
}

function busy() {
  return runProblem('run.busy', { detail: 'Only one thing is done to a server at a time.' });
}

function unknown() {
  return runProblem('run.unknown', { detail: 'It was removed, or its record cannot be read.' });
}
