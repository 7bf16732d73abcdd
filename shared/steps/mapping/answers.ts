import { z } from 'zod';
import { certificateFields, logonMethods, permissionModes } from '../../mapping/mapping-section.ts';

/** Step 5: which certificate gets which account. Optional keys have the defaults of IIS' schema. */
export const mappingAnswersSchema = z.strictObject({
  disableAnonymous: z.boolean().default(false),
  logonMethod: z.enum(logonMethods).default('ClearText'),
  defaultLogonDomain: z.string().default(''),
  oneToOne: z
    .array(
      z.strictObject({
        client: z.string().describe('Id of a client of certificateImport'),
        account: z.string().describe('Id of an account of userAccount'),
        enabled: z.boolean().default(true),
      }),
    )
    .default([]),
  manyToOne: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        description: z.string().default(''),
        enabled: z.boolean().default(true),
        permissionMode: z.enum(permissionModes).default('Allow'),
        account: z.string().optional().describe('Id of an account of userAccount; Deny needs none'),
        rules: z
          .array(
            z.strictObject({
              certificateField: z.enum(certificateFields),
              certificateSubField: z.string().min(1),
              matchCriteria: z.string(),
              compareCaseSensitive: z.boolean().default(true),
            }),
          )
          .default([]),
        acceptRisk: z
          .boolean()
          .default(false)
          .describe('The admin knows that an Allow mapping without an Issuer rule admits any trusted CA'),
      }),
    )
    .default([]),
  exact: z.boolean().default(false).describe('Remove mappings that these answers do not name'),
});
export type MappingAnswers = z.infer<typeof mappingAnswersSchema>;
