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

/** The core on a server whose sites have these web.config files. */
function someServer({ sites, shared = false }: { sites: Record<string, string | null>; shared?: boolean }) {
  const asked: (string | null)[] = [];
  const replies: Record<string, (input: { site?: string | null; answers?: object }) => unknown> = {
    begin: ({ answers }) => succeed({ answers, revision: 1, isDirty: false, isPractice: false, files: [] }),
    readServer: ({ site: name = null }) => {
      asked.push(name);
      if (shared) return fail(lost);
      const path = name === null ? null : (sites[name] ?? null);
      const file = path === null ? null : { kind: 'web.config', path };
      return succeed({ file: name === null ? host : file });
    },
    evaluate: () => succeed({ sites: Object.keys(sites).map(site), problems: [], findings: [] }),
    keep: () => succeed({ revision: 2 }),
  };
  const call = (_: string, name: string, input: object) => Promise.resolve(replies[name]?.(input));
  const upload = () => Promise.resolve(succeed(host));
  const store = createWizardStore({ call, upload } as unknown as Transport);
  const answers = () => store.getState().draft?.present;
  return { store, asked, answers };
}

describe('configuring the server that the program runs on', () => {
  it('begins with its file, and takes its only site with the web.config', async () => {
    const { store, asked, answers } = someServer({ sites: { new: 'web.config' } });
    await configureThisServer(store, newDraft('server-2019'));
    expect(answers()?.target).toMatchObject({
      windows: 'server-2019',
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

  it('goes on without the file when it cannot be read, and says why', async () => {
    const { store, answers } = someServer({ sites: {}, shared: true });
    await configureThisServer(store, newDraft('server-2019'));
    expect(answers()?.target).not.toHaveProperty('applicationHostConfig');
    expect(store.getState().problem).toEqual(lost);
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
