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

/** A row of the tables: what holds wherever the code was found. Causes stand with the most likely one first. */
export type Explanation = Readonly<Omit<Diagnosis, 'input' | 'causes' | 'fixes'>> & {
  readonly causes: readonly string[];
  readonly fixes: readonly string[];
};
