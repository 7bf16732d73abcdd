import type { Reply } from '../../shared/api/reply.ts';
import type { IncomingFile } from '../../shared/api/transport.ts';
import { isLocked, placeFile } from '../../shared/steps/certificate-import/place-file.ts';
import { withSite, type ListedSite } from '../../shared/steps/ssl-require/choose-site.ts';
import { assumedWindows } from '../../shared/iis/windows-version.ts';
import { fillDraft, newDraft, type Draft } from '../../shared/wizard/draft.ts';
import type { RecognisedFile } from '../../shared/wizard/session-calls.ts';
import type { Machine } from '../../shared/windows/machine.ts';
import { arrivalText } from './text.en.ts';
import type { Arrival, WizardStore } from './wizard-store.ts';

/** No certificate or configuration file comes near it; what is larger is refused before a byte is read. */
const largestBytes = 64 * 1024 * 1024;
const mostFiles = 10_000;

/**
 * Takes files into the session one after the other, puts each where it belongs, and says where that is. Files on the start
 * screen begin a preparation.
 */
export async function takeIn(store: WizardStore, files: readonly File[]): Promise<void> {
  await store.getState().loaded();
  if (!store.getState().draft && !(await store.getState().begin(newDraft(assumedWindows)))) return;
  const arrivals: Arrival[] = [];
  for (const file of files.slice(0, mostFiles)) {
    if (file.size > largestBytes) {
      arrivals.push({ name: file.name, step: null, message: arrivalText.tooLarge });
      continue;
    }
    const recognised = await store.getState().upload(incoming(file));
    if (recognised) arrivals.push(place(store, file.name, recognised));
  }
  if (files.length > mostFiles) arrivals.push({ name: '', step: null, message: arrivalText.tooMany(mostFiles) });
  const state = store.getState();
  state.arrived(arrivals);
  const before = state.draft?.present.sslRequire.site;
  await state.evaluateNow();
  if (before === '') await takeOnlySite(store);
}

/** Where there is one site there is no choice. */
async function takeOnlySite(store: WizardStore): Promise<void> {
  const { evaluation, listedSites, draft } = store.getState();
  const [only, ...others] = evaluation?.sites ?? listedSites ?? [];
  if (only && others.length === 0 && draft?.present.sslRequire.site === '') await chooseSite(store, only);
}

/** Begins answers for the server that the program runs on, with its own configuration and what it says of itself. */
export async function configureThisServer(store: WizardStore, draft: Draft): Promise<void> {
  const { begin, readServer, readSites, readMachine, arrived, evaluateNow } = store.getState();
  if (!(await begin(draft))) return;
  const begun = store.getState().draft?.begun;
  const asked = readMachine();
  const file = await readServer(null);
  if (file) {
    arrived([place(store, arrivalText.thisServersFile, file)]);
    await evaluateNow();
  } else await readSites();
  await takeOnlySite(store);
  const machine = await asked;
  // Somebody may have begun something else meanwhile.
  if (store.getState().draft?.begun !== begun) return;
  arrived([...store.getState().arrivals, placeMachine(store, machine)]);
}

/** Puts what the server says of itself into the answers, and returns what is to be said of it. */
function placeMachine(store: WizardStore, machine: Reply<Machine>): Arrival {
  const name = arrivalText.thisServer;
  if (!machine.ok) {
    const { title, detail, fix } = machine.problem;
    return { name, step: null, message: `${title}. ${detail} ${fix}` };
  }
  const { windows, computerName } = machine.value;
  store.getState().change(null, ({ target, ...draft }) => ({
    ...draft,
    target: { ...target, ...(windows && { windows }), computerName },
  }));
  return { name, step: 'ssl-require', message: arrivalText.machine(machine.value) };
}

/** Takes a site of the server into the answers; on the server itself its web.config comes along. */
export async function chooseSite(store: WizardStore, site: ListedSite): Promise<void> {
  const { change, document, readServer, readLocked, listedSites, arrived } = store.getState();
  const field = 'sslRequire.site';
  change(field, (draft) => withSite(draft, site));
  if (document?.isThisServer !== true) return;
  const isChosen = () => store.getState().draft?.present.sslRequire.site === site.name;
  const file = await readServer(site.name);
  if (!isChosen()) return;
  change(field, ({ target: { webConfig: _other, ...target }, ...draft }) => ({
    ...draft,
    target: { ...target, ...(file?.kind === 'web.config' && { webConfig: file.path }) },
  }));
  if (!listedSites || site.name === '') return;
  const locked = await readLocked(site.name);
  if (!isChosen() || locked.length === 0) return;
  arrived([{ name: site.name, step: 'ssl-require', message: arrivalText.locked(locked) }]);
}

/** Hands over the password of a file and puts the file where it belongs. */
export async function unlock(store: WizardStore, path: string, password: string): Promise<void> {
  const { givePassword, recognise, arrived, evaluateNow } = store.getState();
  await givePassword('file', path, password);
  const recognised = await recognise(path);
  if (!recognised) return;
  const arrival = place(store, path, recognised);
  // That the password was wrong is said at its field.
  arrived(store.getState().waiting.some((file) => file.path === path) ? [] : [arrival]);
  await evaluateNow();
}

/** Finds the files of a session that wait for their password: after a reload the page does not know them any more. */
export async function findWaiting(store: WizardStore): Promise<void> {
  const { document, draft, recognise, wait } = store.getState();
  if (!document || !draft) return;
  const named = JSON.stringify(draft.present);
  for (const path of document.files) {
    if (named.includes(JSON.stringify(path))) continue;
    const recognised = await recognise(path);
    if (recognised?.kind !== 'certificates' || !('error' in recognised.file)) continue;
    if (isLocked(recognised.file)) wait({ path, problem: recognised.file.error });
  }
}

function incoming(file: File): IncomingFile {
  return { name: file.name, size: file.size, bytes: () => file.arrayBuffer() };
}

/** Puts a recognised file into the draft and returns what is to be said of it. */
export function place(store: WizardStore, name: string, recognised: RecognisedFile): Arrival {
  const { change, replace, wait, noLongerWaits, openTable } = store.getState();
  switch (recognised.kind) {
    case 'certificates': {
      const { draft } = store.getState();
      if (!draft) throw new Error('a file is placed before answers were begun');
      const placed = placeFile(draft.present, recognised.file);
      if (placed.as === 'locked' && 'error' in recognised.file)
        wait({ path: recognised.file.path, problem: recognised.file.error });
      else noLongerWaits(recognised.file.path);
      change(null, () => placed.draft);
      return { name, step: 'certificate-import', message: arrivalText.placed[placed.as](placed.detail) };
    }
    case 'applicationHost.config': {
      const { path, sites } = recognised;
      change(null, (draft) => ({
        ...draft,
        target: { ...draft.target, applicationHostConfig: path },
      }));
      return { name, step: 'ssl-require', message: arrivalText.applicationHost(sites.length) };
    }
    case 'web.config':
      change(null, (draft) => ({ ...draft, target: { ...draft.target, webConfig: recognised.path } }));
      return { name, step: 'ssl-require', message: arrivalText.webConfig };
    case 'answers':
      // The core hands out answers that fit the schema; the page only fills in what they leave out.
      replace(fillDraft(recognised.answers as unknown as Parameters<typeof fillDraft>[0]));
      return { name, step: 'ssl-require', message: arrivalText.answers };
    case 'mappings':
      openTable(recognised.path);
      return { name, step: 'mapping', message: arrivalText.mappings };
    case 'unknown': {
      const { title, fix } = recognised.error;
      return { name, step: null, message: `${title}. ${fix}` };
    }
  }
}
