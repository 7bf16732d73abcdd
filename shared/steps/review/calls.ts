import { z } from 'zod';
import { call, fileReferenceSchema } from '../../api/call.ts';
import { findingSchema } from '../../api/finding.ts';
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
};
