import type { StepDefinition } from '../definition.ts';
import { reviewFindings } from './rules.ts';
import { stepTitles } from '../titles.en.ts';

export const reviewStep: StepDefinition = { id: 'review', title: stepTitles.review, findings: reviewFindings };
