import type { StepDefinition } from '../definition.ts';
import { mappingFindings } from './rules.ts';
import { stepTitles } from '../titles.en.ts';

export const mappingStep: StepDefinition = { id: 'mapping', title: stepTitles.mapping, findings: mappingFindings };
