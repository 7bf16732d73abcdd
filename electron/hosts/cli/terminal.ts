import type { Core } from '../../core/core.ts';

/** What surrounds one run of the command line; a test gives its own. */
export interface Terminal {
  /** The folder in which the command was typed. */
  folder: string;
  core: () => Promise<Core>;
  now: () => Date;
  signal: AbortSignal;
  output: TextStream;
  errors: TextStream;
  /** All of standard input, null when it is longer than `maximumBytes`. */
  readInput: (maximumBytes: number) => Promise<Uint8Array | null>;
  /** Asks and shows what is typed; absent when nobody sits at a terminal. */
  ask?: (question: string) => Promise<string>;
  /** Asks without showing what is typed; absent when nobody sits at a terminal. */
  askPassword?: (question: string) => Promise<string>;
  /** Calls the listener whenever somebody presses Enter; absent when nobody sits at a terminal. */
  onEnter?: (listener: () => void) => void;
}

export interface TextStream {
  write: (text: string) => void;
  colours: boolean;
  /** Width of a terminal in characters; absent for a file or pipe. */
  columns?: number;
}
