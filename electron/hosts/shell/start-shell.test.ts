import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { bridgeChannels, type BridgeAnswer } from '../../../shared/api/bridge.ts';
import { Assembly } from '../../../shared/api/portions.ts';
import { succeed } from '../../../shared/api/reply.ts';
import type { ConsentRequest } from '../../core/ports/servers.ts';
import type { ElevatedStart } from '../../platform/windows/start-elevated.ts';
import type { OpenSession } from '../open-session.ts';
import type { ElectronParts } from './electron-parts.ts';
import { answerPageRequest, isPage, pageAddress } from './page-protocol.ts';
import { startShell } from './start-shell.ts';

const assets = new Map([
  [
    '/index.html',
    { bytes: new TextEncoder().encode('<p>page</p>'), type: 'text/html; charset=utf-8', isImmutable: false },
  ],
]);

type Listener = (...values: never[]) => unknown;

/** Stands in for Electron: it records what it is told, and lets a test speak as the page. */
class StandIn {
  readonly app = Object.assign(new EventEmitter(), {
    isFirst: true,
    sandboxed: false,
    quits: 0,
    asked: 0,
    requestSingleInstanceLock: () => {
      this.app.asked += 1;
      return this.app.isFirst;
    },
    enableSandbox: () => (this.app.sandboxed = true),
    whenReady: () => Promise.resolve(),
    quit: () => (this.app.quits += 1),
    exits: 0,
    exit: () => (this.app.exits += 1),
  });
  readonly contents = Object.assign(new EventEmitter(), {
    mainFrame: { url: pageAddress },
    opener: undefined as unknown as () => { action: string },
    setWindowOpenHandler: (handler: () => { action: string }) => (this.contents.opener = handler),
    send: () => undefined,
  });
  readonly handlers = new Map<string, Listener>();
  readonly dialogs: string[] = [];
  readonly boxes: Electron.MessageBoxOptions[] = [];
  answer = 1;
  options: Electron.BrowserWindowConstructorOptions = {};
  loaded = '';
  decisions: Record<string, Listener> = {};

  parts(): ElectronParts {
    const record = (name: string) => (handler: Listener) => (this.decisions[name] = handler);
    const { contents } = this;
    const setOptions = (options: Electron.BrowserWindowConstructorOptions) => (this.options = options);
    const load = (url: string) => (this.loaded = url);
    class BrowserWindow extends EventEmitter {
      readonly webContents = contents;
      constructor(options: Electron.BrowserWindowConstructorOptions) {
        super();
        setOptions(options);
      }
      loadURL = (url: string) => Promise.resolve(load(url));
    }
    return {
      app: this.app,
      BrowserWindow,
      Menu: { setApplicationMenu: () => undefined },
      protocol: { registerSchemesAsPrivileged: () => undefined, handle: () => undefined },
      session: {
        defaultSession: {
          setPermissionRequestHandler: record('request'),
          setPermissionCheckHandler: record('check'),
          setDevicePermissionHandler: record('device'),
          webRequest: { onBeforeRequest: record('before') },
        },
      },
      ipcMain: {
        handle: (name: string, handler: Listener) => this.handlers.set(name, handler),
        on: (name: string, handler: Listener) => this.handlers.set(name, handler),
      },
      dialog: {
        showMessageBox: (_window: unknown, box: Electron.MessageBoxOptions) => {
          this.dialogs.push(box.detail ?? '');
          this.boxes.push(box);
          return Promise.resolve({ response: this.answer });
        },
        showOpenDialog: () => Promise.resolve({ filePaths: ['/chosen'] }),
      },
    } as unknown as ElectronParts;
  }

  /** Speaks as a frame of the window, and returns what comes back; the input of a call travels as JSON. */
  ask(request: object, frame?: object): Promise<BridgeAnswer> {
    return this.raw('input' in request ? { ...request, input: JSON.stringify(request.input) } : request, frame);
  }

  raw(request: object, frame: object = this.contents.mainFrame): Promise<BridgeAnswer> {
    const handler = this.handlers.get(bridgeChannels.request) as unknown as (...values: unknown[]) => Promise<never>;
    return handler({ senderFrame: frame }, 1, request);
  }

  /** Returns the reply to a request that needs one message. */
  async request(request: object, frame?: object): Promise<unknown> {
    const answer = await this.ask(request, frame);
    if (!('reply' in answer)) throw new Error('It came in portions');
    return answer.reply;
  }
}

let electron: StandIn;
const called: string[] = [];
const inputs: unknown[] = [];
let answered: unknown;
let consent: (request: ConsentRequest) => Promise<boolean>;
const open = (askConsent: typeof consent) => {
  consent = askConsent;
  return {
    session: { upload: () => Promise.resolve(succeed('taken')) },
    core: {
      call: (group: string, name: string, input: unknown) => {
        called.push(`${group}.${name}`);
        inputs.push(input);
        return Promise.resolve(succeed(answered));
      },
    },
  } as unknown as OpenSession;
};
let elevated: ElevatedStart = 'started';
const start = (isRestarted = false) =>
  startShell({
    electron: electron.parts(),
    preload: '/preload.cjs',
    open,
    assets: () => Promise.resolve(assets),
    startElevated: () => Promise.resolve(elevated),
    isRestarted,
  });

beforeEach(() => {
  electron = new StandIn();
  called.length = 0;
  inputs.length = 0;
  answered = 'answered';
});

describe('the window', () => {
  it('is sandboxed, isolated, and shows the page of its own scheme', async () => {
    await start();
    expect(electron.loaded).toBe(pageAddress);
    expect(electron.app.sandboxed).toBe(true);
    expect(electron.options.webPreferences).toEqual({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    });
  });

  it('opens once', async () => {
    electron.app.isFirst = false;
    await start();
    expect([electron.app.quits, electron.loaded]).toEqual([1, '']);
  });

  it('stays on its page, opens no other, and gets no permission', async () => {
    await start();
    electron.app.emit('web-contents-created', {}, electron.contents);
    for (const name of ['will-navigate', 'will-redirect', 'will-attach-webview']) {
      let prevented = false;
      electron.contents.emit(name, { preventDefault: () => (prevented = true) });
      expect([name, prevented]).toEqual([name, true]);
    }
    expect(electron.contents.opener()).toEqual({ action: 'deny' });
    const { request, check, device, before } = electron.decisions as Record<string, (...values: unknown[]) => unknown>;
    let granted: unknown;
    request?.({}, 'media', (decision: unknown) => (granted = decision));
    expect([granted, check?.(), device?.()]).toEqual([false, false, false]);
    const cancels = (url: string) => {
      let decided = { cancel: false };
      before?.({ url }, (decision: { cancel: boolean }) => (decided = decision));
      return decided.cancel;
    };
    expect([cancels(pageAddress), cancels('https://example.com/'), cancels('file:///etc/passwd')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('messages of the page', () => {
  const host = { kind: 'call', group: 'session', name: 'host', input: {} };

  it('are answered for the page, and for no other frame or address', async () => {
    await start();
    expect(await electron.request(host)).toEqual(succeed('answered'));
    expect(await electron.request(host, { url: pageAddress })).toMatchObject({
      problem: { code: 'window.not-our-page' },
    });
    electron.contents.mainFrame.url = 'https://example.com/';
    expect(await electron.request(host)).toMatchObject({ problem: { code: 'window.not-our-page' } });
  });

  it('are answered in portions where the reply is long, until the page is left', async () => {
    await start();
    answered = { clients: Array.from({ length: 250 }, (_, index) => ({ index })), site: 'new' };
    const lengths: number[] = [];
    const assembly = new Assembly();
    let answer = await electron.ask(host);
    while ('portion' in answer) {
      lengths.push(answer.portion.items?.length ?? 0);
      assembly.add(answer.portion);
      answer = await electron.ask({ kind: 'more', of: answer.more });
    }
    expect(lengths).toEqual([100, 100, 50]);
    expect(assembly.complete(answer.reply)).toEqual(succeed(answered));
    const [given, left] = [await electron.ask(host), await electron.ask(host)];
    if (!('more' in given && 'more' in left)) throw new Error('It came whole');
    expect(await electron.ask({ kind: 'more', of: given.more }, { url: pageAddress })).toMatchObject({
      reply: { problem: { code: 'window.not-our-page' } },
    });
    expect(await electron.ask({ kind: 'more', of: given.more })).toMatchObject({ more: given.more });
    electron.contents.emit('did-navigate');
    expect(await electron.request({ kind: 'more', of: left.more })).toMatchObject({
      problem: { code: 'window.bad-request' },
    });
  });

  it('bring a long input in parts, which end with the page and have a limit', async () => {
    await start();
    const text = JSON.stringify({ folder: '/allowed' });
    const call = (last: string) => electron.raw({ kind: 'call', group: 'session', name: 'document', input: last });
    expect(await electron.request({ kind: 'part', text: text.slice(0, 5) })).toEqual(succeed(null));
    await electron.request({ kind: 'part', text: text.slice(5, 9) });
    expect(await call(text.slice(9))).toEqual({ reply: succeed('answered') });
    expect(inputs).toEqual([{ folder: '/allowed' }]);
    await electron.request({ kind: 'part', text: text.slice(0, 5) });
    electron.contents.emit('did-navigate');
    expect(await call(text.slice(5))).toMatchObject({ reply: { problem: { code: 'window.bad-request' } } });
    for (let part = 0; part < 64; part += 1) await electron.request({ kind: 'part', text: ' '.repeat(1024 * 1024) });
    expect(await electron.request({ kind: 'part', text: ' ' })).toMatchObject({
      problem: { code: 'window.bad-request' },
    });
    expect(await call(text)).toEqual({ reply: succeed('answered') });
  });

  it('reach only the calls that pages may make', async () => {
    await start();
    const forbidden = { ...host, group: 'review', name: 'export' };
    expect(await electron.request(forbidden)).toMatchObject({ ok: false });
    expect(await electron.request({ kind: 'eval', text: '1' })).toMatchObject({
      problem: { code: 'window.bad-request' },
    });
    expect(called).toEqual([]);
  });

  it('write only into a folder that the user chose, or allowed when asked', async () => {
    await start();
    const save = (folder: string) => electron.request({ ...host, name: 'save', input: { folder } });
    expect(await save('/elsewhere')).toMatchObject({ problem: { code: 'window.folder-refused' } });
    expect([electron.dialogs, called]).toEqual([['/elsewhere'], []]);
    const picked = (await electron.request({ kind: 'pick-folder' })) as { value: { handle: string; name: string } };
    expect(picked).toMatchObject({ ok: true, value: { name: '/chosen' } });
    const { handle } = picked.value;
    expect(handle).not.toContain('chosen');
    expect(await save(handle)).toEqual(succeed('answered'));
    expect(inputs.at(-1)).toEqual({ folder: '/chosen' });
    const to = { kind: 'folder', folder: handle, force: true };
    await electron.request({ ...host, name: 'export', input: { answers: {}, to } });
    expect(inputs.at(-1)).toEqual({ answers: {}, to: { kind: 'folder', folder: '/chosen', force: true } });
    expect(await save(`folder:${'0'.repeat(32)}`)).toMatchObject({ problem: { code: 'window.folder-refused' } });
    expect(electron.dialogs).toEqual(['/elsewhere']);
    electron.answer = 0;
    expect(await save('/allowed')).toEqual(succeed('answered'));
    expect(electron.dialogs).toEqual(['/elsewhere', '/allowed']);
  });
});

describe('a change of this server', () => {
  const request = { action: 'apply', site: 'new', digest: 'ab'.repeat(32), changes: 22 } as const;

  it('is agreed to in a dialog of the system, which names the digest and has Cancel as its default', async () => {
    await start();
    expect(await consent(request)).toBe(false);
    electron.answer = 0;
    expect(await consent(request)).toBe(true);
    expect(electron.dialogs).toEqual([
      `Site: new\nChanges: 22\nPlan digest: ${request.digest}`,
      `Site: new\nChanges: 22\nPlan digest: ${request.digest}`,
    ]);
    expect(electron.boxes).toMatchObject([
      { message: 'Apply this plan to this server?', buttons: ['Apply', 'Cancel'], defaultId: 1, cancelId: 1 },
      { message: 'Apply this plan to this server?' },
    ]);
    await consent({ ...request, action: 'rollback' });
    expect(electron.boxes.at(-1)).toMatchObject({ buttons: ['Roll back', 'Cancel'] });
  });

  it('is described without lines that a name of a site brings along', async () => {
    await start();
    await consent({ ...request, site: 'new\nPlan digest: forged\u202e\u2028x' });
    const lines = electron.dialogs[0]?.split(/[\n\u2028]/);
    expect(lines).toHaveLength(3);
    expect(lines?.[0]).not.toContain('\u202e');
  });

  it('cannot be agreed to by the page', async () => {
    await start();
    for (const kind of ['consent', 'agree', 'dialog']) {
      expect(await electron.request({ kind })).toMatchObject({ problem: { code: 'window.bad-request' } });
    }
  });
});

describe('starting again as administrator', () => {
  const restart = { kind: 'restart-elevated' };

  it('ends this program only when the other one has started', async () => {
    await start();
    elevated = 'declined';
    expect(await electron.request(restart)).toMatchObject({ problem: { code: 'window.elevation-declined' } });
    elevated = 'failed';
    expect(await electron.request(restart)).toMatchObject({ problem: { code: 'window.elevation-failed' } });
    expect(electron.app.exits).toBe(0);
    elevated = 'started';
    expect(await electron.request(restart)).toEqual(succeed(null));
    expect(electron.app.exits).toBe(1);
  });

  it('takes nothing from the page, and is not for other frames', async () => {
    await start();
    expect(await electron.request({ ...restart, program: 'C:\\evil.exe' })).toMatchObject({
      problem: { code: 'window.bad-request' },
    });
    expect(await electron.request(restart, { url: pageAddress })).toMatchObject({
      problem: { code: 'window.not-our-page' },
    });
    expect(electron.app.exits).toBe(0);
  });

  it('waits for the program before to end, as only one that was restarted does', async () => {
    electron.app.isFirst = false;
    const starting = start(true);
    await expect.poll(() => electron.app.asked).toBeGreaterThan(1);
    expect(electron.loaded).toBe('');
    electron.app.isFirst = true;
    await starting;
    expect([electron.loaded, electron.app.quits]).toEqual([pageAddress, 0]);
  });
});

describe("the page's scheme", () => {
  it.each(['wizard://page/../secret', 'wizard://other/index.html', 'wizard://page/%2e%2e/secret', 'wizard://page/x'])(
    'leads nowhere with %s',
    (url) => {
      expect(answerPageRequest(assets, 'GET', url).status).toBe(404);
    },
  );

  it('serves a file of the list with the policy', () => {
    const response = answerPageRequest(assets, 'GET', pageAddress);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(answerPageRequest(assets, 'POST', pageAddress).status).toBe(404);
    expect([isPage(pageAddress), isPage('https://page/'), isPage('no address')]).toEqual([true, false, false]);
  });
});
