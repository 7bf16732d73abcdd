import { Button } from '@fluentui/react-components';
import { stepIds } from '../../shared/steps/step-id.ts';
import { countRemarks, type Remark } from '../../shared/wizard/remarks.ts';
import { MissingMark, SeverityMark } from '../components/severity.tsx';
import { useActions, useWizard } from '../store/wizard-context.tsx';
import { frameText } from './text.en.ts';

/** What stands against the answers, saving, and the way on. Next is never disabled. */
export function Footer({ remarks }: { remarks: readonly Remark[] }) {
  const { go, show } = useActions();
  const current = useWizard(({ navigation }) => navigation.current);
  const isFirstEvaluation = useWizard(({ evaluation }) => evaluation === null);
  const count = countRemarks(remarks);
  const worst = (['error', 'missing', 'warning'] as const).find((kind) => count[kind] > 0) ?? null;
  return (
    <footer className="frame-footer">
      <Button appearance="subtle" onClick={() => show('findings')} data-testid="finding-counts">
        {isFirstEvaluation ? (
          frameText.checking
        ) : (
          <span className="row">
            {worst !== null && (
              <span className="finding-count-mark" aria-hidden="true">
                {worst === 'missing' ? <MissingMark isWordless /> : <SeverityMark severity={worst} isWordless />}
              </span>
            )}
            {frameText.findings(count)}
          </span>
        )}
      </Button>
      <span className="frame-footer-space" />
      <Button onClick={() => show('save')}>{frameText.save}</Button>
      <Button onClick={() => go({ kind: 'back' })}>{frameText.back}</Button>
      {current !== stepIds.at(-1) && (
        <Button appearance="primary" onClick={() => go({ kind: 'next' })}>
          {frameText.next}
        </Button>
      )}
    </footer>
  );
}
