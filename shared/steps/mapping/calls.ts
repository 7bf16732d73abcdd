import { z } from 'zod';
import { call, fileReferenceSchema, instantSchema, secretsSchema } from '../../api/call.ts';
import { thumbprintSchema } from '../../certificates/certificate.ts';
import { simulationSchema } from '../../mapping/simulation.ts';
import { unopenedFileSchema } from '../certificate-import/calls.ts';

export const mappingCalls = {
  /** Which account each certificate gets, and why. `source` is an answers file or a configuration. */
  simulate: call(
    z.strictObject({
      source: fileReferenceSchema,
      /** Files and folders; of a folder every file in it and below. */
      certificates: z.array(fileReferenceSchema).min(1),
      site: z.string().optional(),
      /** The configuration to compare with: fills `before`. */
      against: fileReferenceSchema.optional(),
      at: instantSchema,
      secrets: secretsSchema.prefault({}),
    }),
    z.object({
      results: z.array(simulationSchema),
      /** The files of a folder that are no certificates, or could not be opened; absent when no folder was named. */
      unopened: z.array(unopenedFileSchema).optional(),
    }),
  ),
  /**
   * One-to-one mappings from a CSV file: header in any order, a row for each certificate. All rows or none, unless
   * `partial`. With `out` the answers are written there, their paths still naming the same files; without it they come back.
   */
  import: call(
    z.strictObject({
      answers: fileReferenceSchema,
      csv: fileReferenceSchema,
      out: fileReferenceSchema.optional(),
      partial: z.boolean().default(false),
      force: z.boolean().default(false),
      at: instantSchema,
      secrets: secretsSchema.prefault({}),
    }),
    z.object({
      /** How many rows the answers have now; 0 when one was rejected and not `partial`. */
      taken: z.number(),
      rejected: z.array(
        z.object({
          row: z.number(),
          column: z.string().optional(),
          code: z.string(),
          title: z.string(),
          detail: z.string(),
          fix: z.string(),
        }),
      ),
      /** What each good row comes to, for a look before it is taken over. */
      preview: z.array(
        z.object({
          row: z.number(),
          client: z.string(),
          isNewClient: z.boolean(),
          subject: z.string(),
          thumbprint: thumbprintSchema,
          notAfter: z.string(),
          account: z.string(),
          enabled: z.boolean(),
        }),
      ),
      answers: z.record(z.string(), z.unknown()),
      written: z.string().optional(),
    }),
  ),
};
