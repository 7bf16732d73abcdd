import { useDraft } from '../../store/wizard-context.tsx';

export function SslRequireStep() {
  const draft = useDraft();
  return <p>{draft.sslRequire.site}</p>;
}
