import type { Problem } from '../../../shared/api/problem.ts';
import type { Reply } from '../../../shared/api/reply.ts';
import type { Endpoint } from '../../../shared/iis/binding.ts';
import type { ReadStore } from '../../../shared/trust/server-reading.ts';
import type { Machine } from '../../../shared/windows/machine.ts';
import type { CallContext } from '../core.ts';

/** How reading is cancelled and tells how far it is. */
export type ReadContext = CallContext;

/** A certificate of a store of the computer, without its private key. */
export interface StoredCertificate {
  thumbprint: string;
  bytes: Uint8Array;
  hasPrivateKey: boolean;
}

/** What decides on clients; null is what the server did not tell. */
export interface TrustFacts {
  /** A store that was not told is not in it. */
  stores: ReadonlyMap<ReadStore, readonly StoredCertificate[]>;
  sendTrustedIssuerList: number | null;
  clientAuthTrustMode: number | null;
  /** Features by Windows' name of them. */
  features: ReadonlyMap<string, boolean>;
  /** The records of HTTP.SYS, with the store of issuers that each names; an empty text when it names none. */
  endpoints: readonly (Endpoint & { ctlStore: string })[] | null;
  notTold: readonly Problem[];
}

/** What this server says of itself. Nothing is changed by asking. */
export interface ServerFacts {
  machine(context: ReadContext): Promise<Reply<Machine>>;
  /** Fails when nothing at all was told; throws `signal.reason` when it is cancelled. */
  trust(context: ReadContext): Promise<Reply<TrustFacts>>;
}
