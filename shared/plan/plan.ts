import { z } from 'zod';
import { findingSchema } from '../api/finding.ts';
import { thumbprintSchema } from '../certificates/certificate.ts';
import { sslFlags } from '../iis/ssl-flags.ts';
import { windowsVersions } from '../iis/windows-version.ts';
import { logonMethods, mappingRuleSchema, permissionModes } from '../mapping/mapping-section.ts';
import { configurationTargets } from '../steps/review/answers.ts';
import { stepIds } from '../steps/step-id.ts';

/** Where the password of an account or entry comes from when the plan is applied; never the password. */
export const passwordSources = ['generate', 'ask', 'keep', 'in-file', 'none'] as const;
export type PasswordSource = (typeof passwordSources)[number];

/**
 * The states of each resource. A state names its resource completely, so `after` alone tells the engine what to do;
 * `present: false` is a resource that is not there.
 */
export const resourceStates = {
  'windows-feature': z.strictObject({
    name: z.string(),
    kind: z.enum(['server-role', 'optional-feature']),
    present: z.boolean(),
  }),
  certificate: z.strictObject({
    store: z.enum(['Root', 'CA', 'My', 'WebHosting']),
    thumbprint: thumbprintSchema,
    subject: z.string(),
    /** Path in the bundle of the public certificate. */
    file: z.string(),
    /** The private key comes with it: apply asks for the PFX. */
    privateKey: z.boolean(),
    present: z.boolean(),
  }),
  'local-account': z.strictObject({
    account: z.string(),
    userName: z.string(),
    password: z.enum(passwordSources),
    present: z.boolean(),
  }),
  'logon-right': z.strictObject({ account: z.string(), userName: z.string(), right: z.string(), granted: z.boolean() }),
  'directory-access': z.strictObject({
    account: z.string(),
    userName: z.string(),
    path: z.string(),
    rights: z.enum(['ReadAndExecute', 'Read', 'Modify']),
    granted: z.boolean(),
  }),
  'https-binding': z.strictObject({
    site: z.string(),
    bindingInformation: z.string(),
    sslFlags: z.int(),
    present: z.boolean(),
  }),
  'http-sys-record': z.strictObject({
    /** `ipport` is `0.0.0.0:443` or `10.0.0.5:443`; `hostnameport` is `new.example.com:443` (server name indication). */
    endpoint: z.strictObject({ kind: z.enum(['ipport', 'hostnameport']), value: z.string() }),
    /** Absent: the record's own certificate stays. */
    certificateHash: thumbprintSchema.optional(),
    certificateStoreName: z.enum(['My', 'WebHosting']).optional(),
    negotiateClientCertificate: z.boolean(),
    disableTls13: z.boolean(),
    disableHttp2: z.boolean(),
  }),
  'section-lock': z.strictObject({ site: z.string(), section: z.string(), overrideMode: z.enum(['Allow', 'Deny']) }),
  'mapping-section': z.strictObject({
    site: z.string(),
    enabled: z.boolean(),
    oneToOneEnabled: z.boolean(),
    manyToOneEnabled: z.boolean(),
    logonMethod: z.enum(logonMethods),
    defaultLogonDomain: z.string(),
  }),
  'one-to-one-mapping': z.strictObject({
    site: z.string(),
    thumbprint: thumbprintSchema.nullable(),
    certificate: z.string(),
    account: z.string().optional(),
    userName: z.string(),
    enabled: z.boolean(),
    password: z.enum(passwordSources),
    present: z.boolean(),
  }),
  'many-to-one-mapping': z.strictObject({
    site: z.string(),
    name: z.string(),
    description: z.string(),
    enabled: z.boolean(),
    permissionMode: z.enum(permissionModes),
    account: z.string().optional(),
    userName: z.string().optional(),
    password: z.enum(passwordSources),
    rules: z.array(mappingRuleSchema),
    present: z.boolean(),
  }),
  'anonymous-authentication': z.strictObject({ site: z.string(), path: z.string(), enabled: z.boolean() }),
  'ssl-flags': z.strictObject({ site: z.string(), path: z.string(), sslFlags: z.array(z.enum(sslFlags)) }),
} as const;

export type Resource = keyof typeof resourceStates;
export type ResourceState<R extends Resource> = z.infer<(typeof resourceStates)[R]>;

function change<R extends Resource>(resource: R) {
  const state = resourceStates[resource];
  return z.strictObject({
    id: z.string(),
    resource: z.literal(resource),
    title: z.string(),
    step: z.enum(stepIds),
    before: state.nullable(),
    after: state,
  });
}

/**
 * One change. `before` is the state that the plan was made from, `null` where no given file tells it; a change whose
 * `before` equals its `after` is listed too, so that apply keeps it so and verify checks it.
 */
export const changeSchema = z.discriminatedUnion('resource', [
  change('windows-feature'),
  change('certificate'),
  change('local-account'),
  change('logon-right'),
  change('directory-access'),
  change('https-binding'),
  change('http-sys-record'),
  change('section-lock'),
  change('mapping-section'),
  change('one-to-one-mapping'),
  change('many-to-one-mapping'),
  change('anonymous-authentication'),
  change('ssl-flags'),
]);
export type Change = z.infer<typeof changeSchema>;
export type ChangeOf<R extends Resource> = Extract<Change, { resource: R }>;

export const planSchema = z.strictObject({
  version: z.literal(1),
  /** SHA-256 of plan.json's bytes with these 64 digits set to 0. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  target: z.strictObject({
    windows: z.enum(windowsVersions),
    computerName: z.string().optional(),
    site: z.string(),
    physicalPath: z.string().optional(),
    configuration: z.enum(configurationTargets),
  }),
  /** In the order of execution. */
  changes: z.array(changeSchema),
  findings: z.array(findingSchema),
});
export type Plan = z.infer<typeof planSchema>;
