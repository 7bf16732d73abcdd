import { randomUUID } from 'node:crypto';
import type { BridgeAnswer } from '../../../shared/api/bridge.ts';
import { cutApart } from '../../../shared/api/portions.ts';
import type { Reply } from '../../../shared/api/reply.ts';

/** Replies on their way to the page of one window: what is long goes in portions, each when the page asks for it. */
export class LongAnswers {
  readonly #unfinished = new Map<string, ReturnType<typeof cutApart>>();

  /** Returns a reply, or its first portion. */
  begin(reply: Reply<unknown>): BridgeAnswer {
    return this.#next(randomUUID(), cutApart(reply));
  }

  /** Returns what comes next of an answer; null where nothing does. */
  more(name: string): BridgeAnswer | null {
    const portions = this.#unfinished.get(name);
    return portions ? this.#next(name, portions) : null;
  }

  /** The page that asked is gone. */
  forgetAll(): void {
    this.#unfinished.clear();
  }

  #next(name: string, portions: ReturnType<typeof cutApart>): BridgeAnswer {
    const next = portions.next();
    if (next.done === true) {
      this.#unfinished.delete(name);
      return { reply: next.value as Reply<unknown> };
    }
    this.#unfinished.set(name, portions);
    return { portion: next.value, more: name };
  }
}
