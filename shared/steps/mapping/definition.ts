import type { StepDefinition } from '../definition.ts';
import { mappingFindings } from './rules.ts';
import { mappingText } from './text.en.ts';

export const mappingStep: StepDefinition = { id: 'mapping', title: mappingText.title, findings: mappingFindings };
