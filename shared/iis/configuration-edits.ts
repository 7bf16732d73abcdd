import type { Secret } from '../api/secret.ts';
import type { LogonMethod, MappingRule, PermissionMode } from '../mapping/mapping-section.ts';
import type { SslFlag } from './ssl-flags.ts';

/**
 * How an entry's `password` is written. `none`: no attribute (and the entry is disabled, with a comment, when it has an
 * account). `keep`: an existing entry's stored text stays. `clear`: only on the admin's explicit request.
 */
export type PasswordEdit = { kind: 'none' } | { kind: 'keep' } | { kind: 'clear'; password: Secret };

export interface OneToOneEdit {
  /** Single-line Base-64 of the DER; an existing entry with the same DER is changed, whatever its text. */
  certificate: string;
  userName: string;
  enabled: boolean;
  password: PasswordEdit;
}

export interface ManyToOneEdit {
  /** The collection's key; an existing entry of this name is changed. */
  name: string;
  description: string;
  enabled: boolean;
  permissionMode: PermissionMode;
  userName?: string;
  password: PasswordEdit;
  rules: readonly MappingRule[];
}

export interface MappingSectionEdit {
  enabled: boolean;
  oneToOneEnabled: boolean;
  manyToOneEnabled: boolean;
  logonMethod: LogonMethod;
  defaultLogonDomain: string;
  oneToOne: readonly OneToOneEdit[];
  manyToOne: readonly ManyToOneEdit[];
  /** Existing entries to take out: the DER as single-line Base-64, or the attribute's text where that cannot be decoded. */
  removeOneToOne: readonly string[];
  removeManyToOne: readonly string[];
}

/** Everything that a plan changes in the configuration files of one site. */
export interface ConfigurationEdits {
  site: string;
  /** Added to, or updated in, the site of an applicationHost.config; a web.config has no bindings. */
  binding?: { bindingInformation: string; sslFlags: number };
  /** `/` is the site; another path is below it (`/secure`), without a slash at its end. */
  paths: readonly { path: string; sslFlags?: readonly SslFlag[]; anonymousEnabled?: boolean }[];
  mapping?: MappingSectionEdit;
}
