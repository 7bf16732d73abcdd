import type { Portion } from './portions.ts';
import type { Reply } from './reply.ts';
import type { Progress } from './transport.ts';

/** What the page asks of the window's main process. */
export type BridgeRequest =
  /** `input` is JSON; what came before it in parts is its beginning. */
  | { kind: 'call'; group: string; name: string; input: string }
  | { kind: 'part'; text: string }
  | { kind: 'upload'; name: string; bytes: ArrayBuffer; at: string }
  | { kind: 'download'; ticket: string; name: string }
  | { kind: 'pick-folder' }
  | { kind: 'restart-elevated' }
  /** The next part of an answer that was not given whole. */
  | { kind: 'more'; of: string };

/** A reply, or a portion of a long one under the name that the next part is asked for by: what is long reaches the page in many messages. */
export type BridgeAnswer = { reply: Reply<unknown> } | { portion: Portion; more: string };

/** What the preload puts into the window as `wizard`: the one channel to the main process. */
export interface Bridge {
  /** `id` is the page's own number for the request. */
  request: (id: number, request: BridgeRequest) => Promise<BridgeAnswer>;
  cancel: (id: number) => void;
  onProgress: (listener: (id: number, progress: Progress) => void) => void;
}

/** The names under which preload and the main process speak. */
export const bridgeChannels = {
  request: 'wizard:request',
  cancel: 'wizard:cancel',
  progress: 'wizard:progress',
} as const;
