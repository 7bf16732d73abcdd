import type { DiffLine } from './diff.ts';
import type { Plan } from '../plan/plan.ts';

/** What README.html and report.html are printed from, beside the plan itself. */
export interface BundleDocumentInput {
  plan: Plan;
  windowsName: string;
  /** Paths of the bundle's files, the documents included. */
  files: readonly string[];
  /** The configuration files: path, what it was merged into, and the changed lines; passwords are blanked out. */
  configuration: readonly { path: string; isMerged: boolean; diff: readonly DiffLine[] }[];
  /** Accounts whose entries stay disabled in the files until apply has set their password. */
  waitingAccounts: readonly string[];
  /** The server PFX, as the answers name it. */
  serverFile: string | null;
  /** Bindings of the site, and other sites on the same endpoint; null when no file of the server was given. */
  affected: { bindings: readonly string[]; sharing: readonly string[] } | null;
  /** Host name and port at which the site is tried out; null when the answers name no binding. */
  address: { host: string; port: number } | null;
}
