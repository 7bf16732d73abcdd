import type { z } from 'zod';
import { certificateImportCalls } from '../steps/certificate-import/calls.ts';
import { mappingCalls } from '../steps/mapping/calls.ts';
import { proveCalls } from '../steps/prove/calls.ts';
import { reviewCalls } from '../steps/review/calls.ts';
import { sslRequireCalls } from '../steps/ssl-require/calls.ts';
import type { StepId } from '../steps/step-id.ts';
import { trustCheckCalls } from '../steps/trust-check/calls.ts';
import { wizardCalls } from '../wizard/calls.ts';
import { sessionCalls } from '../wizard/session-calls.ts';
import type { Call } from './call.ts';

/** Every call of the core, by the step that it belongs to; `wizard` has those of the document as a whole, `session` those of a page. */
export const contract = {
  wizard: wizardCalls,
  session: sessionCalls,
  'ssl-require': sslRequireCalls,
  'certificate-import': certificateImportCalls,
  'user-account': {},
  'trust-check': trustCheckCalls,
  mapping: mappingCalls,
  review: reviewCalls,
  prove: proveCalls,
} as const satisfies Record<StepId | 'wizard' | 'session', Record<string, Call>>;

export type Contract = typeof contract;
export type CallGroup = keyof Contract;
export type CallName<Group extends CallGroup> = keyof Contract[Group] & string;

type InputSchema<C> = C extends Call<infer Input> ? Input : never;
type OutputSchema<C> = C extends { output: infer Output extends z.ZodType } ? Output : never;

/** What a caller hands over, before the schema has filled in defaults. */
export type CallArgument<Group extends CallGroup, Name extends CallName<Group>> = z.input<
  InputSchema<Contract[Group][Name]>
>;
/** What a handler receives. */
export type CallInput<Group extends CallGroup, Name extends CallName<Group>> = z.output<
  InputSchema<Contract[Group][Name]>
>;
export type CallOutput<Group extends CallGroup, Name extends CallName<Group>> = z.output<
  OutputSchema<Contract[Group][Name]>
>;
