import { z } from 'zod';
import { call, fileReferenceSchema, instantSchema, secretsSchema } from '../../api/call.ts';
import { findingSchema } from '../../api/finding.ts';
import { problemSchema } from '../../api/problem.ts';
import { chains, fileFormats, inspectedCertificates, privateKeySchema } from '../../certificates/certificate.ts';
import { answersInput } from '../../wizard/calls.ts';
import { clientInstructionsSchema, placementSchema } from './placement.ts';

export const openedFileSchema = z.object({
  path: z.string(),
  format: z.enum(fileFormats),
  certificates: z.array(inspectedCertificates.schema),
  privateKeys: z.array(privateKeySchema),
  findings: z.array(findingSchema),
});
export type OpenedFile = z.infer<typeof openedFileSchema>;
/** What decides where a file belongs. */
export type FileContents = Pick<OpenedFile, 'path' | 'certificates'>;

/** An opened file as a page has it: of many certificates an excerpt, in their order; `count` is how many there are. */
export const fileExcerptSchema = openedFileSchema.pick({ path: true, format: true, certificates: true }).extend({ count: z.number() }); // prettier-ignore
export type FileExcerpt = z.infer<typeof fileExcerptSchema>;

export const unopenedFileSchema = z.object({ path: z.string(), error: problemSchema });
export type UnopenedFile = z.infer<typeof unopenedFileSchema>;

export const certificateImportCalls = {
  /** Opens every file that can be opened and builds chains over all of them. */
  inspect: call(
    z.strictObject({
      files: z.array(fileReferenceSchema).min(1),
      at: instantSchema,
      secrets: secretsSchema.prefault({}),
      /** The user agreed to wait for key derivations with more than two million iterations. */
      allowManyIterations: z.boolean().default(false),
    }),
    z.object({ files: z.array(z.union([openedFileSchema, unopenedFileSchema])), chains: z.array(chains.schema) }),
  ),
  /** Where every certificate of the answers goes, and what is to be done on the clients' computers. */
  place: call(
    z.strictObject(answersInput),
    z.object({ placements: z.array(placementSchema), clients: z.array(clientInstructionsSchema) }),
  ),
};
