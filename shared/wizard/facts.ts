import type { Certificate, Chain } from '../certificates/certificate.ts';
import type { Configuration } from '../iis/configuration.ts';
import type { Binding, SiteState } from '../iis/site-state.ts';

/** What the files that the answers name say; the rules and the plan see nothing else of the world. */
export interface Facts {
  /** ISO 8601 in UTC: the only source of time. */
  at: string;
  /** The server's file: its own certificate (the one whose key it holds, where it holds one) and what came with it. */
  server: { certificate: Certificate; others: readonly Certificate[] } | null;
  /** For each entry of `certificateImport.authorities`, in its order, the certificates of its file; none when a draft's file could not be opened. */
  authorities: readonly (readonly Certificate[])[];
  /** The clients of `certificateImport.clients` whose certificate could be read, in their order: all of them, except in a draft. */
  clients: readonly { id: string; certificate: Certificate }[];
  /** Structure of every certificate above, over all of them. */
  chains: readonly Chain[];
  applicationHost: Configuration | null;
  web: Configuration | null;
  /** The sites of the given applicationHost.config; null without one. */
  sites: readonly { name: string; physicalPath: string | null; bindings: readonly Binding[] }[] | null;
  /** What the given files say of the answered site; null without files, or when the site is in none of them. */
  site: SiteState | null;
  /** Ids of the accounts whose password was handed over; never the passwords. */
  passwordsGiven: ReadonlySet<string>;
}
