import type { StepDefinition } from '../definition.ts';
import { reviewFindings } from './rules.ts';
import { reviewText } from './text.en.ts';

export const reviewStep: StepDefinition = { id: 'review', title: reviewText.title, findings: reviewFindings };
