import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../shared/api/reply.ts';
import type { Transport } from '../../shared/api/transport.ts';
import { assumedWindows } from '../../shared/iis/windows-version.ts';
import { newDraft } from '../../shared/wizard/draft.ts';
import { chooseSite, configureThisServer, takeIn } from './take-in.ts';
import { createWizardStore } from './wizard-store.ts';

const site = (name: string) => ({ name, physicalPath: `D:\\sites\\${name}`, bindings: [] });
const host = { kind: 'applicationHost.config', path: 'applicationHost.config', sites: ['new'] };
const lost = { code: 'windows.configuration-shared', title: 'T', detail: 'D', fix: 'F' };

const machine = {
  computerName: 'WEB01',
  windows: 'server-2022',
  productName: 'Windows Server 2022 Datacenter',
  edition: 'ServerDatacenter',
  build: '20348.2113',
  desktop: 'server-core',
  iis: '10.0',
  isElevated: true,
};

interface SomeServer {
  sites: Record<string, string | null>;
  shared?: boolean;
  tells?: () => unknown;
}

/** The core on a server whose sites have these web.config files. */
function someServer({ sites, shared = false, tells = () => succeed(machine) }: SomeServer) {
  const asked: (string | null)[] = [];
  const replies: Record<string, (input: { site?: string | null; answers?: object }) => unknown> = {
    begin: ({ answers }) => succeed({ answers, revision: 1, isDirty: false, isPractice: false, files: [] }),
    readServer: ({ site: name = null }) => {
      asked.push(name);
      if (shared && name === null) return fail(lost);
      const path = name === null ? null : (sites[name] ?? null);
      const file = path === null ? null : { kind: 'web.config', path };
      return succeed({ file: name === null ? host : file });
    },
    readSites: () => succeed({ sites: Object.keys(sites).map(site) }),
    readLocks: () =>
      succeed({
        locks: [
          { section: 'access', locked: true },
          { section: 'mapping', locked: false },
        ],
      }),
    readMachine: () => tells(),
    evaluate: () => succeed({ sites: shared ? null : Object.keys(sites).map(site), problems: [], findings: [] }),
    keep: () => succeed({ revision: 2 }),
  };
  const call = (_: string, name: string, input: object) => Promise.resolve(replies[name]?.(input));
  const upload = () => Promise.resolve(succeed(host));
  const store = createWizardStore({ call, upload } as unknown as Transport);
  const answers = () => store.getState().draft?.present;
  const messages = () => store.getState().arrivals.map(({ name, message }) => `${name} ${message}`);
  return { store, asked, answers, messages };
}

describe('configuring the server that the program runs on', () => {
  it('begins with its file, and takes its only site with the web.config', async () => {
    const { store, asked, answers } = someServer({ sites: { new: 'web.config' } });
    await configureThisServer(store, newDraft('server-2019'));
    // The server knows better which Windows it is.
    expect(answers()?.target).toEqual({
      windows: 'server-2022',
      computerName: 'WEB01',
      applicationHostConfig: 'applicationHost.config',
      webConfig: 'web.config',
    });
    expect(answers()?.sslRequire).toMatchObject({ site: 'new', physicalPath: 'D:\\sites\\new' });
    expect(asked).toEqual([null, 'new']);
  });

  it('has the web.config of the site that is chosen, and of no other', async () => {
    const { store, answers } = someServer({ sites: { new: 'web.config', shop: 'web (2).config', bare: null } });
    await configureThisServer(store, newDraft('server-2019'));
    expect(answers()?.sslRequire.site).toBe('');
    await chooseSite(store, site('new'));
    expect(answers()?.target.webConfig).toBe('web.config');
    // Whoever goes through the list fast ends with the last one.
    await Promise.all([chooseSite(store, site('bare')), chooseSite(store, site('shop'))]);
    expect(answers()?.target.webConfig).toBe('web (2).config');
    await chooseSite(store, site('bare'));
    expect(answers()?.target).not.toHaveProperty('webConfig');
    store.getState().undo();
    expect(answers()?.sslRequire.site).toBe('');
  });

  it('says what the server is, and what of it is not known', async () => {
    const { store, messages } = someServer({ sites: { new: null, shop: null } });
    await configureThisServer(store, newDraft('server-2019'));
    expect(messages()).toEqual([
      'The file of this server is an applicationHost.config with one site: see step 1.',
      'This server is WEB01; Windows Server 2022 (ServerDatacenter, build 20348.2113); Server Core; IIS 10.0.',
    ]);
  });

  it('keeps the Windows version where the server has one that answers cannot name', async () => {
    const unknown = {
      ...machine,
      windows: null,
      edition: null,
      build: null,
      desktop: null,
      iis: null,
      isElevated: false,
    };
    const tells = () => succeed(unknown);
    const { store, answers, messages } = someServer({ sites: { new: null, shop: null }, tells });
    await configureThisServer(store, newDraft('server-2019'));
    expect(answers()?.target).toMatchObject({ windows: 'server-2019', computerName: 'WEB01' });
    expect(messages()[1]).toBe(
      'This server is WEB01; Windows Server 2022 Datacenter; whether it has a desktop is not known; no version of IIS was found; choose the Windows version yourself: this one is not among those that the wizard knows; read without administrator rights.',
    );
  });

  it('goes on where the server says nothing of itself', async () => {
    const { store, answers, messages } = someServer({ sites: { new: null, shop: null }, tells: () => fail(lost) });
    await configureThisServer(store, newDraft('server-2019'));
    expect(answers()?.target).toEqual({ windows: 'server-2019', applicationHostConfig: 'applicationHost.config' });
    expect(messages()[1]).toBe('This server T. D F');
    expect(store.getState().problem).toBeNull();
  });

  it('puts nothing into answers that were begun meanwhile', async () => {
    let tell: (reply: unknown) => void = () => undefined;
    const tells = () => new Promise((resolve) => (tell = resolve));
    const { store, answers } = someServer({ sites: { new: null, shop: null }, tells });
    const configured = configureThisServer(store, newDraft('server-2019'));
    await store.getState().loaded();
    await store.getState().begin(newDraft('windows-11'));
    tell(succeed(machine));
    await configured;
    expect(answers()?.target).not.toHaveProperty('computerName');
  });

  it('offers the sites that IIS lists where the file cannot be had, and says why', async () => {
    const { store, answers, asked, messages } = someServer({ sites: { new: 'web.config', shop: null }, shared: true });
    await configureThisServer(store, newDraft('server-2019'));
    expect(answers()?.target).not.toHaveProperty('applicationHostConfig');
    expect(store.getState().problem).toEqual(lost);
    expect(store.getState().listedSites?.map(({ name }) => name)).toEqual(['new', 'shop']);
    await chooseSite(store, site('new'));
    expect(answers()).toMatchObject({ target: { webConfig: 'web.config' }, sslRequire: { site: 'new' } });
    expect(messages()).toEqual([
      'new has "access" locked, says IIS: a web.config needs them unlocked for this site, which apply.ps1 does.',
    ]);
    expect(asked).toEqual([null, 'new']);
    await store.getState().begin(newDraft('server-2019'));
    expect(store.getState().listedSites).toBeNull();
  });
});

describe('answers for another server', () => {
  it('never get a file of this one', async () => {
    const { store, asked, answers } = someServer({ sites: { new: 'web.config' } });
    await store.getState().begin(newDraft('server-2019'));
    await chooseSite(store, site('new'));
    expect(asked).toEqual([]);
    expect(answers()?.target).not.toHaveProperty('webConfig');
  });
});

describe('files on the start screen', () => {
  const file = { name: 'applicationHost.config', size: 1 } as File;

  it('begin a preparation and are placed in it', async () => {
    const { store, answers } = someServer({ sites: { new: null, shop: null } });
    await takeIn(store, [file]);
    expect(answers()?.target).toEqual({ windows: assumedWindows, applicationHostConfig: 'applicationHost.config' });
    expect(store.getState().arrivals).toMatchObject([{ name: file.name, step: 'ssl-require' }]);
  });

  it('that come while something is being begun are placed in that', async () => {
    const { store, answers } = someServer({ sites: { new: null, shop: null } });
    const begun = store.getState().begin(newDraft('windows-11'));
    await Promise.all([takeIn(store, [file]), begun]);
    expect(answers()?.target).toEqual({ windows: 'windows-11', applicationHostConfig: 'applicationHost.config' });
  });
});
