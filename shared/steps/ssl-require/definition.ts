import type { StepDefinition } from '../definition.ts';
import { sslRequireFindings } from './rules.ts';
import { stepTitles } from '../titles.en.ts';

export const sslRequireStep: StepDefinition = {
  id: 'ssl-require',
  title: stepTitles['ssl-require'],
  findings: sslRequireFindings,
};
