import { z } from 'zod';

export const configurationTargets = ['web.config', 'applicationHost.config'] as const;
export type ConfigurationTarget = (typeof configurationTargets)[number];

/** Step 6: where the configuration goes. */
export const reviewAnswersSchema = z.strictObject({
  target: z.enum(configurationTargets),
  plainTextPasswords: z
    .boolean()
    .default(false)
    .describe('Write passwords in clear; only with passwords that are handed over at export'),
});
export type ReviewAnswers = z.infer<typeof reviewAnswersSchema>;
