import { z } from 'zod';
import { call, fileReferenceSchema, instantSchema } from '../../api/call.ts';
import { configurationReportSchema } from '../../iis/configuration-report.ts';

export const sslRequireCalls = {
  /** Reads a web.config or applicationHost.config and judges it. */
  checkConfiguration: call(z.strictObject({ file: fileReferenceSchema, at: instantSchema }), configurationReportSchema),
};
