import type { Bridge, BridgeRequest } from '../../shared/api/bridge.ts';
import type { Reply } from '../../shared/api/reply.ts';
import type { CallOptions, PickedFolder, Transport } from '../../shared/api/transport.ts';
import { maximumUploadBytes } from '../../shared/wizard/upload-limit.ts';
import { tooLarge, unreadable } from './problems.ts';

/** Returns the transport over the window's one channel to the main process. */
export function createChannelTransport(bridge: Bridge): Transport {
  let requests = 0;
  const listeners = new Map<number, CallOptions['onProgress']>();
  bridge.onProgress((id, progress) => listeners.get(id)?.(progress));

  async function ask<T>(request: BridgeRequest, { signal, onProgress }: CallOptions = {}): Promise<Reply<T>> {
    requests += 1;
    const id = requests;
    const cancel = (): void => bridge.cancel(id);
    listeners.set(id, onProgress);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const reply = bridge.request(id, request);
      if (signal?.aborted) cancel();
      return (await reply) as Reply<T>;
    } finally {
      listeners.delete(id);
      signal?.removeEventListener('abort', cancel);
    }
  }

  return {
    call: (group, name, input, options) => ask({ kind: 'call', group, name, input }, options),
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
