import { z } from 'zod';
import { call, fileReferenceSchema, instantSchema } from '../../api/call.ts';
import { findingSchema } from '../../api/finding.ts';
import { configurationReportSchema, mappingSectionReportSchema } from '../../iis/configuration-report.ts';
import { windowsVersions } from '../../iis/windows-version.ts';
import { answersSchema } from '../../wizard/answers.ts';

export const sslRequireCalls = {
  /** Reads a web.config or applicationHost.config and judges it. */
  checkConfiguration: call(z.strictObject({ file: fileReferenceSchema, at: instantSchema }), configurationReportSchema),
  /**
   * Makes answers of what a web.config or applicationHost.config says of a site; with `out` they are written there too, and
   * name the file relative to it.
   */
  adopt: call(
    z.strictObject({
      file: fileReferenceSchema,
      site: z.string().min(1),
      /** Absent: as the file looks, and a finding says so. */
      windows: z.enum(windowsVersions).optional(),
      /** The answers are for a server that has neither this file nor the passwords in it. */
      forAnotherServer: z.boolean().default(false),
      out: fileReferenceSchema.optional(),
      force: z.boolean().default(false),
      at: instantSchema,
    }),
    z.object({
      answers: answersSchema,
      /** The file that was written, as the user should see it. */
      written: z.string().optional(),
      /** The effective mapping section of the site; empty when there is none. */
      mappings: z.array(mappingSectionReportSchema),
      findings: z.array(findingSchema),
    }),
  ),
};
