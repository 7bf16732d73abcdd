import { z } from 'zod';
import { windowsVersions } from '../iis/windows-version.ts';
import { certificateImportAnswersSchema } from '../steps/certificate-import/answers.ts';
import { mappingAnswersSchema } from '../steps/mapping/answers.ts';
import { reviewAnswersSchema } from '../steps/review/answers.ts';
import { sslRequireAnswersSchema } from '../steps/ssl-require/answers.ts';
import { userAccountAnswersSchema } from '../steps/user-account/answers.ts';

/** The version of the answers file that this product writes; an older one is migrated, a newer one refused. */
export const answersVersion = 1;

/** The saved document: what the admin decided, and nothing secret. Its sections are the steps. */
export const answersSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(answersVersion),
  target: z.strictObject({
    windows: z.enum(windowsVersions),
    computerName: z.string().optional().describe('Name of the server that the files are for'),
    applicationHostConfig: z.string().min(1).optional().describe("The server's existing file, to be merged into"),
    webConfig: z.string().min(1).optional().describe("The site's existing file, to be merged into"),
  }),
  sslRequire: sslRequireAnswersSchema,
  certificateImport: certificateImportAnswersSchema.prefault({}),
  userAccount: userAccountAnswersSchema.prefault({}),
  mapping: mappingAnswersSchema.prefault({}),
  review: reviewAnswersSchema,
});
export type Answers = z.infer<typeof answersSchema>;
