import { z } from 'zod';

const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, hyphen and underscore; 64 characters at most')
  .describe('Name by which other answers refer to this one');

const file = z.string().min(1).describe('Path relative to the answers file, or an absolute local path');

/** Step 2: the certificates, and the store that each goes to. */
export const certificateImportAnswersSchema = z.strictObject({
  server: z
    .strictObject({ file, store: z.enum(['My', 'WebHosting']).default('My') })
    .optional()
    .describe('The server certificate with its private key (PFX)'),
  authorities: z
    .array(z.strictObject({ file, store: z.enum(['Root', 'CA']) }))
    .default([])
    .describe('Root: self-signed certificates only. CA: intermediates'),
  clients: z
    .array(
      z.union([
        z.strictObject({ id, file }),
        z.strictObject({ id, certificate: z.string().min(1).describe('Single-line Base-64 of the DER') }),
      ]),
    )
    .default([]),
});
export type CertificateImportAnswers = z.infer<typeof certificateImportAnswersSchema>;
