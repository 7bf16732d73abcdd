import type { RecognisedFile } from '../wizard/session-calls.ts';
import type { CallArgument, CallGroup, CallName, CallOutput } from './contract.ts';
import type { Reply } from './reply.ts';

/** How far a long call is; without `total` nobody can know. */
export interface Progress {
  message: string;
  done: number;
  total?: number;
}

export interface CallOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** A file on its way into the session: what a drop or a picker gave. */
export interface IncomingFile {
  name: string;
  size: number;
  bytes: () => Promise<ArrayBuffer>;
}

/** A folder that the user chose: its handle for the core, its name for the eye. */
export interface PickedFolder {
  handle: string;
  name: string;
}

/**
 * What the page has of the core, whatever carries it: HTTP in the browser, the preload's channel in the window. A lost
 * connection is the problem `transport.lost`; a call never rejects but for a bug.
 */
export interface Transport {
  call<Group extends CallGroup, Name extends CallName<Group>>(
    group: Group,
    name: Name,
    input: CallArgument<Group, Name>,
    options?: CallOptions,
  ): Promise<Reply<CallOutput<Group, Name>>>;
  /** Puts a file into the session under its name, made unique, and says what it is. */
  upload(file: IncomingFile, at: string, options?: CallOptions): Promise<Reply<RecognisedFile>>;
  /** Hands what a ticket stands for to the user as a download under that name. */
  download(ticket: string, name: string): Promise<Reply<null>>;
  /**
   * Asks for a folder on the core's machine with the system's dialog; null when it was closed. Calls take its handle in
   * the place of a folder. Absent in a browser.
   */
  pickFolder?: () => Promise<PickedFolder | null>;
  /** Starts the program once more as administrator, and ends this one when that has started. Absent in a browser. */
  restartElevated?: () => Promise<Reply<null>>;
}
