import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { succeed } from '../../../shared/api/reply.ts';
import { loopbackPaths } from '../../../shared/api/loopback.ts';
import type { CallContext } from '../../core/core.ts';
import { Session } from '../../core/session/session.ts';
import { wizardCore } from '../../core/wizard-core.ts';
import { nodeDisk } from '../../platform/files/node-disk.ts';
import { programData } from '../../platform/files/program-data.ts';
import { runFolders } from '../../platform/files/run-folders.ts';
import type { OpenSession } from '../open-session.ts';
import { readAssets, type Assets } from './assets.ts';
import { startLoopback, type Loopback, type LoopbackOptions } from './loopback-server.ts';

const at = '2026-11-25T10:00:00.000Z';
let base: string;
let assets: Assets;
let time = 0;
const started: Loopback[] = [];

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'loopback-'));
  mkdirSync(join(base, 'page/assets'), { recursive: true });
  writeFileSync(join(base, 'page/index.html'), '<!doctype html>');
  writeFileSync(join(base, 'page/assets/main-1a2b.js'), 'export {}');
  writeFileSync(join(base, 'page/notes.key'), 'no part of the page');
  writeFileSync(join(base, 'secret.txt'), 'outside');
  assets = await readAssets(join(base, 'page'));
});
afterEach(async () => {
  for (const loopback of started.splice(0)) await loopback.close();
  rmSync(base, { recursive: true, force: true });
});

function openSession(): OpenSession {
  const disk = nodeDisk(base);
  const session = new Session({
    disk,
    data: programData(join(base, 'state')),
    processes: { own: 1, isRunning: () => true },
    host: {
      version: '1.2.3',
      host: 'browser',
      isWindows: false,
      thisServer: { possible: false, reason: 'No Windows.' },
      windows: null,
    },
    servers: {
      practice: () => Promise.reject(new Error('none')),
      windows: () => Promise.resolve(null),
      configuration: () => Promise.resolve(null),
      facts: () => Promise.resolve(null),
      folders: runFolders(join(base, 'state')),
      askConsent: null,
    },
    now: () => new Date(at),
  });
  return {
    session,
    core: wizardCore({
      files: disk,
      practice: () => Promise.reject(new Error('none')),
      windows: () => Promise.resolve(null),
      session,
    }),
  };
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A host, and a client that can send anything. */
async function start(options: Partial<LoopbackOptions> = {}) {
  const loopback = await startLoopback({
    open: openSession(),
    assets,
    port: 0,
    now: () => time,
    idleMilliseconds: 60_000,
    ...options,
  });
  started.push(loopback);
  const host = `127.0.0.1:${loopback.port}`;
  const origin = `http://${host}`;
  const json = { origin, 'content-type': 'application/json' };

  const send = (method: string, path: string, headers: Record<string, string> = {}, body: string | Uint8Array = '') =>
    new Promise<Answer>((resolve, reject) => {
      const { port } = loopback;
      const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const exchange = (code: string, headers: Record<string, string> = json) =>
    send('POST', loopbackPaths.token, headers, JSON.stringify({ code }));
  const codeOf = (link: string) => new URL(link).hash.replace('#code=', '');
  const admitted = async (): Promise<Record<string, string>> => {
    const { text } = await exchange(codeOf(loopback.link()));
    return { ...json, authorization: `Bearer ${(JSON.parse(text) as { token: string }).token}` };
  };
  return { ...loopback, host, origin, json, send, exchange, codeOf, admitted };
}

const document = `${loopbackPaths.call}session/document`;
const replyOf = (text: string) => (JSON.parse(text.trim().split('\n').at(-1) ?? '') as { reply: unknown }).reply;

describe('the page', () => {
  it('is served with the policy, and nothing else is', async () => {
    const { send } = await start();
    const page = await send('GET', '/');
    expect(page).toMatchObject({ status: 200, text: '<!doctype html>' });
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
    });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
    expect(page.headers['set-cookie']).toBeUndefined();
    const script = await send('GET', '/assets/main-1a2b.js');
    expect(script).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } });
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await send('GET', '/notes.key')).status).toBe(404);
    expect((await send('HEAD', '/')).text).toBe('');
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])
      expect((await send(method, '/')).status).toBe(405);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..\\secret.txt',
    '//etc/passwd',
    '/assets',
    '/assets/',
    '/index.html/',
    '/INDEX.HTML',
    '/__proto__',
    '/api',
    'http://elsewhere.example/secret.txt',
  ])('has no path that leads elsewhere: %s', async (path) => {
    const { send } = await start();
    const { status, text } = await send('GET', path);
    expect(status).toBe(404);
    expect(text).not.toContain('outside');
  });
});

describe('a link', () => {
  it('gives a token once', async () => {
    const { link, exchange, codeOf } = await start();
    const code = codeOf(link());
    expect((await exchange(code)).status).toBe(200);
    const replayed = await exchange(code);
    expect(replayed).toMatchObject({ status: 401 });
    expect(replayed.text).toContain('used already');
  });

  it('gives none after a minute', async () => {
    const { link, exchange, codeOf } = await start();
    const code = codeOf(link());
    time += 60_001;
    expect((await exchange(code)).status).toBe(401);
  });

  it('is worth nothing after a newer one, and a guess does not use it up', async () => {
    const { link, exchange, codeOf } = await start();
    const old = codeOf(link());
    const code = codeOf(link());
    for (const wrong of [old, '', 'x', code.slice(0, -1)]) expect((await exchange(wrong)).status).toBe(401);
    expect((await exchange(code)).status).toBe(200);
  });

  it('has its code where no server and no log sees it', async () => {
    const { link, host } = await start();
    expect(link()).toMatch(new RegExp(`^http://${host}/#code=[A-Za-z0-9_-]{43}$`));
  });
});

describe('a call', () => {
  it('is answered for the page that has the token, on the same session for two windows', async () => {
    const { send, admitted } = await start();
    for (const headers of [await admitted(), await admitted()]) {
      const answer = await send('POST', document, headers, '{}');
      expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
      expect(replyOf(answer.text)).toMatchObject({ ok: true, value: { answers: null } });
    }
  });

  it.each<[string, number, (own: { host: string; headers: Record<string, string> }) => Record<string, string>]>([
    ['a name that was made to point here', 421, ({ headers }) => ({ ...headers, host: 'evil.example' })],
    [
      'that name with our port',
      421,
      ({ headers, host }) => ({ ...headers, host: `evil.example:${host.split(':')[1] ?? ''}` }),
    ],
    ['localhost', 421, ({ headers, host }) => ({ ...headers, host: host.replace('127.0.0.1', 'localhost') })],
    ['another port', 421, ({ headers }) => ({ ...headers, host: '127.0.0.1:1' })],
    ['no port', 421, ({ headers }) => ({ ...headers, host: '127.0.0.1' })],
    ['another origin', 403, ({ headers }) => ({ ...headers, origin: 'http://evil.example' })],
    ['the origin null of a sandboxed frame or a file', 403, ({ headers }) => ({ ...headers, origin: 'null' })],
    ['another port as origin', 403, ({ headers }) => ({ ...headers, origin: 'http://127.0.0.1:1' })],
    ['https', 403, ({ headers, host }) => ({ ...headers, origin: `https://${host}` })],
    ['no origin', 403, ({ headers }) => omit(headers, 'origin')],
    ['another site', 403, ({ headers }) => ({ ...headers, 'sec-fetch-site': 'cross-site' })],
    ['another port of this machine', 403, ({ headers }) => ({ ...headers, 'sec-fetch-site': 'same-site' })],
    ['the address bar', 403, ({ headers }) => ({ ...headers, 'sec-fetch-site': 'none' })],
    ['no token', 401, ({ headers }) => omit(headers, 'authorization')],
    ['a wrong token', 401, ({ headers }) => ({ ...headers, authorization: `Bearer ${'A'.repeat(43)}` })],
    ['another scheme', 401, ({ headers }) => ({ ...headers, authorization: `Basic ${'A'.repeat(43)}` })],
    ['a form', 415, ({ headers }) => ({ ...headers, 'content-type': 'application/x-www-form-urlencoded' })],
    ['a form of plain text', 415, ({ headers }) => ({ ...headers, 'content-type': 'text/plain' })],
    [
      'JSON in another dress',
      415,
      ({ headers }) => ({ ...headers, 'content-type': 'application/json; charset=utf-7' }),
    ],
    ['no type', 415, ({ headers }) => omit(headers, 'content-type')],
    ['a compressed body', 415, ({ headers }) => ({ ...headers, 'content-encoding': 'gzip' })],
  ])('of %s is refused with %i', async (_, status, change) => {
    const { send, admitted, host } = await start();
    const answer = await send('POST', document, change({ host, headers: await admitted() }), '{}');
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('reply');
    expect(answer.headers).toMatchObject({ connection: 'close', 'x-content-type-options': 'nosniff' });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('and its preflight get no permission', async () => {
    const { send, admitted } = await start();
    const headers = await admitted();
    for (const method of ['GET', 'PUT', 'OPTIONS']) expect((await send(method, document, headers)).status).toBe(405);
    const preflight = await send('OPTIONS', document, {
      origin: 'http://evil.example',
      'access-control-request-method': 'POST',
    });
    expect(preflight.status).toBe(403);
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each([
    ['wizard/newSample', { folder: { name: 'x', handle: '/tmp/x' }, at }],
    ['certificate-import/inspect', { files: [{ name: 'x', handle: '/etc/hostname' }], at }],
    ['session/constructor', {}],
    ['session/__proto__', {}],
    ['constructor/constructor', {}],
    ['session/', {}],
  ])('that a page may not make is no call: %s', async (call, input) => {
    const { send, admitted } = await start();
    const answer = await send('POST', loopbackPaths.call + call, await admitted(), JSON.stringify(input));
    expect(replyOf(answer.text)).toMatchObject({ ok: false, problem: { code: 'transport.unknown-call' } });
  });

  it('with a body that is no JSON or does not fit is refused, and the host lives on', async () => {
    const { send, admitted } = await start();
    const headers = await admitted();
    for (const body of ['', '{', '\u0000', '['.repeat(100_000)])
      expect((await send('POST', document, headers, body)).status).toBe(400);
    const wrong = await send('POST', document, headers, '{"extra":1}');
    expect(replyOf(wrong.text)).toMatchObject({ ok: false, problem: { code: 'api.invalid-input' } });
    expect((await send('POST', document, headers, '{}')).status).toBe(200);
    expect((await send('POST', `${document}/more`, headers, '{}')).status).toBe(404);
    expect((await send('POST', '/api/other', headers, '{}')).status).toBe(404);
  });

  it('with too large a body is refused before it is read', async () => {
    const { send, admitted } = await start({ limits: { callBytes: 100, codeBytes: 100 } });
    const headers = await admitted();
    expect((await send('POST', document, headers, 'x'.repeat(101))).status).toBe(413);
    const chunked = { ...headers, 'transfer-encoding': 'chunked' };
    expect((await send('POST', document, chunked, 'x'.repeat(101))).status).toBe(413);
    expect((await send('POST', loopbackPaths.token, headers, 'x'.repeat(101))).status).toBe(401);
  });

  it('that fails by a bug tells its kind and nothing of what it said', async () => {
    const open = openSession();
    open.core.call = () => Promise.reject(new RangeError('hunter2'));
    const { send, admitted } = await start({ open });
    const { text } = await send('POST', document, await admitted(), '{}');
    expect(replyOf(text)).toMatchObject({ ok: false, problem: { code: 'internal.bug' } });
    expect(text).not.toContain('hunter2');
  });

  it('tells its progress, runs beside others, and is cancelled when the page goes away', async () => {
    const open = openSession();
    const contexts: Partial<CallContext>[] = [];
    let arrived = (): void => undefined;
    const running = new Promise<void>((resolve) => (arrived = resolve));
    const real = open.core.call.bind(open.core);
    open.core.call = (group, name, input, context = {}) => {
      if (name !== 'host') return real(group, name, input, context);
      contexts.push(context);
      context.onProgress?.({ message: 'Half', done: 1, total: 2 });
      arrived();
      return new Promise((resolve) => {
        context.signal?.addEventListener('abort', () => resolve(succeed({}) as never));
      });
    };
    const { send, admitted, port } = await start({ open });
    const headers = await admitted();
    const sent = request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      path: `${loopbackPaths.call}session/host`,
      headers,
      agent: false,
    });
    const first = new Promise<string>((resolve) => {
      sent.on('response', (response) => response.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    });
    sent.on('error', () => undefined);
    sent.end('{}');
    await running;
    expect((await send('POST', document, headers, '{}')).status).toBe(200);
    expect(JSON.parse((await first).trim())).toEqual({ progress: { message: 'Half', done: 1, total: 2 } });
    const aborted = new Promise<void>((resolve) => {
      contexts[0]?.signal?.addEventListener('abort', () => resolve());
    });
    sent.destroy();
    await aborted;
  });
});

describe('files', () => {
  it('enter by upload and leave once under a ticket', async () => {
    const { send, admitted } = await start();
    const headers = await admitted();
    const octets = { ...headers, 'content-type': 'application/octet-stream' };
    const query = new URLSearchParams({ name: '../../b\u00f6se "x".cer', at }).toString();
    const uploaded = await send('POST', `${loopbackPaths.upload}?${query}`, octets, 'no certificate');
    expect(replyOf(uploaded.text)).toMatchObject({ ok: true, value: { kind: 'unknown', path: 'b\u00f6se -x-.cer' } });
    expect((await send('POST', loopbackPaths.upload, octets, 'x')).status).toBe(400);
    expect((await send('POST', `${loopbackPaths.upload}?${query}`, headers, 'x')).status).toBe(415);

    const asked = await send(
      'POST',
      `${loopbackPaths.call}session/downloadAnswers`,
      headers,
      '{"answers":{"version":1}}',
    );
    const { ticket } = (replyOf(asked.text) as { value: { ticket: string } }).value;
    const fetch = () => send('POST', loopbackPaths.download, headers, JSON.stringify({ ticket }));
    const file = await fetch();
    expect(file).toMatchObject({ status: 200, text: '{\n  "version": 1\n}\n' });
    expect(file.headers).toMatchObject({
      'content-disposition': 'attachment; filename="answers.json"',
      'cache-control': 'no-store',
    });
    expect((await fetch()).status).toBe(404);
  });
});

describe('the host', () => {
  it('answers on 127.0.0.1 only', async () => {
    const { port } = await start();
    const refused = (host: string) =>
      new Promise<boolean>((resolve) => {
        const socket = connect({ host, port });
        socket.on('connect', () => {
          socket.destroy();
          resolve(false);
        });
        socket.on('error', () => resolve(true));
      });
    expect(await refused('127.0.0.1')).toBe(false);
    expect(await refused('127.0.0.2')).toBe(true);
    expect(await refused('::1')).toBe(true);
  });

  it('says that a port is taken', async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it.each([
    ['sends its headers too slowly', 'GET / HTTP/1.1\r\nHost: x\r\n', { headersMilliseconds: 50 }],
    [
      'sends its body too slowly',
      'POST /api/token HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
      { requestMilliseconds: 50, headersMilliseconds: 50 },
    ],
    ['sends endless headers', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`, {}],
  ])('does not wait for a client that %s', async (_, text, limits) => {
    const { port, host, send } = await start({ limits: { checkMilliseconds: 10, ...limits } });
    const socket = connect({ host: '127.0.0.1', port });
    const closed = new Promise<string>((resolve) => {
      let said = '';
      socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
      socket.on('close', () => resolve(said));
      socket.on('error', () => undefined);
    });
    socket.write(text.replaceAll('HOST', host));
    expect(await closed).toMatch(/^HTTP\/1\.1 (408|431) /);
    expect((await send('GET', '/')).status).toBe(200);
  });

  it('tells when nobody uses it any more', async () => {
    const { idle, admitted, send } = await start({ idleMilliseconds: 20 });
    expect((await send('POST', loopbackPaths.alive, await admitted(), '{}')).status).toBe(200);
    await idle;
  });
});

function omit(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}
