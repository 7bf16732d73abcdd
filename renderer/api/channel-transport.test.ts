import { describe, expect, it } from 'vitest';
import type { Bridge, BridgeAnswer, BridgeRequest } from '../../shared/api/bridge.ts';
import type { Reply } from '../../shared/api/reply.ts';
import type { Progress } from '../../shared/api/transport.ts';
import { maximumUploadBytes } from '../../shared/wizard/upload-limit.ts';
import { createChannelTransport } from './channel-transport.ts';

/** The other end of the channel, which answers when the test wants. */
function someBridge() {
  const asked: { id: number; request: BridgeRequest; answer: (reply: unknown) => void; give: (answer: BridgeAnswer) => void }[] = []; // prettier-ignore
  const cancelled: number[] = [];
  let progress: (id: number, progress: Progress) => void = () => undefined;
  const bridge: Bridge = {
    request: (id, request) =>
      new Promise((give) => {
        asked.push({ id, request, give, answer: (reply) => give({ reply: reply as Reply<unknown> }) });
      }),
    cancel: (id) => void cancelled.push(id),
    onProgress: (listener) => void (progress = listener),
  };
  return { bridge, asked, cancelled, say: (id: number, what: Progress) => progress(id, what) };
}

describe('the transport of the window', () => {
  it('gives each call its own number, progress and answer', async () => {
    const { bridge, asked, say } = someBridge();
    const transport = createChannelTransport(bridge);
    const seen: Progress[] = [];
    const first = transport.call('session', 'document', {}, { onProgress: (each) => seen.push(each) });
    const second = transport.call('session', 'host', {});
    await expect
      .poll(() => asked.map(({ id, request }) => [id, request]))
      .toEqual([
        [1, { kind: 'call', group: 'session', name: 'document', input: '{}' }],
        [2, { kind: 'call', group: 'session', name: 'host', input: '{}' }],
      ]);
    say(1, { message: 'Half', done: 1 });
    say(2, { message: 'Nobody listens', done: 1 });
    asked[1]?.answer({ ok: true, value: 'second' });
    asked[0]?.answer({ ok: true, value: 'first' });
    expect([await first, await second]).toEqual([
      { ok: true, value: 'first' },
      { ok: true, value: 'second' },
    ]);
    say(1, { message: 'Too late', done: 1 });
    expect(seen).toEqual([{ message: 'Half', done: 1 }]);
  });

  it('asks for a long reply part by part, and puts it together', async () => {
    const { bridge, asked } = someBridge();
    const transport = createChannelTransport(bridge);
    const reply = transport.call('session', 'document', {});
    await expect.poll(() => asked.length).toBe(1);
    asked[0]?.give({ portion: { path: ['value', 'files'], items: ['a', 'b'] }, more: 'answer' });
    await expect.poll(() => asked[1]?.request).toEqual({ kind: 'more', of: 'answer' });
    asked[1]?.give({ portion: { path: ['value', 'files'], items: ['c'] }, more: 'answer' });
    await expect.poll(() => asked.length).toBe(3);
    asked[2]?.answer({ ok: true, value: { files: [], revision: 1 } });
    expect(await reply).toEqual({ ok: true, value: { files: ['a', 'b', 'c'], revision: 1 } });
    expect(asked).toHaveLength(3);
  });

  it('sends a long input ahead in parts', async () => {
    const { bridge, asked } = someBridge();
    const transport = createChannelTransport(bridge);
    const clients = Array.from({ length: 500 }, (_, index) => ({
      id: `client-${index}`,
      certificate: 'x'.repeat(1500),
    }));
    const reply = transport.call('session', 'evaluate', { answers: { clients }, at: '2026-01-01T00:00:00.000Z' });
    const texts: string[] = [];
    for (let seen = 0; ; seen += 1) {
      await expect.poll(() => asked.length).toBe(seen + 1);
      const request = asked[seen]?.request;
      asked[seen]?.answer({ ok: true, value: null });
      if (request?.kind === 'part') texts.push(request.text);
      if (request?.kind !== 'call') continue;
      texts.push(request.input);
      break;
    }
    await reply;
    expect(texts.length).toBeGreaterThan(2);
    expect(JSON.parse(texts.join(''))).toMatchObject({ answers: { clients } });
    for (const text of texts) expect(text.length).toBeLessThan(1024 * 1024);
  });

  it('cancels a call that runs, and one that was cancelled before it began', async () => {
    const { bridge, asked, cancelled } = someBridge();
    const transport = createChannelTransport(bridge);
    const controller = new AbortController();
    const running = transport.call('session', 'document', {}, { signal: controller.signal });
    await expect.poll(() => asked.length).toBe(1);
    controller.abort();
    const late = transport.call('session', 'document', {}, { signal: controller.signal });
    await expect.poll(() => cancelled).toEqual([1, 2]);
    for (const { answer } of asked) answer({ ok: true, value: null });
    await Promise.all([running, late]);
  });

  it('neither reads what is too large nor sends what cannot be read', async () => {
    const { bridge, asked } = someBridge();
    const transport = createChannelTransport(bridge);
    const at = '2026-01-01T00:00:00.000Z';
    let reads = 0;
    const bytes = () => {
      reads += 1;
      return Promise.reject(new Error('a folder'));
    };
    const huge = await transport.upload({ name: 'huge.pfx', size: maximumUploadBytes + 1, bytes }, at);
    expect(huge).toMatchObject({ ok: false, problem: { code: 'session.file-too-large' } });
    expect(reads).toBe(0);
    const folder = await transport.upload({ name: 'folder', size: 1, bytes }, at);
    expect(folder).toMatchObject({ ok: false, problem: { code: 'transport.file-not-readable' } });
    expect(asked).toEqual([]);
  });

  it('returns the folder that was picked, or null', async () => {
    const { bridge, asked } = someBridge();
    const transport = createChannelTransport(bridge);
    const picked = transport.pickFolder?.();
    asked[0]?.answer({ ok: true, value: 'C:\\answers' });
    const refused = transport.pickFolder?.();
    asked[1]?.answer({ ok: false, problem: {} });
    expect([await picked, await refused]).toEqual(['C:\\answers', null]);
  });
});
