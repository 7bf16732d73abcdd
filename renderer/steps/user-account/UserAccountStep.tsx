import { useDraft } from '../../store/wizard-context.tsx';

export function UserAccountStep() {
  const draft = useDraft();
  return <p>{draft.sslRequire.site}</p>;
}
