import { z } from 'zod';
import { call, fileReferenceSchema } from '../../api/call.ts';
import { controlSchema, trustFindingSchema } from '../../trust/trust-findings.ts';
import { answersInput } from '../../wizard/calls.ts';

const listingSchema = z.strictObject({
  file: fileReferenceSchema,
  /** The store that the file was made from, where the file does not say it itself: an export, a folder. */
  store: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/)
    .default('Root'),
});

export const trustCheckCalls = {
  /**
   * The walkthrough's two controls and what else decides on trust, from the answers' certificates and from listings of
   * the server's stores: output of `Get-ChildItem Cert:\…` or `certutil -store`, certificates in any container (P7B,
   * SST, a folder's files), and settings (`reg query`, `netsh http show sslcert`, `Get-WindowsFeature`). Structure and
   * listings only: whether a chain is trusted is for Windows to say.
   */
  check: call(
    z.strictObject({ ...answersInput, listings: z.array(listingSchema).default([]) }),
    z.object({
      controls: z.array(controlSchema),
      findings: z.array(trustFindingSchema),
      /** What each listing turned out to be. */
      listings: z.array(
        z.object({
          file: z.string(),
          kind: z.enum(['powershell', 'certutil', 'certificates', 'settings']),
          stores: z.array(z.object({ store: z.string(), certificates: z.number() })),
          /** Whether signatures could be verified, or names had to do. */
          basis: z.enum(['signatures', 'names', 'settings']),
          /** It shows only certificates whose issuer is named unlike their subject. */
          isFiltered: z.boolean(),
        }),
      ),
    }),
  ),
};
