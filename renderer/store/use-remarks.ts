import { useMemo } from 'react';
import type { StepId } from '../../shared/steps/step-id.ts';
import type { Draft } from '../../shared/wizard/draft.ts';
import { isWithin } from '../../shared/wizard/path.ts';
import { remarksOf, type Remark } from '../../shared/wizard/remarks.ts';
import type { Evaluation } from '../../shared/wizard/session-calls.ts';
import { useWizard } from './wizard-context.tsx';

interface Remarks {
  draft: Draft;
  all: readonly Remark[];
  /** The gravest at each place of the answers. */
  byPath: ReadonlyMap<string, Remark>;
}

const none: readonly Remark[] = [];

/** The remarks of an evaluation, made once for all who ask: every field of a screen does, and there can be thousands. */
const made = new WeakMap<Evaluation, Remarks>();

function remarksFor(evaluation: Evaluation, draft: Draft): Remarks {
  const known = made.get(evaluation);
  if (known?.draft === draft) return known;
  const all = remarksOf(evaluation, draft);
  const byPath = new Map<string, Remark>();
  for (const remark of all) {
    const path = remark.location?.path;
    if (path !== undefined && !byPath.has(path)) byPath.set(path, remark);
  }
  const remarks = { draft, all, byPath };
  made.set(evaluation, remarks);
  return remarks;
}

function useRemarksForDraft(): Remarks | null {
  const evaluation = useWizard((state) => state.evaluation);
  const draft = useWizard((state) => state.draft?.present);
  return evaluation && draft ? remarksFor(evaluation, draft) : null;
}

/** Returns everything that stands against the draft. */
export function useRemarks(): readonly Remark[] {
  return useRemarksForDraft()?.all ?? none;
}

/** Returns the remarks of one step. */
export function useRemarksOfStep(step: StepId): readonly Remark[] {
  const remarks = useRemarks();
  return useMemo(() => remarks.filter((remark) => remark.step === step), [remarks, step]);
}

/** Returns the gravest remark about a place of the answers, or about something inside it. */
export function useRemarkAt(path: string, inside = false): Remark | undefined {
  const remarks = useRemarksForDraft();
  if (!inside) return remarks?.byPath.get(path);
  return remarks?.all.find(({ location }) => isWithin(location?.path ?? '', path));
}
