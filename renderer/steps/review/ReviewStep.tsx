import { useMemo } from 'react';
import { FindingList } from '../../components/FindingList.tsx';
import { SeverityMark } from '../../components/severity.tsx';
import type { Remark } from '../../../shared/wizard/remarks.ts';
import { useRemarks } from '../../store/use-remarks.ts';
import { useWizard } from '../../store/wizard-context.tsx';
import { ApplyPanel } from './ApplyPanel.tsx';
import { ExportPanel } from './ExportPanel.tsx';
import { PlanTabs } from './PlanTabs.tsx';
import { TargetChoice } from './TargetChoice.tsx';
import { reviewText } from './text.en.ts';

export function ReviewStep() {
  const evaluation = useWizard((state) => state.evaluation);
  const remarks = useRemarks();
  const host = useWizard((state) => state.host);
  const isPractice = useWizard(({ document }) => document?.isPractice === true);
  const blocking = useMemo(() => remarks.filter(({ severity }) => severity === 'error'), [remarks]);
  const warnings = remarks.filter(({ severity, step }) => severity === 'warning' && step !== 'review');
  // What the user came for stands first.
  const isApplied = isPractice || host?.thisServer.possible === true;
  const apply = <ApplyPanel key="apply" isBlocked={blocking.length > 0} />;
  const take = <ExportPanel key="take" isBlocked={blocking.length > 0} />;
  return (
    <div className="stack">
      <TargetChoice />
      {blocking.length > 0 && <FindingList remarks={blocking} title={reviewText.blocking.title} namesSteps />}
      {warnings.length > 0 && <Warnings remarks={warnings} />}
      <PlanTabs evaluation={evaluation} />
      {isApplied ? [apply, take] : [take, apply]}
    </div>
  );
}

/** What the other steps warn of: nothing keeps the files from being written, but somebody should have read it. */
function Warnings({ remarks }: { remarks: readonly Remark[] }) {
  return (
    <details className="card review-warnings">
      <summary>
        <SeverityMark severity="warning" isWordless /> {reviewText.warnings(remarks.length)}
      </summary>
      <FindingList remarks={remarks} namesSteps />
    </details>
  );
}
