import { Button } from '@fluentui/react-components';
import { Suspense, useEffect, useRef } from 'react';
import { stepIds, type StepId } from '../../shared/steps/step-id.ts';
import { FindingList } from '../components/FindingList.tsx';
import { ServerIcon } from '../components/icons.tsx';
import { stepRegistry } from '../steps/registry.ts';
import { useRemarksOfStep } from '../store/use-remarks.ts';
import { useActions, useWizardStore } from '../store/wizard-context.tsx';
import { frameText } from './text.en.ts';

/** One step: its title and what it decides, the step itself, and what was found in it. */
export function StepScreen({ step }: { step: StepId }) {
  const { title, lead, Step } = stepRegistry[step];
  const remarks = useRemarksOfStep(step);
  const { show } = useActions();
  const store = useWizardStore();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (store.getState().focusPath === null) heading.current?.focus();
  }, [step, store]);
  return (
    <>
      <div className="frame-title">
        <div>
          <p className="muted">{frameText.stepOf(stepIds.indexOf(step) + 1)}</p>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
        <Button icon={<ServerIcon />} onClick={() => show('server')} aria-keyshortcuts="Alt+S">
          {frameText.serverSheet}
        </Button>
      </div>
      <p className="frame-lead">{lead}</p>
      <Suspense fallback={<p className="muted">{frameText.loading}</p>}>
        <Step />
        <FindingList remarks={remarks} title={frameText.found} />
      </Suspense>
    </>
  );
}
