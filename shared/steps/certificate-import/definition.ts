import type { StepDefinition } from '../definition.ts';
import { certificateImportFindings } from './rules.ts';
import { stepTitles } from '../titles.en.ts';

export const certificateImportStep: StepDefinition = {
  id: 'certificate-import',
  title: stepTitles['certificate-import'],
  findings: certificateImportFindings,
};
