import type { Certificate, Chain } from '../certificates/certificate.ts';
import type { Configuration } from '../iis/configuration.ts';

/** What the files that the answers name say; the rules and the plan see nothing else of the world. */
export interface Facts {
  /** ISO 8601 in UTC: the only source of time. */
  at: string;
  /** The server's file, its own certificate first (the one whose key it holds), and whether it holds that key. */
  server: { certificate: Certificate; others: readonly Certificate[] } | null;
  /** For each entry of `certificateImport.authorities`, in its order, the certificates of its file. */
  authorities: readonly (readonly Certificate[])[];
  /** For each client's id, its certificate. */
  clients: ReadonlyMap<string, Certificate>;
  /** Structure of every certificate above, over all of them. */
  chains: readonly Chain[];
  applicationHost: Configuration | null;
  web: Configuration | null;
  /** Ids of the accounts whose password was handed over; never the passwords. */
  passwordsGiven: ReadonlySet<string>;
}
