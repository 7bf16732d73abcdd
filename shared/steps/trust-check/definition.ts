import type { StepDefinition } from '../definition.ts';
import { trustCheckFindings } from './rules.ts';
import { trustCheckText } from './text.en.ts';

export const trustCheckStep: StepDefinition = {
  id: 'trust-check',
  title: trustCheckText.title,
  findings: trustCheckFindings,
};
