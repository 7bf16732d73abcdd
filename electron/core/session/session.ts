import { z } from 'zod';
import type { Secrets } from '../../../shared/api/call.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { Secret } from '../../../shared/api/secret.ts';
import { maximumUploadBytes } from '../../../shared/wizard/upload-limit.ts';
import type { Host, RecognisedFile, SessionDocument } from '../../../shared/wizard/session-calls.ts';
import type { CallContext, Handlers } from '../core.ts';
import type { Disk, ProgramData } from '../ports/disk.ts';
import type { Servers } from '../ports/servers.ts';
import type { FileToWrite } from '../ports/files.ts';
import { blankPassword, maximumAnswersBytes } from '../wizard/load-answers.ts';
import type { Readers } from '../wizard/readers.ts';
import { DraftDocument, type Draft } from './draft-document.ts';
import { KeptDrafts, type Processes } from './kept-drafts.ts';
import type { JudgedTable } from './judge-table.ts';
import { namedFiles } from './named-files.ts';
import { sessionProblem } from './problems.ts';
import { readAnswers, recognise } from './recognise.ts';
import type { ReadStores } from './read-stores.ts';
import { rememberingReaders } from './remembering-readers.ts';
import { runHandlers } from './runs/handlers.ts';
import { ServerRuns, type AppliedDocument } from './runs/server-runs.ts';
import { saveAnswers } from './save-answers.ts';
import { Tickets, type Download } from './tickets.ts';
import { answersName, Workspace } from './workspace.ts';

export interface SessionPorts {
  disk: Disk;
  data: ProgramData;
  processes: Processes;
  /** What the host is and can do. */
  host: Omit<Host, 'recent'>;
  /** Where plans are applied. */
  servers: Servers;
  now: () => Date;
}

type Document = Promise<Reply<SessionDocument>>;

/** One person at one or more pages: a document, its files, and the passwords that were handed over, which never come back. */
export class Session {
  readonly #ports: SessionPorts;
  readonly #workspace: Workspace;
  readonly #document = new DraftDocument();
  readonly #kept: KeptDrafts;
  readonly #tickets = new Tickets();
  readonly #readers: Readers = rememberingReaders();
  readonly #runs: ServerRuns;
  #secrets: Secrets = noSecrets();
  #companions: readonly FileToWrite[] | null = null;
  /** The answers file on the disk as this session knows it. */
  #savedVersion: string | null = null;
  #recoveredAt: string | null = null;
  /** The answers are for the server that this program runs on. */
  #isThisServer = false;
  /** One at a time: a table of ten thousand rows has some 20 MB. */
  #judged: JudgedTable | null = null;
  /** What was read of the server's stores last. */
  #stores: ReadStores | null = null;
  #recovery: Promise<void> | null = null;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#workspace = new Workspace(ports.disk);
    this.#kept = new KeptDrafts(ports.data, ports.processes);
    this.#runs = new ServerRuns(ports);
  }

  /** Returns the handlers of the `session` calls. */
  handlers(): Handlers<'session'> {
    return {
      host: async () => succeed({ ...this.#ports.host, recent: await this.#kept.recent() }),
      document: async () => {
        await this.#recoverOnce();
        return succeed(this.#describe());
      },
      practice: ({ at }) => this.#practise(at),
      begin: ({ answers }) => this.#begin(answers),
      open: ({ path }) => this.#open(path),
      save: (input) => this.#save(input),
      keep: (input) => this.#keep(input),
      recognise: async ({ path, at }, context) => {
        const bytes = await this.#bytesOf(path);
        return bytes.ok ? succeed(await this.#recognise(path, bytes.value, at, context)) : bytes;
      },
      readServer: async ({ site, at }, context) => {
        const server = await this.#ports.servers.configuration();
        if (!server) return this.#notThisServer();
        const { readServer } = await import('./read-server.ts');
        this.#isThisServer = true;
        const file = await readServer(site, server, this.#readers, context.signal);
        if (!file.ok) return file;
        if (file.value === null) return succeed({ file: null });
        const recognised = await this.upload(file.value.name, file.value.bytes, at, context);
        return recognised.ok ? succeed({ file: recognised.value }) : recognised;
      },
      readSites: async (_, { signal }) => {
        const server = await this.#ports.servers.configuration();
        const sites = server ? await server.sites(signal) : this.#notThisServer();
        if (!sites.ok) return sites;
        return succeed({ sites: sites.value.map((site) => ({ ...site, bindings: [...site.bindings] })) });
      },
      readLocks: async ({ site }, { signal }) => {
        const server = await this.#ports.servers.configuration();
        const locks = server ? await server.locks(site, signal) : this.#notThisServer();
        return locks.ok ? succeed({ locks: [...locks.value] }) : locks;
      },
      readMachine: async (_, context) => {
        const server = await this.#ports.servers.facts();
        if (!server) return this.#notThisServer();
        this.#isThisServer = true;
        return server.machine(context);
      },
      readStores: async ({ answers: draft, at, again }, context) => {
        const server = await this.#ports.servers.facts();
        if (!server || !this.#isThisServer) return this.#notThisServer();
        const { judgeStores } = await import('./read-stores.ts');
        if (!this.#stores || again) {
          const facts = await server.trust(context);
          if (!facts.ok) return facts;
          this.#stores = { readAt: at, facts: facts.value };
        }
        const { answers, files } = this.#workspace.filesFor(this.#document.bytesOf(draft));
        const input = { draft, answers, at, secrets: this.#secrets };
        return succeed(await judgeStores(this.#stores, input, files, this.#readers, context));
      },
      certificatesOf: async ({ path, at, from }, context) => {
        const bytes = await this.#bytesOf(path);
        if (!bytes.ok) return bytes;
        const { files } = await this.#readers.openCertificates([{ name: path, bytes: bytes.value }], this.#secrets, at, context); // prettier-ignore
        const [file] = files;
        if (file && 'error' in file) return fail(file.error);
        return succeed({ certificates: file?.certificates.slice(from, from + certificatesAtOnce) ?? [] });
      },
      remove: ({ path }) => {
        this.#workspace.remove(path);
        this.#secrets.files.delete(path);
        if (this.#judged?.path === path) this.#judged = null;
        return Promise.resolve(succeed({}));
      },
      judgeTable: async ({ answers: draft, path, at }, context) => {
        const { judgeTable } = await import('./judge-table.ts');
        const { answers, files } = this.#workspace.filesFor(this.#document.bytesOf(draft));
        const input = { draft, answers, path, at, secrets: this.#secrets };
        const judged = await judgeTable(input, { files, workspace: this.#workspace }, this.#readers, context);
        if (!judged.ok) return judged;
        this.#judged = judged.value;
        const { rows } = judged.value;
        return succeed({ rows: rows.length, taken: rows.filter(({ taken }) => taken).length });
      },
      judgedRows: ({ path, from }) => {
        const judged = this.#judgedTable(path);
        const rows = judged.ok ? judged.value.rows.slice(from, from + rowsAtOnce) : [];
        return Promise.resolve(judged.ok ? succeed({ rows }) : judged);
      },
      downloadRejected: async ({ path }) => {
        const judged = this.#judgedTable(path);
        if (!judged.ok) return judged;
        const { rejectionList } = await import('../../../shared/mapping/import/rejection-list.ts');
        const { table, rows } = judged.value;
        const text = rejectionList(
          table,
          rows.filter((row) => !row.taken),
        );
        const bytes = new TextEncoder().encode(text);
        return succeed({ ticket: this.#tickets.issue({ name: rejectedName(path), type: 'text/csv', bytes }) });
      },
      givePassword: ({ of, name, password }) => {
        const secret = new Secret(password);
        const blank = of === 'account' && blankPassword({ ...noSecrets(), accounts: new Map([[name, secret]]) });
        if (blank) return Promise.resolve(fail(blank));
        this.#passwordsOf(of).set(name, secret);
        return Promise.resolve(succeed({}));
      },
      forgetPassword: ({ of, name }) => {
        this.#passwordsOf(of).delete(name);
        return Promise.resolve(succeed({}));
      },
      evaluate: async ({ answers: draft, at, withPlan }, context) => {
        const { evaluate } = await import('./evaluate.ts');
        const bytes = this.#document.bytesOf(draft);
        const { answers, files } = this.#workspace.filesFor(bytes);
        const input = { draft, bytes, answers, at, secrets: this.#secrets, withPlan };
        return succeed(await evaluate(input, files, this.#readers, context));
      },
      export: async ({ answers: draft, at, to }, context) => {
        const [{ prepare }, { exportBundle }] = await Promise.all([
          import('../wizard/prepare.ts'),
          import('./export-bundle.ts'),
        ]);
        const { answers, files } = this.#workspace.filesFor(this.#document.bytesOf(draft));
        const input = { answers, at, secrets: this.#secrets };
        const prepared = await prepare(input, files, context, this.#readers);
        if (!prepared.ok) return prepared;
        return exportBundle(prepared.value, to, this.#ports.disk, this.#tickets, context);
      },
      downloadAnswers: ({ answers }) => {
        const bytes = this.#document.bytesOf(answers);
        const ticket = this.#tickets.issue({ name: answersName, type: 'application/json', bytes });
        return Promise.resolve(succeed({ ticket }));
      },
      ...runHandlers(this.#runs, {
        document: (answers, at, context) => this.#appliedDocument(answers, at, context),
        secrets: () => this.#secrets,
      }),
    };
  }

  /** Puts a file into the session and says what it is. A file that the session has no use for does not stay. */
  async upload(name: string, bytes: Uint8Array, at: string, context: CallContext): Promise<Reply<RecognisedFile>> {
    const awaited = this.#document.draft ? namedFiles(this.#document.draft) : [];
    const before = new Set(this.#workspace.list());
    const added = await this.#workspace.add(name, bytes, awaited);
    if (!added.ok) return added;
    const path = added.value;
    const leave = (): void => {
      if (!before.has(path)) this.#workspace.remove(path);
    };
    try {
      const recognised = await this.#recognise(path, bytes, at, context);
      if (recognised.kind === 'answers' || recognised.kind === 'unknown') leave();
      return succeed(recognised);
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Returns what a ticket stands for, once. */
  takeDownload(ticket: string): Download | null {
    return this.#tickets.take(ticket);
  }

  async #bytesOf(path: string): Promise<Reply<Uint8Array>> {
    const reference = this.#workspace.reference(path);
    return reference.ok ? this.#workspace.read(reference.value, maximumUploadBytes) : reference;
  }

  #recognise(path: string, bytes: Uint8Array, at: string, context: CallContext): Promise<RecognisedFile> {
    return recognise({ name: path }, bytes, { secrets: this.#secrets, at }, this.#readers, context);
  }

  async #appliedDocument(draft: Draft, at: string, context: CallContext): Promise<Reply<AppliedDocument>> {
    const { prepare } = await import('../wizard/prepare.ts');
    const { answers, files } = this.#workspace.filesFor(this.#document.bytesOf(draft));
    const prepared = await prepare({ answers, at, secrets: this.#secrets }, files, context, this.#readers);
    if (!prepared.ok) return prepared;
    const file = prepared.value.loaded.answers.certificateImport.server?.file;
    return succeed({
      prepared: prepared.value,
      secrets: this.#secrets,
      isPractice: this.#companions !== null,
      pfx: () => (file === undefined ? succeed(null) : this.#workspace.onDisk(file)),
    });
  }

  #notThisServer(): Reply<never> {
    return fail(sessionProblem('session.not-this-server', { detail: this.#ports.host.thisServer.reason }));
  }

  #judgedTable(path: string): Reply<JudgedTable> {
    if (this.#judged?.path === path) return succeed(this.#judged);
    return fail(sessionProblem('session.file-not-here', { detail: `The rows of "${path}" are not here any more.` }));
  }

  #passwordsOf(of: 'file' | 'account'): Map<string, Secret> {
    return of === 'file' ? this.#secrets.files : this.#secrets.accounts;
  }

  async #practise(at: string): Document {
    const { makePracticeMaterial } = await import('./practice-material.ts');
    const { answers, bytes, secrets, files, companions } = await makePracticeMaterial(at);
    this.#forgetAll();
    this.#workspace.fill(files);
    this.#secrets = secrets;
    this.#companions = companions;
    this.#document.begin(answers, bytes);
    return this.#begun();
  }

  async #begin(answers: Draft): Document {
    this.#forgetAll();
    this.#document.begin(answers, null);
    return this.#begun();
  }

  async #open(path: string): Document {
    const { disk } = this.#ports;
    const file = disk.typed(path);
    const version = await disk.version(file);
    const bytes = await disk.read(file, maximumAnswersBytes);
    if (!bytes.ok) {
      const isFolder = bytes.problem.code === 'files.not-a-file' && !path.endsWith(answersName);
      return isFolder ? this.#open(`${path.trim()}/${answersName}`) : bytes;
    }
    const answers = readAnswers(bytes.value, file.name);
    if (!answers.ok) return answers;
    this.#forgetAll();
    this.#workspace.standOn(file, namedFiles(answers.value));
    this.#savedVersion = version;
    this.#document.begin(answers.value, bytes.value);
    await this.#remember(file.name, answers.value);
    return this.#begun();
  }

  async #save({ answers, folder, force }: { answers: Draft; folder: string; force: boolean }): Document {
    const { disk } = this.#ports;
    const bytes = this.#document.bytesOf(answers);
    const save = { folder, force, bytes, companions: this.#companions ?? [], knownVersion: this.#savedVersion };
    const saved = await saveAnswers(save, this.#workspace, disk);
    if (!saved.ok) return saved;
    const names = [...new Set([...this.#workspace.list(), ...namedFiles(answers)])];
    this.#workspace.standOn(saved.value, names);
    this.#savedVersion = await disk.version(saved.value);
    this.#document.saved(answers, bytes);
    await this.#remember(saved.value.name, answers);
    return this.#begun();
  }

  async #keep({ answers, revision }: { answers: Draft; revision: number }): Promise<Reply<{ revision: number }>> {
    if (revision !== this.#document.revision) {
      const detail = `They were kept ${this.#document.revision} times, and this window knows of ${revision}.`;
      return fail(sessionProblem('session.changed-elsewhere', { detail }));
    }
    // Taken at once, so that a reload finds it even where there is no room on the disk, and no second window comes between.
    this.#document.replace(answers);
    const kept = this.#document.kept();
    // Practice material is gone with the program, and answers without their files are of no use.
    if (this.#companions && !this.#workspace.document) return succeed({ revision: kept });
    const savedTo = this.#workspace.document?.name ?? null;
    const problem = await this.#kept.keep({ answers, savedTo, keptAt: this.#ports.now().toISOString() });
    if (!problem) return succeed({ revision: kept });
    this.#document.notKept(kept);
    return fail(problem);
  }

  /** What was unsaved before is replaced on purpose. */
  async #begun(): Document {
    this.#recovery = Promise.resolve();
    this.#recoveredAt = null;
    await this.#kept.forget();
    return succeed(this.#describe());
  }

  #forgetAll(): void {
    this.#workspace.clear();
    this.#secrets = noSecrets();
    this.#companions = null;
    this.#savedVersion = null;
    this.#judged = null;
    this.#isThisServer = false;
    this.#stores = null;
    this.#runs.forgetDocument();
  }

  /** Brings back, once, what a program that ended before this one had not saved. */
  #recoverOnce(): Promise<void> {
    this.#recovery ??= this.#recover();
    return this.#recovery;
  }

  async #recover(): Promise<void> {
    const draft = await this.#kept.recover();
    if (!draft || this.#document.draft) return;
    if (draft.savedTo !== null) {
      const file = this.#ports.disk.typed(draft.savedTo);
      this.#workspace.standOn(file, namedFiles(draft.answers));
      this.#savedVersion = await this.#ports.disk.version(file);
    }
    this.#document.recover(draft.answers);
    this.#recoveredAt = draft.keptAt;
  }

  async #remember(path: string, answers: Draft): Promise<void> {
    const { site } = naming.parse(answers['sslRequire']);
    await this.#kept.opened({ path, site, openedAt: this.#ports.now().toISOString() });
  }

  #describe(): SessionDocument {
    return {
      answers: this.#document.draft,
      revision: this.#document.revision,
      savedTo: this.#workspace.document?.name ?? null,
      isDirty: this.#document.isDirty,
      isPractice: this.#companions !== null,
      files: this.#workspace.list(),
      ...(this.#isThisServer && { isThisServer: true }),
      ...(this.#recoveredAt !== null && { recoveredAt: this.#recoveredAt }),
    };
  }
}

/** Some 4 MB. */
const certificatesAtOnce = 1000;

/** Some 500 KB of rows with their certificates. */
const rowsAtOnce = 250;

function rejectedName(path: string): string {
  return `${path.replace(/\.[^.]*$/, '')}-rejected.csv`;
}

const naming = z.object({ site: z.string().catch('') }).catch({ site: '' });

function noSecrets(): Secrets {
  return { files: new Map(), accounts: new Map() };
}
