import type { FileReference, Secrets } from '../../../shared/api/call.ts';
import type { Secret } from '../../../shared/api/secret.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import type { Reply } from '../../../shared/api/reply.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { CallContext } from '../core.ts';

/** How a run is cancelled and tells how far it is. */
export type RunContext = CallContext;

export interface ServerStep<State extends string> {
  change: string;
  state: State;
  because?: string;
}

/** What became of a run: every change, where its journal lies, and why it stopped. */
export interface ServerRun {
  steps: ServerStep<'unchanged' | 'changed' | 'failed' | 'skipped'>[];
  journal: string;
  problem: Problem | null;
}

export interface ApplyOrder {
  bundle: FileReference;
  plan: Plan;
  /** The digest that somebody agreed to. */
  agreedDigest: string;
  /** Passwords of accounts by id. */
  secrets: Secrets;
  /** The server's PFX and its password; needed unless its certificate is there already. */
  pfx?: FileReference;
  pfxPassword?: Secret;
}

/** This Windows server, on which the scripts of a bundle are run. */
export interface WindowsServer {
  apply(order: ApplyOrder, context: RunContext): Promise<Reply<ServerRun>>;
  verify(
    bundle: FileReference,
    plan: Plan,
    context: RunContext,
  ): Promise<Reply<ServerStep<'as-planned' | 'different' | 'unknown'>[]>>;
  rollback(journal: FileReference, context: RunContext): Promise<Reply<ServerStep<'undone' | 'unchanged' | 'left'>[]>>;
}
