import { useDraft } from '../../store/wizard-context.tsx';

export function ProveStep() {
  const draft = useDraft();
  return <p>{draft.sslRequire.site}</p>;
}
