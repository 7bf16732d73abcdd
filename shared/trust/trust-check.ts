import type { Certificate, Chain } from '../certificates/certificate.ts';
import type { ServerSettings } from './server-settings.ts';
import type { ListedCertificate } from './store-listing.ts';

/** Everything that the trust check looks at. */
export interface TrustInput {
  readonly at: string;
  readonly clients: readonly { readonly id: string; readonly certificate: Certificate }[];
  /** Structure over the answers' certificates and all listed ones whose bytes are known. */
  readonly chains: readonly Chain[];
  /** Certificates that the answers put into a store of the server. */
  readonly planned: readonly {
    readonly store: 'Root' | 'CA';
    readonly file: string;
    readonly certificate: Certificate;
  }[];
  /** What the listings show; an empty list is no listing, not an empty store. */
  readonly listed: readonly ListedCertificate[];
  readonly settings: ServerSettings;
}
