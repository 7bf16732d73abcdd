import type { Bridge, BridgeAnswer, BridgeRequest } from '../../shared/api/bridge.ts';
import { Assembly } from '../../shared/api/portions.ts';
import type { Reply } from '../../shared/api/reply.ts';
import type { CallOptions, PickedFolder, Transport } from '../../shared/api/transport.ts';
import { maximumUploadBytes } from '../../shared/wizard/upload-limit.ts';
import { tooLarge, unreadable } from './problems.ts';
import { printed } from './printed.ts';
import { turns } from './turns.ts';

/** Returns the transport over the window's one channel to the main process. */
export function createChannelTransport(bridge: Bridge): Transport {
  let requests = 0;
  const listeners = new Map<number, CallOptions['onProgress']>();
  bridge.onProgress((id, progress) => listeners.get(id)?.(progress));

  async function ask<T>(
    request: BridgeRequest | ((id: number) => Promise<BridgeRequest>),
    { signal, onProgress }: CallOptions = {},
  ): Promise<Reply<T>> {
    requests += 1;
    const id = requests;
    const cancel = (): void => bridge.cancel(id);
    listeners.set(id, onProgress);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const answering = bridge.request(id, typeof request === 'function' ? await request(id) : request);
      if (signal?.aborted) cancel();
      return await wholeOf<T>(id, await answering);
    } finally {
      listeners.delete(id);
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Sends the beginning of a long input ahead. JSON, since an object is copied piece by piece on its way out of the page. */
  async function callOf(id: number, group: string, name: string, input: unknown): Promise<BridgeRequest> {
    let last: string | null = null;
    for await (const text of printed(input)) {
      if (last !== null) await bridge.request(id, { kind: 'part', text: last });
      last = text;
    }
    return { kind: 'call', group, name, input: last ?? '' };
  }

  async function wholeOf<T>(id: number, first: BridgeAnswer): Promise<Reply<T>> {
    const assembly = new Assembly();
    const turn = turns();
    let answer = first;
    while ('portion' in answer) {
      assembly.add(answer.portion);
      await turn();
      answer = await bridge.request(id, { kind: 'more', of: answer.more });
    }
    const reply = assembly.complete(answer.reply as Reply<T>);
    // What is drawn of a long one takes a task of its own.
    await turn();
    return reply;
  }

  return {
    call: (group, name, input, options) => ask((id) => callOf(id, group, name, input), options),
    async upload(file, at, options) {
      if (file.size > maximumUploadBytes) return { ok: false, problem: tooLarge(file.name, maximumUploadBytes) };
      let bytes: ArrayBuffer;
      try {
        bytes = await file.bytes();
      } catch {
        return { ok: false, problem: unreadable(file.name) };
      }
      return ask({ kind: 'upload', name: file.name, bytes, at }, options);
    },
    download: (ticket, name) => ask({ kind: 'download', ticket, name }),
    async pickFolder() {
      const reply = await ask<PickedFolder | null>({ kind: 'pick-folder' });
      return reply.ok ? reply.value : null;
    },
    restartElevated: () => ask({ kind: 'restart-elevated' }),
  };
}
