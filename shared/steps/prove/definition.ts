import type { StepDefinition } from '../definition.ts';
import { proveText } from './text.en.ts';

/** Proving needs a running server; nothing in the answers can be wrong about it. */
export const proveStep: StepDefinition = { id: 'prove', title: proveText.title, findings: () => [] };
