import { z } from 'zod';
import { call, fileReferenceSchema, instantSchema, secretsSchema } from '../../api/call.ts';
import { findingSchema } from '../../api/finding.ts';
import { problemSchema } from '../../api/problem.ts';
import { planSchema } from '../../plan/plan.ts';
import { answersInput } from '../../wizard/calls.ts';

/** A file as the manifest lists it: path with forward slashes, SHA-256 as 64 lower-case hex digits. */
export const bundleFileSchema = z.object({ path: z.string(), sha256: z.string(), bytes: z.number() });
export type BundleFile = z.infer<typeof bundleFileSchema>;

export const reviewCalls = {
  /** The plan, without writing anything. */
  plan: call(z.strictObject(answersInput), planSchema),
  /** The bundle in a new folder; with a finding of severity `error` nothing is written and `bundle` is absent. */
  export: call(
    z.strictObject({ ...answersInput, folder: fileReferenceSchema, force: z.boolean().default(false) }),
    z.union([
      z.object({
        bundle: z.string(),
        planDigest: z.string(),
        files: z.array(bundleFileSchema),
        findings: z.array(findingSchema),
      }),
      z.strictObject({ findings: z.array(findingSchema) }),
    ]),
  ),
  /** The plan of a bundle, after everything in it was checked against its manifest. */
  bundle: call(z.strictObject({ bundle: fileReferenceSchema }), planSchema),
  /** Applies a bundle to this Windows server, or to the practice server that lives in the file `practice`. */
  apply: call(
    z.strictObject({
      bundle: fileReferenceSchema,
      practice: fileReferenceSchema.optional(),
      /** The server's PFX; practice opens none. */
      pfx: fileReferenceSchema.optional(),
      expectedDigest: z
        .string()
        .regex(/^[0-9a-f]{64}$/i)
        .optional(),
      fault: z.strictObject({ change: z.string(), kind: z.enum(['fail', 'kill']) }).optional(),
      at: instantSchema,
      secrets: secretsSchema.prefault({}),
    }),
    z.object({
      steps: z.array(z.object({ change: z.string(), state: z.enum(['unchanged', 'changed', 'failed', 'skipped']) })),
      journal: z.string(),
      /** Why a change failed. */
      error: problemSchema.optional(),
    }),
  ),
  /** Compares this Windows server, or a practice server, with a bundle's plan. */
  verify: call(
    z.strictObject({ bundle: fileReferenceSchema, practice: fileReferenceSchema.optional() }),
    z.object({
      steps: z.array(z.object({ change: z.string(), state: z.enum(['as-planned', 'different', 'unknown']) })),
      findings: z.array(findingSchema),
    }),
  ),
  /** Brings this Windows server, or a practice server, back to the state that a journal captured. */
  rollback: call(
    z.strictObject({ journal: fileReferenceSchema, practice: fileReferenceSchema.optional() }),
    z.object({
      steps: z.array(
        z.object({
          change: z.string(),
          state: z.enum(['undone', 'unchanged', 'left']),
          because: z.string().optional(),
        }),
      ),
    }),
  ),
};
