import type { Certificate } from '../certificates/certificate.ts';
import type { Affected } from '../plan/affected.ts';
import type { Plan } from '../plan/plan.ts';
import type { DiffLine } from './diff.ts';

/** A certificate of the bundle, and what the plan does with it. */
export interface DocumentCertificate {
  role: 'server' | 'root' | 'intermediate' | 'client';
  certificate: Pick<Certificate, 'subject' | 'issuer' | 'serialNumber' | 'thumbprint' | 'notBefore' | 'notAfter'>;
}

/** A configuration file of the bundle. Passwords and what the plan is not about are blanked out in its lines. */
export interface DocumentConfiguration {
  path: string;
  /** It holds everything of the file that was given, with the changes. */
  isMerged: boolean;
  /** Several `<location>` elements stand in one `<configuration>`: only they are copied. */
  isWrapped: boolean;
  diff: readonly DiffLine[];
}

/** What README.html and report.html are printed from, beside the plan itself. */
export interface BundleDocumentInput {
  plan: Plan;
  /** ISO 8601 in UTC: when the plan was made. */
  at: string;
  windowsName: string;
  /** Paths of the bundle's files, the documents included. */
  files: readonly string[];
  configuration: readonly DocumentConfiguration[];
  /** Accounts whose entries stay disabled in the files until apply has set their password. */
  waitingAccounts: readonly string[];
  /** The server PFX, as the answers name it. */
  serverFile: string | null;
  certificates: readonly DocumentCertificate[];
  /** Null when no applicationHost.config was given. */
  affected: Affected | null;
  /** Host name, port and protected path at which the site is tried out; `host` is null where no answer tells it. */
  address: { host: string | null; port: number; path: string };
}
