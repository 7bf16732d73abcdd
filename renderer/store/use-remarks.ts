import { useMemo } from 'react';
import type { StepId } from '../../shared/steps/step-id.ts';
import { isWithin } from '../../shared/wizard/path.ts';
import { remarksOf, type Remark } from '../../shared/wizard/remarks.ts';
import { useWizard } from './wizard-context.tsx';

const none: readonly Remark[] = [];

/** Returns everything that stands against the draft. */
export function useRemarks(): readonly Remark[] {
  const evaluation = useWizard((state) => state.evaluation);
  const draft = useWizard((state) => state.draft?.present);
  return useMemo(() => (evaluation && draft ? remarksOf(evaluation, draft) : none), [evaluation, draft]);
}

/** Returns the remarks of one step. */
export function useRemarksOfStep(step: StepId): readonly Remark[] {
  const remarks = useRemarks();
  return useMemo(() => remarks.filter((remark) => remark.step === step), [remarks, step]);
}

/** Returns the gravest remark about a place of the answers, or about something inside it. */
export function useRemarkAt(path: string, inside = false): Remark | undefined {
  const remarks = useRemarks();
  return remarks.find(({ location }) => (inside ? isWithin(location?.path ?? '', path) : location?.path === path));
}
