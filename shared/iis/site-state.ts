import type { MappingSection } from '../mapping/mapping-section.ts';
import type { SslFlag } from './ssl-flags.ts';

export interface Binding {
  protocol: string;
  bindingInformation: string;
  sslFlags: number;
}

/** What the given files say of one site, for the resources that a plan touches; `null` where no file tells. */
export interface SiteState {
  name: string;
  physicalPath: string | null;
  bindings: readonly Binding[];
  /** Effective values at each asked path, in the order asked. */
  paths: readonly { path: string; sslFlags: readonly SslFlag[] | null; anonymousEnabled: boolean | null }[];
  /** The effective mapping section of the site. */
  mapping: MappingSection | null;
  /** Whether the three sections may stand in the site's web.config. */
  locks: readonly { section: string; locked: boolean | null }[];
  /** Whether IISCertificateMappingAuthenticationModule is installed. */
  moduleInstalled: boolean | null;
}
