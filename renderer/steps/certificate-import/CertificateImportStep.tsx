import { useDraft } from '../../store/wizard-context.tsx';

export function CertificateImportStep() {
  const draft = useDraft();
  return <p>{draft.sslRequire.site}</p>;
}
