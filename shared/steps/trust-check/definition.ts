import type { StepDefinition } from '../definition.ts';
import { trustCheckFindings } from './rules.ts';
import { stepTitles } from '../titles.en.ts';

export const trustCheckStep: StepDefinition = {
  id: 'trust-check',
  title: stepTitles['trust-check'],
  findings: trustCheckFindings,
};
