import { z } from 'zod';
import { call, fileReferenceSchema, instantSchema, secretsSchema } from '../api/call.ts';
import { findingSchema } from '../api/finding.ts';

/** What every call that works on an answers file takes. */
export const answersInput = { answers: fileReferenceSchema, at: instantSchema, secrets: secretsSchema.prefault({}) };

export const wizardCalls = {
  /** JSON Schema of the answers file. */
  schema: call(z.strictObject({}), z.record(z.string(), z.unknown())),
  /** Every rule of every step. */
  validate: call(z.strictObject(answersInput), z.object({ findings: z.array(findingSchema) })),
  /** Practice material in a new folder. */
  newSample: call(
    z.strictObject({ folder: fileReferenceSchema, at: instantSchema, force: z.boolean().default(false) }),
    z.object({ answers: z.string(), secrets: z.string(), files: z.array(z.string()) }),
  ),
};
