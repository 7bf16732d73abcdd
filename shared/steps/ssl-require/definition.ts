import type { StepDefinition } from '../definition.ts';
import { sslRequireFindings } from './rules.ts';
import { sslRequireText } from './text.en.ts';

export const sslRequireStep: StepDefinition = {
  id: 'ssl-require',
  title: sslRequireText.title,
  findings: sslRequireFindings,
};
