import { z } from 'zod';

/** Step 1: which site, what it asks of a visitor, and its HTTPS binding. */
export const sslRequireAnswersSchema = z.strictObject({
  site: z.string().min(1).describe('Name of an existing IIS site'),
  physicalPath: z.string().min(1).optional().describe('Root folder of the site on the server'),
  paths: z
    .array(z.string())
    .min(1)
    .default(['/'])
    .describe('What is protected: "/" is the whole site, "/secure" a path below it'),
  requireSsl: z.boolean().describe('Refuse http:// with 403.4'),
  clientCertificate: z.enum(['ignore', 'accept', 'require']),
  require128Bit: z.boolean().default(false),
  binding: z
    .strictObject({
      ipAddress: z.string().default('*'),
      port: z.int().min(1).max(65535).default(443),
      hostName: z.string().default(''),
      serverNameIndication: z.boolean().default(false),
      negotiateClientCertificate: z
        .boolean()
        .default(false)
        .describe('Ask for the certificate in the first handshake, for every connection to this endpoint'),
      disableTls13: z.boolean().default(false),
      disableHttp2: z.boolean().default(false),
    })
    .optional()
    .describe('HTTPS binding; added to the site when absent'),
});
export type SslRequireAnswers = z.infer<typeof sslRequireAnswersSchema>;
