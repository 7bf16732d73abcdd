import { useDraft } from '../../store/wizard-context.tsx';

export function ReviewStep() {
  const draft = useDraft();
  return <p>{draft.sslRequire.site}</p>;
}
