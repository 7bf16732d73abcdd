import { z } from 'zod';
import { call } from '../../api/call.ts';
import { diagnosisSchema } from '../../diagnosis/diagnosis.ts';

export const proveCalls = {
  /** Explains status codes, HRESULTs, log lines, Schannel events and browser error names; fails when nothing is known. */
  diagnose: call(
    z.strictObject({ inputs: z.array(z.string().min(1)).min(1) }),
    z.object({ results: z.array(diagnosisSchema) }),
  ),
};
