import type { WindowsCode } from './windows-code.ts';

/** Who sent an alert, as far as the text tells. */
export type AlertSender = 'client' | 'server' | 'unknown';

export interface HttpStatus {
  status: number;
  substatus?: number;
}

/** What was found in one text that belongs together: a log line, or everything else that was pasted. */
export interface Clues {
  statuses: readonly HttpStatus[];
  /** In the order of the text, each once. */
  codes: readonly WindowsCode[];
  /** Ids of Windows events. */
  events: readonly number[];
  alerts: readonly { number: number; sender: AlertSender }[];
  /** Indices of `clientErrors`, or the name of a certificate error of Chromium. */
  clientErrors: readonly string[];
  /** The reason at the end of a line of httperr.log. */
  reason?: string;
}

export const noClues: Clues = { statuses: [], codes: [], events: [], alerts: [], clientErrors: [] };

/** The statuses that a server can send (IANA's registry), so that no port or size passes for one. */
const statuses = new Set([
  ...[
    200, 201, 202, 203, 204, 205, 206, 207, 300, 301, 302, 303, 304, 307, 308, 421, 422, 423, 424, 426, 428, 429, 431,
  ],
  ...Array.from({ length: 18 }, (_, index) => 400 + index),
  ...Array.from({ length: 6 }, (_, index) => 500 + index),
]);

/** Returns whether the number is a status that HTTP servers send. */
export function isHttpStatus(number: number): boolean {
  return statuses.has(number);
}
