import { useDraft } from '../../store/wizard-context.tsx';

export function TrustCheckStep() {
  const draft = useDraft();
  return <p>{draft.sslRequire.site}</p>;
}
