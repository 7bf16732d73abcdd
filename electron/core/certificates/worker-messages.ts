import type { Progress } from '../core.ts';
import type { CertificateFacts, FileToOpen, OpenedReferences } from './open-files.ts';

/** What the main thread sends: one job, after which the worker waits for the next. */
export interface OpenRequest {
  readonly files: readonly FileToOpen[];
  readonly at: string;
  readonly allowManyIterations: boolean;
}

/**
 * What the worker answers: any number of reports and of certificates, then the result, which refers to the certificates.
 * Keys and passwords are in none of them. The main thread takes certificates in while the worker reads the next ones.
 */
export type OpenAnswer =
  | { readonly progress: Progress }
  | { readonly certificates: readonly CertificateFacts[] }
  | { readonly result: OpenedReferences };
