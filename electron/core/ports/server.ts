import type { FileReference } from '../../../shared/api/call.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import type { Reply } from '../../../shared/api/reply.ts';
import type { Secret } from '../../../shared/api/secret.ts';
import type { Change, Plan } from '../../../shared/plan/plan.ts';

export type ServerState = Change['after'];

/** A server on which plans are applied, one resource at a time. */
export interface Server {
  /** Returns the present state of a change's resource. */
  read(change: Change): Promise<ServerState | null>;
  /** Called instead of `write` for a resource that is as planned already; a practice fault strikes there too. */
  pass(change: Change): Problem | null;
  /** Brings the resource of a change into a state; returns why it could not, the resource then being as before. */
  write(change: Change, state: ServerState | null, passwords: ReadonlyMap<string, Secret>): Promise<Problem | null>;
}

/** The file in which an apply says what it does, before it does it. */
export interface JournalFile {
  /** Absolute path, as the user should see it. */
  readonly path: string;
  /** Returns the whole text; null when there is no journal yet. */
  read(): Promise<string | null>;
  /**
   * Appends a complete line durably, after cutting the file to `validLength` bytes: what a kill left behind is dropped. Then
   * `head`, which always has the same length, takes the place of the file's first line; a new file has both at once.
   */
  append(line: string, validLength: number, head: string): Promise<void>;
}

/** A change at which the practice server fails, or at which the process ends as if the power went. */
export interface Fault {
  change: string;
  kind: 'fail' | 'kill';
}

/** Practice servers, each in a file of its own, and the journals of what was applied to them. */
export interface Practice {
  /** Opens a server; an absent one is made from the state that the plan was made from, else untouched. */
  open(file: FileReference, plan: Plan | null, fault: Fault | null): Promise<Reply<Server>>;
  /** Returns the journal of what was applied to a server. */
  journalOf(server: FileReference): JournalFile;
  journal(file: FileReference): JournalFile;
}
