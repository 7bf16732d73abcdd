import { z } from 'zod';

/** `iisClientCertificateMappingAuthentication/@logonMethod` (Microsoft Learn: IIS Client Certificate Mapping Authentication). */
export const logonMethods = ['Interactive', 'Batch', 'Network', 'ClearText'] as const;
export type LogonMethod = (typeof logonMethods)[number];

export const permissionModes = ['Allow', 'Deny'] as const;
export type PermissionMode = (typeof permissionModes)[number];

export const certificateFields = ['Subject', 'Issuer'] as const;
export type CertificateField = (typeof certificateFields)[number];

/** One criterion of a many-to-one mapping (Microsoft Learn: Many To One Mappings <add> <rules>). */
export const mappingRuleSchema = z.object({
  certificateField: z.enum(certificateFields),
  certificateSubField: z.string(),
  matchCriteria: z.string(),
  compareCaseSensitive: z.boolean(),
});
export type MappingRule = z.infer<typeof mappingRuleSchema>;

/** What a file shows of an entry's password; the text itself is never read out. */
export const storedPasswords = ['none', 'encrypted', 'clear'] as const;
export type StoredPassword = (typeof storedPasswords)[number];

export interface OneToOneMapping {
  /** The attribute as it stands; its text is the collection's key, its DER bytes are what IIS compares. */
  certificate: string;
  userName: string;
  enabled: boolean;
  password: StoredPassword;
}

export interface ManyToOneMapping {
  name: string;
  description: string;
  enabled: boolean;
  permissionMode: PermissionMode;
  userName?: string;
  password: StoredPassword;
  rules: readonly MappingRule[];
}

/** The effective section of one site, entries in collection order. */
export interface MappingSection {
  enabled: boolean;
  oneToOneEnabled: boolean;
  manyToOneEnabled: boolean;
  logonMethod: LogonMethod;
  defaultLogonDomain: string;
  oneToOne: readonly OneToOneMapping[];
  manyToOne: readonly ManyToOneMapping[];
}
