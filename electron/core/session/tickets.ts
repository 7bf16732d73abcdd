import { randomBytes } from 'node:crypto';

/** What a ticket stands for. */
export interface Download {
  name: string;
  type: 'application/zip' | 'application/json' | 'text/csv';
  bytes: Uint8Array;
}

/** More than one page can ask for at a time; an older one that nobody fetched is given up. */
const mostWaiting = 4;

/** Files that wait to be fetched, each once, by whoever has its ticket. */
export class Tickets {
  readonly #waiting = new Map<string, Download>();

  issue(download: Download): string {
    const ticket = randomBytes(32).toString('base64url');
    this.#waiting.set(ticket, download);
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined && this.#waiting.size > mostWaiting) this.#waiting.delete(oldest);
    return ticket;
  }

  /** Returns what the ticket stands for; null when it was used already or never issued. */
  take(ticket: string): Download | null {
    const download = this.#waiting.get(ticket) ?? null;
    this.#waiting.delete(ticket);
    return download;
  }
}
