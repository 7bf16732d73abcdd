import type { Change } from '../../../../shared/plan/plan.ts';
import { drifts, type Drift } from '../../../../shared/wizard/run-calls.ts';
import type { OpenChange } from '../../apply/journal.ts';
import type { ServerState } from '../../ports/server.ts';

/** A change and the state into which somebody else brings its resource. */
interface DriftStep {
  change: Change;
  state: ServerState;
}

/**
 * Returns what can befall a practice server, from the changes that were made on it: only those are put right by applying
 * again and undone by rolling back.
 */
export function possibleDrifts(made: readonly OpenChange[]): Map<Drift, DriftStep> {
  const changes = made.map(({ change }) => change);
  const steps: Record<Drift, DriftStep | undefined> = {
    'binding-made-anew': bindingMadeAnew(changes),
    'anonymous-on': anonymousOn(changes),
    'root-removed': rootRemoved(changes),
  };
  return new Map(drifts.flatMap((drift) => (steps[drift] ? [[drift, steps[drift]]] : [])));
}

/** A renewal that binds anew leaves the HTTP.SYS record with default settings (win-acme#1768). */
function bindingMadeAnew(changes: readonly Change[]): DriftStep | undefined {
  const change = changes.find((each) => each.resource === 'http-sys-record' && each.after.negotiateClientCertificate);
  if (change?.resource !== 'http-sys-record') return undefined;
  return { change, state: { ...change.after, negotiateClientCertificate: false } };
}

function anonymousOn(changes: readonly Change[]): DriftStep | undefined {
  const change = changes.find((each) => each.resource === 'anonymous-authentication' && !each.after.enabled);
  if (change?.resource !== 'anonymous-authentication') return undefined;
  return { change, state: { ...change.after, enabled: true } };
}

function rootRemoved(changes: readonly Change[]): DriftStep | undefined {
  const change = changes.find((each) => each.resource === 'certificate' && each.after.store === 'Root');
  if (change?.resource !== 'certificate') return undefined;
  return { change, state: { ...change.after, present: false } };
}
