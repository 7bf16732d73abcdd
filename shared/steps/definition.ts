import type { Finding } from '../api/finding.ts';
import type { Answers } from '../wizard/answers.ts';
import type { Facts } from '../wizard/facts.ts';
import type { StepId } from './step-id.ts';

/** A step of the walkthrough, as far as it is pure. */
export interface StepDefinition {
  id: StepId;
  title: string;
  /** Every rule of the step; in the order of the screen, pointing into the answers or a given file. */
  findings: (answers: Answers, facts: Facts) => Finding[];
}
