import type { StepDefinition } from '../definition.ts';
import { stepTitles } from '../titles.en.ts';

/** Proving needs a running server; nothing in the answers can be wrong about it. */
export const proveStep: StepDefinition = { id: 'prove', title: stepTitles.prove, findings: () => [] };
