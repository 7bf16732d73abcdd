import { useEffect } from 'react';
import { useWizard } from '../store/wizard-context.tsx';

/** Lets the browser or window ask once before it closes with answers that were not saved. */
export function useUnsavedWarning(): void {
  const isDirty = useWizard(({ document }) => document !== null && document.isDirty && !document.isPractice);
  useEffect(() => {
    if (!isDirty) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [isDirty]);
}
