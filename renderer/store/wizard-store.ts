import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../shared/api/problem.ts';
import type { Reply } from '../../shared/api/reply.ts';
import type { IncomingFile, Transport } from '../../shared/api/transport.ts';
import type { FileContents, FileExcerpt } from '../../shared/steps/certificate-import/calls.ts';
import type { ListedSite } from '../../shared/steps/ssl-require/choose-site.ts';
import type { StepId } from '../../shared/steps/step-id.ts';
import type { ServerReading } from '../../shared/trust/server-reading.ts';
import type { Machine } from '../../shared/windows/machine.ts';
import { fillDraft, stepOfPath, type Draft } from '../../shared/wizard/draft.ts';
import {
  atStart,
  navigate,
  navigationAt,
  type Navigation,
  type NavigationAction,
} from '../../shared/wizard/navigation.ts';
import type { Evaluation, Host, RecognisedFile, SessionDocument } from '../../shared/wizard/session-calls.ts';
import { beginHistory, record, redo, undo, type History } from './history.ts';

/** What became of a file that the user dropped or picked. */
export interface Arrival {
  name: string;
  /** The step that took it; null when none could. */
  step: StepId | null;
  message: string;
}

/** A file in the session that has no place in the answers yet, because its password is missing or wrong. */
export interface WaitingFile {
  path: string;
  problem: Problem;
}

export type Panel = 'server' | 'help' | 'findings' | 'save' | null;

/** What the page knows. The document itself belongs to the core; the page has a draft of it. */
export interface WizardState {
  host: Host | null;
  navigation: Navigation;
  document: Omit<SessionDocument, 'answers'> | null;
  draft: History<Draft> | null;
  evaluation: Evaluation | null;
  /** When the evaluation was asked for (ISO 8601): the day that validity bars mark. */
  evaluatedAt: string;
  /** The evaluation belongs to an older draft; a newer one is on its way. */
  isEvaluating: boolean;
  connection: 'ok' | 'lost';
  /** Another window kept its draft in the meantime. */
  isBehind: boolean;
  /** Why the last call failed; shown until the next one or until it is closed. */
  problem: Problem | null;
  /** The last thing that happened, for the live region. */
  announcement: string;
  arrivals: readonly Arrival[];
  /** How many files are still on their way in. */
  arriving: number;
  waiting: readonly WaitingFile[];
  /** A CSV file in the session whose rows are to become mappings. */
  table: string | null;
  /** The sites of this server as IIS lists them, where its file could not be had. */
  listedSites: readonly ListedSite[] | null;
  /** A document is being made or opened. */
  isOpening: boolean;
  panel: Panel;
  /** A place in the answers to put the focus on, once its step is on the screen. */
  focusPath: string | null;
}

export interface WizardActions {
  /** Asks the core what there is: at the start, and after a reload. */
  load: (step: StepId | null) => Promise<void>;
  /** Resolves when that, and whatever was begun or opened since, has been answered or has failed. */
  loaded: () => Promise<void>;
  go: (action: NavigationAction) => void;
  /** Goes to the step that has a place of the answers, and puts the focus there. */
  goTo: (path: string) => void;
  focused: () => void;
  /** Changes the draft. `subject` is the field: what is typed into one in a row is undone together. */
  change: (subject: string | null, change: (draft: Draft) => Draft) => void;
  undo: () => void;
  redo: () => void;
  practise: () => Promise<void>;
  /** Returns whether it began. */
  begin: (draft: Draft) => Promise<boolean>;
  /** Asks for the configuration of the server that the program runs on, or of a site of it; null where there is none. */
  readServer: (site: string | null) => Promise<RecognisedFile | null>;
  /** Asks IIS for its sites; they can be chosen as long as no file has others. */
  readSites: () => Promise<void>;
  /** Returns the sections that are locked for the web.config of one of those sites; none when IIS does not say. */
  readLocked: (site: string) => Promise<string[]>;
  /** Asks the server that the program runs on what it is. */
  readMachine: () => Promise<Reply<Machine>>;
  /** Asks it for its certificate stores and settings; they are read once, and again only when `again` says so. */
  readStores: (again: boolean) => Promise<Reply<ServerReading>>;
  open: (path: string) => Promise<void>;
  /** Saves the answers and returns why that failed, null when they are saved. */
  save: (folder: string, force: boolean) => Promise<Problem | null>;
  /** Puts the draft in the place of an opened answers document. */
  replace: (draft: Draft) => void;
  upload: (file: IncomingFile) => Promise<RecognisedFile | null>;
  removeFile: (path: string) => Promise<void>;
  givePassword: (of: 'file' | 'account', name: string, password: string) => Promise<void>;
  forgetPassword: (of: 'file' | 'account', name: string) => Promise<void>;
  /** Asks again what a file in the session is: after its password was given, or after a reload. */
  recognise: (path: string) => Promise<RecognisedFile | null>;
  /** Returns a file with all of its certificates, of which an excerpt came first; null when they cannot be had. */
  wholeFile: (file: FileExcerpt) => Promise<FileContents | null>;
  wait: (file: WaitingFile) => void;
  noLongerWaits: (path: string) => void;
  openTable: (path: string | null) => void;
  evaluateNow: () => Promise<void>;
  /** Starts the program again as administrator; what was answered is kept for it. */
  restartElevated: () => Promise<void>;
  /** Tries the lost connection again. */
  reconnect: () => Promise<void>;
  /** Two windows: take what the other one kept, or let this one's draft stand. */
  resolveBehind: (take: 'theirs' | 'mine') => Promise<void>;
  show: (panel: Panel) => void;
  announce: (text: string) => void;
  arrived: (arrivals: readonly Arrival[]) => void;
  dismissProblem: () => void;
  /** The user has read that these answers came back after a crash. */
  dismissRecovered: () => void;
}

export type WizardStore = StoreApi<WizardState & WizardActions>;

/** How long the page waits for more typing before it asks the core, in milliseconds. */
const evaluateAfter = 250;
const keepAfter = 500;
const reconnectAfter = 5000;
/** How long until the draft is kept again after there was no room for it. */
const keepAgainAfter = 5000;

const emptyState: WizardState = {
  host: null,
  navigation: atStart,
  document: null,
  draft: null,
  evaluation: null,
  evaluatedAt: new Date(0).toISOString(),
  isEvaluating: false,
  connection: 'ok',
  isBehind: false,
  problem: null,
  announcement: '',
  arrivals: [],
  arriving: 0,
  waiting: [],
  table: null,
  listedSites: null,
  isOpening: false,
  panel: null,
  focusPath: null,
};

/** Returns the store of one page over a transport. */
export function createWizardStore(transport: Transport, now: () => Date = () => new Date()): WizardStore {
  return createStore<WizardState & WizardActions>()((set, get) => {
    const evaluateSoon = debounce(evaluateAfter, () => void get().evaluateNow());
    const keepSoon = debounce(keepAfter, () => void keep());
    const keepAgain = debounce(keepAgainAfter, () => void keep());
    const reconnectSoon = debounce(reconnectAfter, () => void get().reconnect());
    let evaluations = 0;
    /** The draft that the core has; what differs has still to be kept. */
    let kept: Draft | null = null;
    let keeping: Promise<void> | null = null;
    /** The user knows that there is no room to keep the draft. */
    let isToldNotKept = false;

    const at = () => now().toISOString();

    /** Shows why a call failed. A lost connection has its own banner. */
    function failed(problem: Problem): void {
      if (problem.code === 'transport.lost') {
        set({ connection: 'lost' });
        reconnectSoon();
      } else set({ problem, announcement: `${problem.title}. ${problem.fix}` });
    }

    function take({ answers, ...document }: SessionDocument, step: StepId | null): void {
      // The core hands out documents that fit the schema; the page only fills in what they leave out.
      const draft = answers && fillDraft(answers as unknown as Parameters<typeof fillDraft>[0]);
      kept = draft;
      set({
        document,
        draft: draft && beginHistory(draft),
        evaluation: null,
        isBehind: false,
        problem: null,
        arrivals: [],
        waiting: [],
        table: null,
        listedSites: null,
        ...(draft && step && { navigation: navigationAt(step) }),
      });
      if (draft) void get().evaluateNow();
    }

    /** The latest question; whoever asked an earlier one waits for this answer. */
    let evaluating: Promise<void> = Promise.resolve();

    async function evaluate(answers: Draft): Promise<void> {
      evaluations += 1;
      const number = evaluations;
      set({ isEvaluating: true });
      const asked = at();
      const reply = await transport.call('session', 'evaluate', { answers, at: asked, withPlan: showsPlan(get()) });
      // Only the latest question counts, whatever the order of the answers.
      if (number !== evaluations) return evaluating;
      set({ isEvaluating: false });
      if (reply.ok) set({ evaluation: reply.value, evaluatedAt: asked, connection: 'ok' });
      else failed(reply.problem);
    }

    function changed(draft: History<Draft>): void {
      const { document } = get();
      set({ draft, document: document && { ...document, isDirty: true }, isEvaluating: true });
      evaluateSoon();
      keepSoon();
    }

    /** A plan that was left out is asked for as soon as a screen shows it. */
    function planIfShown(): void {
      if (get().evaluation?.isPlanLeftOut !== true || !showsPlan(get())) return;
      set({ evaluation: null });
      void get().evaluateNow();
    }

    /** One keep at a time: each names the revision that it follows. */
    function keep(): Promise<void> {
      keeping ??= keepOnce().finally(() => {
        keeping = null;
        if (get().draft?.present === kept || get().connection !== 'ok' || get().isBehind) return;
        if (isToldNotKept) keepAgain();
        else keepSoon();
      });
      return keeping;
    }

    async function keepOnce(): Promise<void> {
      const { draft, document, isBehind } = get();
      if (!draft || !document || isBehind || draft.present === kept) return;
      const { present } = draft;
      const reply = await transport.call('session', 'keep', { answers: present, revision: document.revision });
      if (reply.ok) {
        kept = present;
        isToldNotKept = false;
        const current = get().document;
        set({ document: current && { ...current, revision: reply.value.revision } });
      } else if (reply.problem.code === 'session.changed-elsewhere') set({ isBehind: true });
      else if (reply.problem.code !== 'session.not-kept') failed(reply.problem);
      else if (!isToldNotKept) {
        isToldNotKept = true;
        failed(reply.problem);
      }
    }

    async function loadAll(step: StepId | null): Promise<void> {
      const [host, document] = await Promise.all([
        transport.call('session', 'host', {}),
        transport.call('session', 'document', {}),
      ]);
      if (!host.ok) return failed(host.problem);
      if (!document.ok) return failed(document.problem);
      set({ host: host.value, connection: 'ok' });
      take(document.value, step);
    }

    /** What the core had at the start comes first, however fast somebody begins something else or drops a file. */
    let loading: Promise<unknown> = Promise.resolve();

    function isOfThisServer(): void {
      set(({ document }) => ({ document: document && { ...document, isThisServer: true } }));
    }

    function openDocument(open: () => Promise<Reply<SessionDocument>>): Promise<boolean> {
      set({ isOpening: true });
      const opening = loading.then(open).then((reply) => {
        set({ isOpening: false });
        if (reply.ok) take(reply.value, 'ssl-require');
        else failed(reply.problem);
        return reply.ok;
      });
      loading = opening;
      return opening;
    }

    return {
      ...emptyState,

      load(step) {
        const answered = loadAll(step);
        loading = answered;
        return answered;
      },
      async loaded() {
        for (let last: unknown = null; last !== loading;) {
          last = loading;
          await last;
        }
      },

      go(action) {
        // What was said of the files that came in has been read by whoever goes on.
        set(({ navigation }) => ({ navigation: navigate(navigation, action), panel: null, arrivals: [] }));
        planIfShown();
      },
      goTo(path) {
        set(({ navigation }) => ({
          navigation: navigate(navigation, { kind: 'open', step: stepOfPath(path) }),
          focusPath: path,
          panel: null,
        }));
        planIfShown();
      },
      focused: () => set({ focusPath: null }),

      change(subject, change) {
        const { draft } = get();
        if (!draft) return;
        const next = record(draft, change(draft.present), subject);
        if (next !== draft) changed(next);
      },
      undo() {
        const { draft } = get();
        const next = draft && undo(draft);
        if (!next || next === draft) return;
        changed(next);
        set({ announcement: 'Undone' });
      },
      redo() {
        const { draft } = get();
        const next = draft && redo(draft);
        if (!next || next === draft) return;
        changed(next);
        set({ announcement: 'Done again' });
      },

      async practise() {
        await openDocument(() => transport.call('session', 'practice', { at: at() }));
      },
      begin: (draft) => openDocument(() => transport.call('session', 'begin', { answers: draft })),
      async open(path) {
        await openDocument(() => transport.call('session', 'open', { path }));
      },
      async readServer(site) {
        const reply = await transport.call('session', 'readServer', { site, at: at() });
        if (!reply.ok) {
          failed(reply.problem);
          return null;
        }
        isOfThisServer();
        return reply.value.file;
      },
      async readSites() {
        const reply = await transport.call('session', 'readSites', {});
        if (!reply.ok) return failed(reply.problem);
        isOfThisServer();
        set({ listedSites: reply.value.sites });
      },
      async readLocked(site) {
        const reply = await transport.call('session', 'readLocks', { site });
        if (reply.ok) return reply.value.locks.flatMap(({ section, locked }) => (locked === true ? [section] : []));
        failed(reply.problem);
        return [];
      },
      async readMachine() {
        const reply = await transport.call('session', 'readMachine', {});
        if (reply.ok) isOfThisServer();
        return reply;
      },
      async readStores(again) {
        const answers = get().draft?.present ?? {};
        return transport.call('session', 'readStores', { answers, at: at(), again });
      },

      async save(folder, force) {
        const { draft } = get();
        if (!draft) return null;
        await keep();
        const reply = await transport.call('session', 'save', { answers: draft.present, folder, force });
        if (!reply.ok) {
          // The dialog shows it beside the field; a lost connection concerns the whole page.
          if (reply.problem.code === 'transport.lost') failed(reply.problem);
          return reply.problem;
        }
        const { answers: _saved, ...document } = reply.value;
        const isDirty = get().draft?.present !== draft.present;
        set({ document: { ...document, isDirty }, announcement: `Saved to ${document.savedTo ?? folder}` });
        return null;
      },

      replace(draft) {
        const history = get().draft;
        if (history) changed(record(history, draft, null));
      },

      async upload(file) {
        set(({ arriving }) => ({ arriving: arriving + 1 }));
        const reply = await transport.upload(file, at());
        set(({ arriving }) => ({ arriving: arriving - 1 }));
        if (reply.ok) return reply.value;
        if (reply.problem.code !== 'transport.lost') {
          return { kind: 'unknown', path: file.name, error: reply.problem };
        }
        failed(reply.problem);
        return null;
      },

      async removeFile(path) {
        const reply = await transport.call('session', 'remove', { path });
        if (!reply.ok) failed(reply.problem);
        evaluateSoon();
      },

      async givePassword(of, name, password) {
        const reply = await transport.call('session', 'givePassword', { of, name, password });
        if (!reply.ok) return failed(reply.problem);
        await get().evaluateNow();
      },
      async forgetPassword(of, name) {
        const reply = await transport.call('session', 'forgetPassword', { of, name });
        if (!reply.ok) return failed(reply.problem);
        await get().evaluateNow();
      },

      async recognise(path) {
        const reply = await transport.call('session', 'recognise', { path, at: at() });
        if (reply.ok) return reply.value;
        failed(reply.problem);
        return null;
      },
      async wholeFile(file) {
        if (file.certificates.length === file.count) return file;
        const { path, count } = file;
        const certificates: FileContents['certificates'] = [];
        while (certificates.length < count) {
          const from = certificates.length;
          const reply = await transport.call('session', 'certificatesOf', { path, at: at(), from });
          if (!reply.ok) failed(reply.problem);
          if (!reply.ok || reply.value.certificates.length === 0) return null;
          certificates.push(...reply.value.certificates);
        }
        return { path, certificates };
      },
      wait: (file) => set(({ waiting }) => ({ waiting: [...waiting.filter(({ path }) => path !== file.path), file] })),
      noLongerWaits: (gone) => set(({ waiting }) => ({ waiting: waiting.filter(({ path }) => path !== gone) })),
      openTable: (table) => set({ table }),

      evaluateNow() {
        evaluateSoon.cancel();
        const { draft } = get();
        if (draft) evaluating = evaluate(draft.present);
        return evaluating;
      },

      async restartElevated() {
        await keep();
        const reply = await transport.restartElevated?.();
        if (reply && !reply.ok) failed(reply.problem);
      },

      async reconnect() {
        reconnectSoon.cancel();
        const reply = await transport.call('session', 'document', {});
        if (!reply.ok) return failed(reply.problem);
        set({ connection: 'ok', announcement: 'The connection is back.' });
        if (!get().host) return get().load(null);
        if (reply.value.revision !== get().document?.revision && get().draft) set({ isBehind: true });
        else keepSoon();
        await get().evaluateNow();
      },

      async resolveBehind(choice) {
        const reply = await transport.call('session', 'document', {});
        if (!reply.ok) return failed(reply.problem);
        const { navigation, draft } = get();
        if (choice === 'theirs') {
          take(reply.value, navigation.current === 'start' ? null : navigation.current);
          return;
        }
        const { answers: _theirs, ...document } = reply.value;
        kept = null;
        set({ document: { ...document, isDirty: true }, isBehind: false });
        if (draft) keepSoon();
      },

      show(panel) {
        set({ panel });
        planIfShown();
      },
      announce: (announcement) => set({ announcement }),
      arrived: (arrivals) =>
        set({ arrivals, announcement: arrivals.map(({ name, message }) => `${name}: ${message}`).join(' ') }),
      dismissProblem: () => set({ problem: null }),
      dismissRecovered: () =>
        set(({ document }) => {
          if (!document) return {};
          const { recoveredAt: _read, ...rest } = document;
          return { document: rest };
        }),
    };
  });
}

/** Whether the screen has a place for the plan or the configuration files. */
function showsPlan({ navigation: { current }, panel }: WizardState): boolean {
  return panel === 'server' || current === 'review' || current === 'prove';
}

interface Debounced {
  (): void;
  cancel: () => void;
}

function debounce(milliseconds: number, run: () => void): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const debounced = () => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
  return Object.assign(debounced, { cancel: () => clearTimeout(timer) });
}
