/// <reference lib="dom" />
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loopbackPaths } from '../../shared/api/loopback.ts';
import type { CallContext } from '../../electron/core/core.ts';
import { readAssets } from '../../electron/hosts/loopback/assets.ts';
import { startLoopback, type Loopback } from '../../electron/hosts/loopback/loopback-server.ts';
import { openSession, type OpenSession } from '../../electron/hosts/open-session.ts';

const systemChromium = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge'].find(existsSync);
const api = fileURLToPath(new URL('../../renderer/api/', import.meta.url));

/** A page that does nothing but carry calls, so that the transport and the host's rules are tried in a real browser. */
const script = `
import { chooseTransport } from ${JSON.stringify(join(api, 'choose-transport.ts'))};
window.transport = chooseTransport();
document.title = 'ready';
`;

let base: string;
let page: Page;
let context: BrowserContext;
let browser: Browser;
let loopback: Loopback;
let open: OpenSession;

interface InPage {
  transport: {
    call: (group: string, name: string, input: object, options?: object) => Promise<object>;
    upload: (file: object, at: string) => Promise<object>;
    download: (ticket: string, name: string) => Promise<object>;
  };
}

describe.skipIf(systemChromium === undefined)('the page in a real browser', () => {
  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'loopback-browser-'));
    process.env['XDG_STATE_HOME'] = join(base, 'state');
    writeFileSync(
      join(base, 'index.html'),
      '<!doctype html><title>page</title><script type="module" src="./main.js"></script>',
    );
    writeFileSync(join(base, 'main.js'), script);
    await build({
      root: base,
      configFile: false,
      logLevel: 'error',
      base: './',
      build: { outDir: join(base, 'built'), target: 'es2023', modulePreload: { polyfill: false } },
    });
    browser = await chromium.launch({
      ...(systemChromium && { executablePath: systemChromium }),
      args: ['--no-sandbox'],
    });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(base, { recursive: true, force: true });
  });
  beforeEach(async () => {
    open = openSession('browser', base);
    const assets = await readAssets(join(base, 'built'));
    loopback = await startLoopback({ open, assets, port: 0, now: () => performance.now(), idleMilliseconds: 60_000 });
    context = await browser.newContext();
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
    await loopback.close();
  });

  const ready = () => page.waitForFunction('document.title === "ready"');
  const callDocument = () =>
    page.evaluate(() => (window as unknown as InPage).transport.call('session', 'document', {}));

  it('uses up the code, takes it out of the address and the history, and goes on after a reload', async () => {
    const link = loopback.link();
    await page.goto(`${link}&step=mapping`);
    await ready();
    expect(new URL(page.url()).hash).toBe('#step=mapping');
    expect(await callDocument()).toMatchObject({ ok: true, value: { answers: null } });
    await page.reload();
    await ready();
    expect(await callDocument()).toMatchObject({ ok: true });
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, Object.keys(sessionStorage)])).toEqual([0, ['token']]);

    const other = await context.newPage();
    await other.goto(link);
    await other.waitForFunction('document.title === "ready"');
    const reply = await other.evaluate(() => (window as unknown as InPage).transport.call('session', 'document', {}));
    expect(reply).toMatchObject({ ok: false, problem: { code: 'transport.not-admitted' } });
  });

  it('says that the connection is lost, and that a call was cancelled', async () => {
    await page.goto(loopback.link());
    await ready();
    const real = open.core.call.bind(open.core);
    open.core.call = (group, name, input, given: Partial<CallContext> = {}) =>
      name === 'host'
        ? new Promise(() => given.onProgress?.({ message: 'Half', done: 1 }))
        : real(group, name, input, given);
    const cancelled = await page.evaluate(async () => {
      const cancel = new AbortController();
      const seen: object[] = [];
      const onProgress = (progress: object) => {
        seen.push(progress);
        cancel.abort();
      };
      const reply = await (window as unknown as InPage).transport.call(
        'session',
        'host',
        {},
        { signal: cancel.signal, onProgress },
      );
      return { reply, seen };
    });
    expect(cancelled).toMatchObject({
      seen: [{ message: 'Half', done: 1 }],
      reply: { ok: false, problem: { code: 'api.cancelled' } },
    });
    await loopback.close();
    expect(await callDocument()).toMatchObject({ ok: false, problem: { code: 'transport.lost' } });
  });

  it('uploads, downloads, and names what it cannot read or send', async () => {
    await page.goto(loopback.link());
    await ready();
    const at = '2026-11-25T10:00:00.000Z';
    const send = (size: number, kind: 'readable' | 'folder') =>
      page.evaluate(
        ([length, what, when]) => {
          const bytes = () =>
            what === 'folder'
              ? Promise.reject(new Error('folder'))
              : Promise.resolve(new TextEncoder().encode('{"version":1}').buffer);
          return (window as unknown as InPage).transport.upload({ name: 'b\u00f6se&.json', size: length, bytes }, when);
        },
        [size, kind, at] as const,
      );
    expect(await send(13, 'readable')).toMatchObject({
      ok: true,
      value: { kind: 'unknown', path: 'b\u00f6se&.json', error: { code: 'answers.invalid' } },
    });
    expect(await send(13, 'folder')).toMatchObject({ ok: false, problem: { code: 'transport.file-not-readable' } });
    expect(await send(2 ** 31, 'readable')).toMatchObject({ ok: false, problem: { code: 'session.file-too-large' } });

    const downloading = page.waitForEvent('download');
    const reply = await page.evaluate(async () => {
      const { transport } = window as unknown as InPage;
      const asked = (await transport.call('session', 'downloadAnswers', { answers: { version: 1 } })) as {
        value: { ticket: string };
      };
      return transport.download(asked.value.ticket, 'my answers.json');
    });
    expect(reply).toEqual({ ok: true, value: null });
    expect((await downloading).suggestedFilename()).toBe('my answers.json');
  });

  it('runs nothing that is not its own, and cannot be framed, read or called by another site', async () => {
    const { port } = loopback;
    await page.goto(loopback.link());
    await ready();
    await page.evaluate(() => {
      const { dataset } = document.documentElement;
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        dataset['violations'] = `${dataset['violations'] ?? ''} ${effectiveDirective}`;
      });
      const inline = document.createElement('script');
      inline.textContent = 'document.title = "owned"';
      const image = document.createElement('img');
      image.src = 'http://127.0.0.1:9/x.png';
      const style = document.createElement('style');
      style.textContent = 'body{color:red}';
      document.body.append(inline, image, style);
      void fetch('http://127.0.0.1:9/').catch(() => undefined);
    });
    for (const directive of ['script-src-elem', 'img-src', 'style-src-elem', 'connect-src'])
      await page.locator(`html[data-violations*=" ${directive}"]`).waitFor({ state: 'attached' });
    expect(await page.title()).toBe('ready');

    const evil = await serveEvil();
    try {
      const attacker = await context.newPage();
      await attacker.goto(`http://127.0.0.1:${(evil.address() as { port: number }).port}/`);
      const reached = await attacker.evaluate(
        async ([target, paths]) => {
          const origin = `http://127.0.0.1:${target}`;
          const tried: Record<string, string> = {};
          const attempt = async (what: string, work: () => Promise<unknown>) => {
            tried[what] = await work().then(
              () => 'reached',
              () => 'refused',
            );
          };
          await attempt('read', () => fetch(origin));
          await attempt('call', () =>
            fetch(`${origin}${paths.call}session/document`, {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: '{}',
            }),
          );
          await attempt(
            'script',
            () =>
              new Promise((resolve, reject) => {
                const element = document.createElement('script');
                element.onload = resolve;
                element.onerror = reject;
                element.src = `${origin}/index.html`;
                document.body.append(element);
              }),
          );
          const opaque = await fetch(`${origin}${paths.token}`, {
            method: 'POST',
            mode: 'no-cors',
            body: '{"code":"x"}',
          }).catch(() => null);
          tried['form'] = opaque === null || opaque.status === 0 ? 'not readable' : 'readable';
          return tried;
        },
        [port, { ...loopbackPaths }] as const,
      );
      expect(reached).toEqual({ read: 'refused', call: 'refused', script: 'refused', form: 'not readable' });
      await attacker.setContent(`<iframe src="http://127.0.0.1:${port}/"></iframe>`);
      const frame = attacker.frames()[1];
      expect(await frame?.title().catch(() => '')).not.toBe('ready');
    } finally {
      evil.close();
    }
  });
});

/** Another site on this machine: the same name, another port. */
function serveEvil(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><body></body>');
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
