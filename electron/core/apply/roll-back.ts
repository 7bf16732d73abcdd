import { sameState } from '../../../shared/plan/resource-state.ts';
import type { Server } from '../ports/server.ts';
import type { Journal } from './journal.ts';

export interface UndoneStep {
  change: string;
  state: 'undone' | 'unchanged' | 'left';
  because?: string;
}

/**
 * Brings every change of a journal back to its captured state, last one first. What somebody changed since is left as it
 * is, and said.
 */
export async function rollBack(journal: Journal, server: Server): Promise<UndoneStep[]> {
  const steps: UndoneStep[] = [];
  for (const { change, captured } of journal.open().reverse()) {
    const current = await server.read(change);
    const step = await undo();
    await journal.append({ type: 'undone', change: change.id, state: step.state });
    steps.push(step);

    async function undo(): Promise<UndoneStep> {
      if (sameState(current, captured)) return { change: change.id, state: 'unchanged' };
      if (!sameState(current, change.after)) {
        return { change: change.id, state: 'left', because: 'it was changed after apply' };
      }
      const problem = await server.write(change, captured, new Map());
      if (problem) return { change: change.id, state: 'left', because: problem.detail };
      return { change: change.id, state: 'undone' };
    }
  }
  return steps;
}
