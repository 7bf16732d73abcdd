import { stepIds, type StepId } from '../../shared/steps/step-id.ts';
import type { Navigation } from '../../shared/wizard/navigation.ts';

/** Returns the step that the address of the page names, for a reload in the middle. */
export function stepInAddress(hash: string): StepId | null {
  return stepIds.find((id) => hash === `#step=${id}`) ?? null;
}

/** Writes the current step into the address, without an entry in the browser's history. */
export function writeAddress(current: Navigation['current']): void {
  const hash = current === 'start' ? '' : `#step=${current}`;
  window.history.replaceState(null, '', window.location.pathname + hash);
}
