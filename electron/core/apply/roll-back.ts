import type { Change } from '../../../shared/plan/plan.ts';
import { sameState } from '../../../shared/plan/resource-state.ts';
import type { Server, ServerState } from '../ports/server.ts';
import type { FoundChange, Journal, OpenChange } from './journal.ts';

export interface UndoneStep {
  change: string;
  state: 'undone' | 'unchanged' | 'left';
  because?: string;
}

/**
 * Brings every change of a journal back to its captured state, last one first. What was there before, and what somebody
 * changed since, is left as it is, and said.
 */
export async function rollBack(journal: Journal, server: Server): Promise<UndoneStep[]> {
  const steps: UndoneStep[] = [];
  const open = recordsBeforeBindings(journal.open().reverse());
  for (const each of open) {
    const step: UndoneStep =
      each.kind === 'found'
        ? { change: each.change.id, state: 'left', because: 'it was there before' }
        : await undo(each, server);
    await journal.append({ type: 'undone', change: step.change, state: step.state });
    steps.push(step);
  }
  await restoreRecords(open, steps, server);
  return steps;
}

async function undo({ change, captured }: OpenChange, server: Server): Promise<UndoneStep> {
  const current = await server.read(change);
  if (sameState(current, captured)) return { change: change.id, state: 'unchanged' };
  if (!sameState(current, change.after) && !wasMadeAnew(change, captured, current)) {
    return { change: change.id, state: 'left', because: 'it was changed after apply' };
  }
  const problem = await server.write(change, captured, new Map());
  if (problem) return { change: change.id, state: 'left', because: problem.detail };
  return { change: change.id, state: 'undone' };
}

/** HTTP.SYS records are captured before the binding is changed, and undone before it as well. */
function recordsBeforeBindings(open: readonly (OpenChange | FoundChange)[]): (OpenChange | FoundChange)[] {
  const isOf = (resource: Change['resource']) => (each: OpenChange | FoundChange) =>
    each.kind === 'begun' && each.change.resource === resource;
  const first = open.findIndex(isOf('https-binding'));
  if (first === -1) return [...open];
  const isRecord = isOf('http-sys-record');
  const rest = open.slice(first);
  return [...open.slice(0, first), ...rest.filter(isRecord), ...rest.filter((each) => !isRecord(each))];
}

/** The binding was changed, which made the record anew with default settings, and apply came no further. */
function wasMadeAnew({ resource }: Change, captured: ServerState | null, current: ServerState | null): boolean {
  if (resource !== 'http-sys-record' || captured === null) return false;
  return sameState(current, { ...captured, negotiateClientCertificate: false });
}

/** A binding that was undone after its HTTP.SYS record has made the record anew, with default settings. */
async function restoreRecords(
  open: readonly (OpenChange | FoundChange)[],
  steps: readonly UndoneStep[],
  server: Server,
): Promise<void> {
  for (const [index, each] of open.entries()) {
    if (each.kind === 'found' || steps[index]?.state === 'left') continue;
    const { change, captured } = each;
    if (change.resource !== 'http-sys-record' || captured === null) continue;
    if (!sameState(await server.read(change), captured)) await server.write(change, captured, new Map());
  }
}
