import { Button } from '@fluentui/react-components';
import { stepIds } from '../../shared/steps/step-id.ts';
import { countRemarks, type Remark } from '../../shared/wizard/remarks.ts';
import { SeverityMark } from '../components/severity.tsx';
import { useActions, useWizard } from '../store/wizard-context.tsx';
import { frameText } from './text.en.ts';

/** What stands against the answers, saving, and the way on. Next is never disabled. */
export function Footer({ remarks }: { remarks: readonly Remark[] }) {
  const { go, show } = useActions();
  const current = useWizard(({ navigation }) => navigation.current);
  const isFirstEvaluation = useWizard(({ evaluation }) => evaluation === null);
  const count = countRemarks(remarks);
  const worst = count.error > 0 ? 'error' : count.warning > 0 ? 'warning' : 'information';
  return (
    <footer className="frame-footer">
      <Button appearance="subtle" onClick={() => show('findings')} data-testid="finding-counts">
        {isFirstEvaluation ? (
          frameText.checking
        ) : (
          <span className="row">
            {count.error + count.warning > 0 && (
              <span className="finding-count-mark" aria-hidden="true">
                <SeverityMark severity={worst} />
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
