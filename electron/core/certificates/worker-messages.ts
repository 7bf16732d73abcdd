import type { Chain } from '../../../shared/certificates/certificate.ts';
import type { Progress } from '../core.ts';
import type { CertificateFacts, CertificateReference, FileOutline, FileToOpen } from './open-files.ts';

/** What the main thread sends: one job, after which the worker waits for the next. */
export interface OpenRequest {
  readonly files: readonly FileToOpen[];
  readonly at: string;
  readonly allowManyIterations: boolean;
  /** Shared: how many portions the main thread has taken in. */
  readonly taken: Int32Array;
}

/** What travels ahead of the result, in portions: one large message would keep the main thread from everything else. */
export type Portion =
  | { readonly certificates: readonly CertificateFacts[] }
  | { readonly references: readonly CertificateReference[] }
  | { readonly chains: readonly Chain[] };

/**
 * What the worker answers: any number of reports and of portions, then the result, which refers to the portions. Keys and
 * passwords are in none of them. The main thread takes portions in while the worker reads on.
 */
export type OpenAnswer = { readonly progress: Progress } | Portion | { readonly result: readonly FileOutline[] };
