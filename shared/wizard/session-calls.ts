import { z } from 'zod';
import { call, instantSchema } from '../api/call.ts';
import { findingSchema } from '../api/finding.ts';
import { problemSchema } from '../api/problem.ts';
import { certificateSchema, chainSchema, inspectedCertificates } from '../certificates/certificate.ts';
import { chainLevelSchema } from '../certificates/chain-tree.ts';
import { logonMethods, mappingRuleSchema, permissionModes, storedPasswords } from '../mapping/mapping-section.ts';
import { sslFlags } from '../iis/ssl-flags.ts';
import { windowsVersions } from '../iis/windows-version.ts';
import { planSchema } from '../plan/plan.ts';
import { serverReadingSchema } from '../trust/server-reading.ts';
import { machineSchema } from '../windows/machine.ts';
import { fileExcerptSchema, unopenedFileSchema } from '../steps/certificate-import/calls.ts';
import { bundleFileSchema } from '../steps/review/calls.ts';
import { runCalls } from './run-calls.ts';

/**
 * The answers as the page holds them: any JSON document of that shape, complete or not. The core is the judge of it; what
 * does not fit the schema comes back as a problem with its path.
 */
export const draftSchema = z.record(z.string(), z.unknown());

/** What a file that entered the session was recognised as, by its content. */
export const recognisedFileSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('certificates'), file: z.union([fileExcerptSchema, unopenedFileSchema]) }),
  z.object({ kind: z.literal('applicationHost.config'), path: z.string(), sites: z.array(z.string()) }),
  z.object({ kind: z.literal('web.config'), path: z.string() }),
  z.object({ kind: z.literal('answers'), path: z.string(), answers: draftSchema }),
  /** A CSV file with a row for each one-to-one mapping. */
  z.object({ kind: z.literal('mappings'), path: z.string() }),
  z.object({ kind: z.literal('unknown'), path: z.string(), error: problemSchema }),
]);
export type RecognisedFile = z.infer<typeof recognisedFileSchema>;

const bindingSchema = z.object({ protocol: z.string(), bindingInformation: z.string(), sslFlags: z.number() });

/** Whether a section may stand in the web.config of a site; null where nobody told. */
const lockSchema = z.object({ section: z.string(), locked: z.boolean().nullable() });

/** A site that can be chosen. */
const listedSiteSchema = z.object({
  name: z.string(),
  physicalPath: z.string().nullable(),
  bindings: z.array(bindingSchema),
});

const oneToOneSchema = z.object({
  certificate: z.string(),
  userName: z.string(),
  enabled: z.boolean(),
  password: z.enum(storedPasswords),
});

const mappingSectionSchema = z.object({
  enabled: z.boolean(),
  oneToOneEnabled: z.boolean(),
  manyToOneEnabled: z.boolean(),
  logonMethod: z.enum(logonMethods),
  defaultLogonDomain: z.string(),
  oneToOne: z.array(oneToOneSchema),
  manyToOne: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      enabled: z.boolean(),
      permissionMode: z.enum(permissionModes),
      userName: z.string().optional(),
      password: z.enum(storedPasswords),
      rules: z.array(mappingRuleSchema),
    }),
  ),
});

/** What the given files say of the answered site. */
const siteSchema = z.object({
  name: z.string(),
  physicalPath: z.string().nullable(),
  bindings: z.array(bindingSchema),
  paths: z.array(
    z.object({
      path: z.string(),
      sslFlags: z.array(z.enum(sslFlags)).nullable(),
      anonymousEnabled: z.boolean().nullable(),
    }),
  ),
  mapping: mappingSectionSchema.nullable(),
  locks: z.array(lockSchema),
  moduleInstalled: z.boolean().nullable(),
});

/** A configuration file as it is and as it will be; every password in it is blanked out. */
export const configurationPreviewSchema = z.object({
  path: z.enum(['web.config', 'applicationHost.config', 'applicationHost.location.xml']),
  /** Null: the file is new. */
  before: z.string().nullable(),
  after: z.string(),
});
export type ConfigurationPreview = z.infer<typeof configurationPreviewSchema>;

/** Everything that the screens show about a draft. */
export const evaluationSchema = z.object({
  /** What keeps the rules from running at all: the schema, files that cannot be read or opened. Each with its path in the answers. */
  problems: z.array(problemSchema),
  findings: z.array(findingSchema),
  /**
   * Every certificate file that the draft names, opened or not, in the order server, authorities, clients; certificates
   * inside the answers under their path. Of very many, those of which nothing is to be said are among the clients only.
   */
  files: z.array(z.union([fileExcerptSchema, unopenedFileSchema])),
  /** Of the server's certificate and the clients'. */
  chains: z.array(chainSchema),
  /** Who issued whom in all those files; empty where there are too many clients to draw. */
  picture: chainLevelSchema,
  server: certificateSchema.nullable(),
  /** For each entry of `certificateImport.authorities`, the certificates of its file; empty when it could not be opened. */
  authorities: z.array(z.array(certificateSchema)),
  clients: z.array(z.object({ id: z.string(), certificate: certificateSchema })),
  sites: z.array(listedSiteSchema).nullable(),
  site: siteSchema.nullable(),
  /** The section that the site will have, what the simulator of step 5 works on; the certificate of a client by the client's id. */
  mapping: mappingSectionSchema
    .extend({ oneToOne: z.array(oneToOneSchema.extend({ client: z.string().optional() })) })
    .nullable(),
  /** Null while a problem stands, and where it was left out. */
  plan: planSchema.nullable(),
  configuration: z.array(configurationPreviewSchema),
  /** Nobody asked for plan and configuration, and of many mappings they are long. */
  isPlanLeftOut: z.boolean(),
  /** Accounts and files whose password the session holds; never the passwords. */
  passwords: z.object({ files: z.array(z.string()), accounts: z.array(z.string()) }),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** What a row of a CSV file comes to: a mapping, or why it cannot be one. */
export const judgedRowSchema = z.discriminatedUnion('taken', [
  z.object({
    row: z.number(),
    taken: z.literal(true),
    client: z.string(),
    subject: z.string(),
    thumbprint: z.string(),
    notAfter: z.string(),
    account: z.string(),
    enabled: z.boolean(),
    /** Base-64 of a certificate that the answers do not have yet. */
    certificate: z.string().optional(),
  }),
  z.object({
    row: z.number(),
    taken: z.literal(false),
    column: z.string().optional(),
    code: z.string(),
    title: z.string(),
    detail: z.string(),
    fix: z.string(),
    /** The file of the row that waits for its password, or for another one. */
    locked: z.string().optional(),
  }),
]);
export type JudgedRow = z.infer<typeof judgedRowSchema>;

/** The document of a session. `revision` grows with each kept draft; a window that is behind is told so. */
export const sessionDocumentSchema = z.object({
  answers: draftSchema.nullable(),
  revision: z.number(),
  /** Where it was opened from or saved to, as the user should see it. */
  savedTo: z.string().nullable(),
  /** The draft differs from what was saved. */
  isDirty: z.boolean(),
  isPractice: z.boolean(),
  /** Paths of the files in the session, as answers name them. */
  files: z.array(z.string()),
  /** They are for the server that the program runs on: `readServer` has its files. */
  isThisServer: z.boolean().optional(),
  /** The draft of a program that ended without saving it, kept at this moment. Files that were only added to it are gone. */
  recoveredAt: instantSchema.optional(),
});
export type SessionDocument = z.infer<typeof sessionDocumentSchema>;

/** What this host can do, for the start screen. */
export const hostSchema = z.object({
  version: z.string(),
  host: z.enum(['window', 'browser']),
  isWindows: z.boolean(),
  /** Whether this server can be configured from here, and the reason why not. */
  thisServer: z.object({
    possible: z.boolean(),
    reason: z.string(),
    /** It would be possible if the program ran as administrator, and the program can start itself so. */
    canElevate: z.boolean().optional(),
  }),
  windows: z.enum(windowsVersions).nullable(),
  recent: z.array(z.object({ path: z.string(), site: z.string(), openedAt: instantSchema })),
});
export type Host = z.infer<typeof hostSchema>;

const nothing = z.strictObject({});

/**
 * What a page asks of the core. One session has one document, the files that entered it, and the passwords that were
 * handed over; the latter never come back.
 */
export const sessionCalls = {
  host: call(nothing, hostSchema),
  /** The document, after a reload too. */
  document: call(nothing, sessionDocumentSchema),
  /** Practice material in the session: answers that use all of it, its passwords known to the core only. */
  practice: call(z.strictObject({ at: instantSchema }), sessionDocumentSchema),
  /** Begins an empty document for a Windows version; files and passwords of the one before are forgotten. */
  begin: call(z.strictObject({ answers: draftSchema }), sessionDocumentSchema),
  /** Opens answers by a typed or remembered path on the core's machine, with the files beside them. */
  open: call(z.strictObject({ path: z.string().min(1) }), sessionDocumentSchema),
  /** Saves the answers, and the session's files beside them, into a folder on the core's machine. */
  save: call(
    z.strictObject({ answers: draftSchema, folder: z.string().min(1), force: z.boolean().default(false) }),
    sessionDocumentSchema,
  ),
  /** Keeps the draft for a reload or a crash. Fails with `session.changed-elsewhere` when another window kept one since `revision`. */
  keep: call(z.strictObject({ answers: draftSchema, revision: z.number() }), z.object({ revision: z.number() })),
  /** Recognises a file that entered the session (again: after its password was handed over). */
  recognise: call(z.strictObject({ path: z.string(), at: instantSchema }), recognisedFileSchema),
  /**
   * Puts the applicationHost.config of this server into the session, or the web.config of one of its sites, and says what it
   * is; null where the site has none. From then on the answers are for this server.
   */
  readServer: call(
    z.strictObject({ site: z.string().nullable(), at: instantSchema }),
    z.object({ file: recognisedFileSchema.nullable() }),
  ),
  /** The sites of this server as IIS lists them: where its file cannot be had, as with a shared configuration. */
  readSites: call(nothing, z.object({ sites: z.array(listedSiteSchema) })),
  /** Which sections that a mapping needs are locked for the web.config of one of those sites. */
  readLocks: call(z.strictObject({ site: z.string().min(1) }), z.object({ locks: z.array(lockSchema) })),
  /** What this server says of itself. */
  readMachine: call(nothing, machineSchema),
  /**
   * The certificate stores of this server and what else decides on trust there, with what it means for the draft. They are
   * read once, and again only when asked to. Fails where the answers are not for this server.
   */
  readStores: call(
    z.strictObject({ answers: draftSchema, at: instantSchema, again: z.boolean().default(false) }),
    serverReadingSchema,
  ),
  /** A portion of the certificates of a file in the session, in its order: what is recognised has an excerpt only. */
  certificatesOf: call(
    z.strictObject({ path: z.string(), at: instantSchema, from: z.number().int().min(0) }),
    z.object({ certificates: z.array(inspectedCertificates.schema) }),
  ),
  remove: call(z.strictObject({ path: z.string() }), nothing),
  /** Judges each row of a CSV file in the session against the draft, which stays as it is; `judgedRows` has the rows. */
  judgeTable: call(
    z.strictObject({ answers: draftSchema, path: z.string(), at: instantSchema }),
    z.object({ rows: z.number(), taken: z.number() }),
  ),
  /** A portion of the rows of the table that was judged last, small enough to be read between two frames; the end is an empty one. */
  judgedRows: call(
    z.strictObject({ path: z.string(), from: z.number().int().min(0) }),
    z.object({ rows: z.array(judgedRowSchema) }),
  ),
  /** The rows of that table that cannot be taken, with the reasons, as a CSV file that the transport hands out once. */
  downloadRejected: call(z.strictObject({ path: z.string() }), z.object({ ticket: z.string() })),
  /** Takes a password; it opens the file or logs the account on, and is never shown again. */
  givePassword: call(
    z.strictObject({ of: z.enum(['file', 'account']), name: z.string(), password: z.string() }),
    nothing,
  ),
  forgetPassword: call(z.strictObject({ of: z.enum(['file', 'account']), name: z.string() }), nothing),
  /** Judges the draft. Without `withPlan` plan and configuration of many mappings are left out: a screen that shows none can do without. */
  evaluate: call(
    z.strictObject({ answers: draftSchema, at: instantSchema, withPlan: z.boolean().default(true) }),
    evaluationSchema,
  ),
  /**
   * The bundle: into a folder on the core's machine, or as a zip that the transport hands out once under `ticket`. With a
   * finding of severity `error` nothing is written and only `findings` come back.
   */
  export: call(
    z.strictObject({
      answers: draftSchema,
      at: instantSchema,
      to: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('folder'), folder: z.string().min(1), force: z.boolean().default(false) }),
        z.strictObject({ kind: z.literal('download') }),
      ]),
    }),
    z.union([
      z.object({
        bundle: z.string(),
        ticket: z.string().optional(),
        planDigest: z.string(),
        files: z.array(bundleFileSchema),
        findings: z.array(findingSchema),
      }),
      z.strictObject({ findings: z.array(findingSchema) }),
    ]),
  ),
  /** The answers as a file that the transport hands out once under `ticket`. */
  downloadAnswers: call(z.strictObject({ answers: draftSchema }), z.object({ ticket: z.string() })),
  ...runCalls,
};
