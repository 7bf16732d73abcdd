import { describe, expect, it } from 'vitest';
import type { Bridge, BridgeRequest } from '../../shared/api/bridge.ts';
import type { Progress } from '../../shared/api/transport.ts';
import { maximumUploadBytes } from '../../shared/wizard/upload-limit.ts';
import { createChannelTransport } from './channel-transport.ts';

/** The other end of the channel, which answers when the test wants. */
function someBridge() {
  const asked: { id: number; request: BridgeRequest; answer: (reply: unknown) => void }[] = [];
  const cancelled: number[] = [];
  let progress: (id: number, progress: Progress) => void = () => undefined;
  const bridge: Bridge = {
    request: (id, request) =>
      new Promise((answer) => asked.push({ id, request, answer: answer as (r: unknown) => void })),
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
    expect(asked.map(({ id, request }) => [id, request])).toEqual([
      [1, { kind: 'call', group: 'session', name: 'document', input: {} }],
      [2, { kind: 'call', group: 'session', name: 'host', input: {} }],
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

  it('cancels a call that runs, and one that was cancelled before it began', async () => {
    const { bridge, asked, cancelled } = someBridge();
    const transport = createChannelTransport(bridge);
    const controller = new AbortController();
    const running = transport.call('session', 'document', {}, { signal: controller.signal });
    controller.abort();
    const late = transport.call('session', 'document', {}, { signal: controller.signal });
    expect(cancelled).toEqual([1, 2]);
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
