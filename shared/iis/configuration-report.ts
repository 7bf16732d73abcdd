import { z } from 'zod';
import { findingSchema } from '../api/finding.ts';
import { thumbprintSchema } from '../certificates/certificate.ts';
import { logonMethods, mappingRuleSchema, permissionModes, storedPasswords } from '../mapping/mapping-section.ts';
import { sslFlags } from './ssl-flags.ts';

export const bindingSchema = z.object({
  protocol: z.string(),
  bindingInformation: z.string(),
  sslFlags: z.number(),
});

/** Where an effective value comes from; `path` is the location path, empty for the file's root. */
const origin = { path: z.string(), site: z.string().optional(), file: z.string(), line: z.number() };

export const mappingSectionReportSchema = z.object({
  site: z.string().optional(),
  path: z.string(),
  file: z.string(),
  line: z.number(),
  enabled: z.boolean(),
  oneToOneEnabled: z.boolean(),
  manyToOneEnabled: z.boolean(),
  logonMethod: z.enum(logonMethods),
  oneToOne: z.array(
    z.object({
      userName: z.string(),
      enabled: z.boolean(),
      thumbprint: thumbprintSchema.optional(),
      /** Why the attribute is no certificate. */
      problem: z.string().optional(),
      password: z.enum(storedPasswords),
    }),
  ),
  manyToOne: z.array(
    z.object({
      name: z.string(),
      enabled: z.boolean(),
      permissionMode: z.enum(permissionModes),
      userName: z.string().optional(),
      password: z.enum(storedPasswords),
      rules: z.array(mappingRuleSchema),
    }),
  ),
});

export type MappingSectionReport = z.infer<typeof mappingSectionReportSchema>;

/** What `check-config` prints. */
export const configurationReportSchema = z.object({
  kind: z.enum(['web', 'applicationHost']),
  sites: z.array(z.object({ name: z.string(), physicalPath: z.string(), bindings: z.array(bindingSchema) })),
  locks: z.array(z.object({ section: z.string(), locked: z.boolean(), by: z.string() })),
  access: z.array(z.object({ ...origin, sslFlags: z.array(z.enum(sslFlags)) })),
  anonymousAuthentication: z.array(z.object({ ...origin, enabled: z.boolean() })),
  mappings: z.array(mappingSectionReportSchema),
  /** Every setting of every site, and of the file's own level, that client certificates depend on; passwords are not among them. */
  effective: z.array(
    z.object({
      site: z.string().optional(),
      /** Path inside the site; `/` is the site itself. */
      path: z.string(),
      section: z.string(),
      attribute: z.string(),
      value: z.string(),
      /** Where the value is set; null where nothing sets it and the schema's default counts. */
      from: z.object({ file: z.string(), line: z.number(), column: z.number(), path: z.string() }).nullable(),
    }),
  ),
  /** Names of the providers in configProtectedData; null where the file does not tell. */
  encryptionProviders: z.array(z.string()).nullable(),
  /** Whether the modules of the two certificate mappers are loaded and active; null where the file does not tell. */
  features: z.array(z.object({ module: z.string(), feature: z.string(), installed: z.boolean().nullable() })),
  findings: z.array(findingSchema),
});
export type ConfigurationReport = z.infer<typeof configurationReportSchema>;
