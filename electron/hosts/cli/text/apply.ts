import type { CallOutput } from '../../../../shared/api/contract.ts';
import { findingsText } from './findings.ts';
import { problemText } from './problem.ts';
import type { Style } from './style.ts';

/** Returns what `apply` prints: every change with what became of it, and where the journal lies. */
export function applyText({ steps, journal, error }: CallOutput<'review', 'apply'>, style: Style): string {
  const failure = error ? [problemText(error, style), ''] : [];
  return [...stepLines(steps), '', ...failure, `Journal: ${journal}`].join('\n');
}

/** Returns what `verify` prints. */
export function verifyText({ steps, findings }: CallOutput<'review', 'verify'>, style: Style): string {
  return [...stepLines(steps), '', findingsText(findings, style)].join('\n');
}

/** Returns what `rollback` prints. */
export function rollbackText({ steps }: CallOutput<'review', 'rollback'>): string {
  return steps.length === 0 ? 'The journal has nothing to undo.' : stepLines(steps).join('\n');
}

function stepLines(steps: readonly { change: string; state: string; because?: string | undefined }[]): string[] {
  return steps.map(({ change, state, because }) => `${state.padEnd(11)}${change}${because ? `: ${because}` : ''}`);
}
