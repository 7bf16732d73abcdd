import type { StepDefinition } from '../definition.ts';
import { userAccountFindings } from './rules.ts';
import { stepTitles } from '../titles.en.ts';

export const userAccountStep: StepDefinition = {
  id: 'user-account',
  title: stepTitles['user-account'],
  findings: userAccountFindings,
};
