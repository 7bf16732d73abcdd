import { z } from 'zod';
import { certainties } from '../api/finding.ts';

/** What a code, a log line or an error name means in a client certificate set-up. */
export const diagnosisSchema = z.object({
  input: z.string(),
  title: z.string(),
  meaning: z.string(),
  causes: z.array(z.string()),
  fixes: z.array(z.string()),
  certainty: z.enum(certainties),
  source: z.string(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;
