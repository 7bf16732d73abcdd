import { z } from 'zod';
import { instantSchema } from '../api/call.ts';
import { problemSchema } from '../api/problem.ts';
import { certificateSchema, chains } from '../certificates/certificate.ts';

/** The stores of the computer that decide on clients. Root has those of group policy and of third parties in it. */
export const readStores = ['Root', 'CA', 'Disallowed', 'ClientAuthIssuer', 'My'] as const;
export type ReadStore = (typeof readStores)[number];

/** What was read of trust on the server that the program runs on, and what follows for the clients of the answers. */
export const serverReadingSchema = z.object({
  readAt: instantSchema,
  certificates: z.array(
    z.object({
      store: z.enum(readStores),
      thumbprint: z.string(),
      /** Null for bytes that are no certificate that can be read. */
      certificate: certificateSchema.nullable(),
      hasPrivateKey: z.boolean(),
    }),
  ),
  settings: z.object({
    sendTrustedIssuerList: z.number().nullable(),
    clientAuthTrustMode: z.number().nullable(),
    /** Of the record of the answered binding; an empty text when it names none. */
    ctlStore: z.string().nullable(),
    features: z.array(z.object({ name: z.string(), isInstalled: z.boolean() })),
  }),
  /** Structure of the clients' chains over the answers' certificates and those of the stores. */
  chains: z.array(chains.schema),
  /** What the server did not tell, and why. */
  notTold: z.array(problemSchema),
});
export type ServerReading = z.infer<typeof serverReadingSchema>;
