import { useMemo } from 'react';
import { FindingList } from '../../components/FindingList.tsx';
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
  const blocking = useMemo(() => remarks.filter(({ severity }) => severity === 'error'), [remarks]);
  return (
    <div className="stack">
      <TargetChoice />
      {blocking.length > 0 && <FindingList remarks={blocking} title={reviewText.blocking.title} />}
      <PlanTabs evaluation={evaluation} />
      <ApplyPanel isBlocked={blocking.length > 0} />
      <ExportPanel isBlocked={blocking.length > 0} />
    </div>
  );
}
