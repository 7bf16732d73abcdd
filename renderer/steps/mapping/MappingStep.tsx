import { useDraft } from '../../store/wizard-context.tsx';

export function MappingStep() {
  const draft = useDraft();
  return <p>{draft.sslRequire.site}</p>;
}
