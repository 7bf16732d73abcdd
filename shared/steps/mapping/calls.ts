import { z } from 'zod';
import { call, fileReferenceSchema, instantSchema, secretsSchema } from '../../api/call.ts';
import { simulationSchema } from '../../mapping/simulation.ts';

export const mappingCalls = {
  /** Which account each certificate gets, and why. `source` is an answers file or a configuration. */
  simulate: call(
    z.strictObject({
      source: fileReferenceSchema,
      certificates: z.array(fileReferenceSchema).min(1),
      site: z.string().optional(),
      /** The configuration to compare with: fills `before`. */
      against: fileReferenceSchema.optional(),
      at: instantSchema,
      secrets: secretsSchema.prefault({}),
    }),
    z.object({ results: z.array(simulationSchema) }),
  ),
};
