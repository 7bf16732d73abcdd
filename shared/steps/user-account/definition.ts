import type { StepDefinition } from '../definition.ts';
import { userAccountFindings } from './rules.ts';
import { userAccountText } from './text.en.ts';

export const userAccountStep: StepDefinition = {
  id: 'user-account',
  title: userAccountText.title,
  findings: userAccountFindings,
};
