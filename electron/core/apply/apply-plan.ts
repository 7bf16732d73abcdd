import type { Secret } from '../../../shared/api/secret.ts';
import { defineProblems } from '../../../shared/api/define-problems.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { hasError } from '../../../shared/api/finding.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { Change, Plan } from '../../../shared/plan/plan.ts';
import { sameState } from '../../../shared/plan/resource-state.ts';
import type { CallContext } from '../core.ts';
import type { Server } from '../ports/server.ts';
import type { Journal } from './journal.ts';

const applyProblem = defineProblems({
  'apply.stale': {
    title: 'The server is not in the state that the plan was made from',
    fix: "Export again from the server's present files, and review the new plan.",
  },
  'apply.no-such-change': {
    title: 'The plan has no such change',
    fix: 'Name the id of one of its changes; plan.json has them.',
  },
  'apply.findings': {
    title: 'The plan has findings of severity error',
    fix: 'Solve them, export again and review the new plan. Nothing was changed.',
  },
});

export type StepState = 'unchanged' | 'changed' | 'failed' | 'skipped';

/** What became of each change, in the plan's order; `problem` says why one failed. */
export interface Applied {
  steps: { change: string; state: StepState }[];
  problem: Problem | null;
}

/**
 * Applies a plan: refuses a stale one, then makes each change that is not there yet, with an entry in the journal before
 * and after it, and stops at the first that fails. Run again, it goes on where it stopped.
 */
export async function applyPlan(
  plan: Plan,
  server: Server,
  journal: Journal,
  passwords: ReadonlyMap<string, Secret>,
  at: string,
  { signal, onProgress }: CallContext,
): Promise<Reply<Applied>> {
  if (hasError(plan.findings)) {
    const titles = plan.findings.filter(({ severity }) => severity === 'error').map(({ title }) => title);
    return fail(applyProblem('apply.findings', { detail: titles.join('; ') }));
  }
  const stale = await staleProblem(plan, server, journal);
  if (stale) return fail(stale);
  const steps: Applied['steps'] = [];
  let problem: Problem | null = null;
  let isFirst = true;
  const known = new Set(journal.open().map(({ change }) => change.id));
  const begin = async () => {
    if (isFirst) await journal.append({ type: 'run', digest: plan.digest, at });
    isFirst = false;
  };
  for (const [index, change] of plan.changes.entries()) {
    if (problem || signal.aborted) {
      steps.push({ change: change.id, state: 'skipped' });
      continue;
    }
    onProgress({ message: change.title, done: index, total: plan.changes.length });
    const current = await server.read(change);
    if (sameState(current, change.after)) {
      problem = server.pass(change);
      steps.push({ change: change.id, state: problem ? 'failed' : 'unchanged' });
      if (!problem && !known.has(change.id) && isThing(change)) {
        await begin();
        await journal.append({ type: 'found', change: change.id });
      }
      continue;
    }
    await begin();
    if (change.resource === 'https-binding') await captureRecords(plan, known, server, journal);
    await journal.append({ type: 'begin', change, captured: current });
    problem = await server.write(change, change.after, passwords);
    const state = problem ? 'failed' : 'changed';
    await journal.append({ type: 'end', change: change.id, state });
    steps.push({ change: change.id, state });
  }
  return succeed({ steps, problem });
}

/** Journals the HTTP.SYS records of the plan before a binding is changed: the change can make them anew, with the defaults. */
async function captureRecords(plan: Plan, known: ReadonlySet<string>, server: Server, journal: Journal): Promise<void> {
  for (const change of plan.changes) {
    if (change.resource !== 'http-sys-record' || known.has(change.id)) continue;
    await journal.append({ type: 'begin', change, captured: await server.read(change) });
  }
}

/** What exists or not, unlike a setting: rolling back says of it whether it is gone or left. */
function isThing({ after }: Change): boolean {
  return ('present' in after && after.present) || ('granted' in after && after.granted);
}

/** A recorded state holds when the resource is so, is as planned already, or is as an earlier run of this journal left it. */
async function staleProblem(plan: Plan, server: Server, journal: Journal): Promise<Problem | null> {
  const touched = new Set(journal.open().map(({ change }) => change.id));
  const different: string[] = [];
  for (const change of plan.changes) {
    if (change.before === null || touched.has(change.id)) continue;
    const current = await server.read(change);
    if (!sameState(current, change.before) && !sameState(current, change.after)) different.push(change.title);
  }
  if (different.length === 0) return null;
  return applyProblem('apply.stale', { detail: `Different from the recorded state: ${different.join('; ')}.` });
}

/** Returns the problem of a fault for a change that the plan does not have. */
export function noSuchChange(id: string): Problem {
  return applyProblem('apply.no-such-change', { detail: `There is no change ${id}.` });
}
