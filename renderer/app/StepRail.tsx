import { stepIds } from '../../shared/steps/step-id.ts';
import type { Remark } from '../../shared/wizard/remarks.ts';
import { stepStates, type StepState } from '../../shared/wizard/step-states.ts';
import { CheckIcon, EmptyIcon, ErrorIcon, PendingIcon, SeenIcon, WarningIcon } from '../components/icons.tsx';
import { stepRegistry } from '../steps/registry.ts';
import { useActions, useDraft, useWizard } from '../store/wizard-context.tsx';
import { frameText } from './text.en.ts';

const marks: Record<StepState, { icon: () => React.JSX.Element; className: string }> = {
  'not-visited': { icon: PendingIcon, className: 'severity' },
  checking: { icon: PendingIcon, className: 'severity' },
  'to-do': { icon: EmptyIcon, className: 'severity' },
  seen: { icon: SeenIcon, className: 'severity' },
  done: { icon: CheckIcon, className: 'severity severity-done' },
  warnings: { icon: WarningIcon, className: 'severity severity-warning' },
  errors: { icon: ErrorIcon, className: 'severity severity-error' },
};

/** The seven steps with their states. Every step that was visited can be opened. */
export function StepRail({ remarks }: { remarks: readonly Remark[] }) {
  const navigation = useWizard((state) => state.navigation);
  const locked = useWizard(({ waiting }) => waiting.length);
  const { go } = useActions();
  const isJudged = useWizard(({ evaluation }) => evaluation !== null);
  const states = stepStates(isJudged ? remarks : null, navigation, useDraft(), locked);
  return (
    <nav className="rail" aria-label={frameText.steps}>
      <ol>
        {stepIds.map((step, index) => {
          const state = states[step];
          const { icon: Mark, className } = marks[state];
          const isCurrent = navigation.current === step;
          const isOpen = navigation.visited.includes(step);
          return (
            <li key={step}>
              <button
                type="button"
                className="rail-step"
                aria-current={isCurrent ? 'step' : undefined}
                aria-disabled={!isOpen}
                onClick={() => {
                  if (isOpen) go({ kind: 'open', step });
                }}
              >
                <span className="rail-number">{index + 1}</span>
                <span className="rail-words">
                  {stepRegistry[step].title}
                  <span className="rail-state">{frameText.states[state]}</span>
                </span>
                <span className={`rail-icon ${className}`}>
                  <Mark />
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
