import type { StepDefinition } from '../definition.ts';
import { certificateImportFindings } from './rules.ts';
import { certificateImportText } from './text.en.ts';

export const certificateImportStep: StepDefinition = {
  id: 'certificate-import',
  title: certificateImportText.title,
  findings: certificateImportFindings,
};
