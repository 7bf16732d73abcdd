import type { Finding } from '../api/finding.ts';
import type { Answers } from '../wizard/answers.ts';
import type { Facts } from '../wizard/facts.ts';
import { certificateImportStep } from './certificate-import/definition.ts';
import type { StepDefinition } from './definition.ts';
import { mappingStep } from './mapping/definition.ts';
import { proveStep } from './prove/definition.ts';
import { reviewStep } from './review/definition.ts';
import { sslRequireStep } from './ssl-require/definition.ts';
import { stepIds, type StepId } from './step-id.ts';
import { trustCheckStep } from './trust-check/definition.ts';
import { userAccountStep } from './user-account/definition.ts';

/** Every step; one that is missing does not compile. */
export const steps: Record<StepId, StepDefinition> = {
  'ssl-require': sslRequireStep,
  'certificate-import': certificateImportStep,
  'user-account': userAccountStep,
  'trust-check': trustCheckStep,
  mapping: mappingStep,
  review: reviewStep,
  prove: proveStep,
};

/** Returns what every rule of every step says, in the order of the steps. */
export function allFindings(answers: Answers, facts: Facts): Finding[] {
  return stepIds.flatMap((id) => steps[id].findings(answers, facts));
}
