import { z } from 'zod';

/** Step 3: the accounts that certificates are mapped to. */
export const userAccountAnswersSchema = z.strictObject({
  accounts: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
          .describe('Name by which mappings refer to this account'),
        kind: z.enum(['local', 'domain']),
        userName: z.string().min(1),
        create: z.boolean().default(false),
        password: z
          .enum(['generate', 'ask', 'keep'])
          .describe('generate: made on the server, shown to nobody. ask: at apply. keep: what this server has stored'),
        directoryAccess: z
          .array(z.strictObject({ path: z.string().min(1), rights: z.enum(['ReadAndExecute', 'Read', 'Modify']) }))
          .default([]),
      }),
    )
    .default([]),
});
export type UserAccountAnswers = z.infer<typeof userAccountAnswersSchema>;
export type Account = UserAccountAnswers['accounts'][number];
