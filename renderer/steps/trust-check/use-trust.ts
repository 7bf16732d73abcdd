import { useMemo } from 'react';
import { useDraft, useWizard } from '../../store/wizard-context.tsx';
import type { Listing } from './read-listing.ts';
import { trustOf, type Trust } from './trust-of.ts';

/** Returns the two controls and what else follows from the answers and what was given; null before the first evaluation. */
export function useTrust(listings: readonly Listing[]): Trust | null {
  const { certificateImport } = useDraft();
  const evaluation = useWizard((state) => state.evaluation);
  return useMemo(
    () => evaluation && trustOf(evaluation, certificateImport.authorities, listings),
    [evaluation, certificateImport.authorities, listings],
  );
}
