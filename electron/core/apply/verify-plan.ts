import type { Finding } from '../../../shared/api/finding.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { sameState } from '../../../shared/plan/resource-state.ts';
import { proveFinding } from '../../../shared/steps/prove/text.en.ts';
import type { Server } from '../ports/server.ts';

/** How the server stands to a plan, change by change. */
export interface Verified {
  steps: { change: string; state: 'as-planned' | 'different' | 'unknown' }[];
  findings: Finding[];
}

/** Compares a server with a plan, changing nothing. */
export async function verifyPlan(plan: Plan, server: Server): Promise<Verified> {
  const steps: Verified['steps'] = [];
  const findings: Finding[] = [];
  for (const change of plan.changes) {
    const isAsPlanned = sameState(await server.read(change), change.after);
    steps.push({ change: change.id, state: isAsPlanned ? 'as-planned' : 'different' });
    if (!isAsPlanned) findings.push(proveFinding('different', { change: change.id, title: change.title }));
  }
  return { steps, findings };
}
