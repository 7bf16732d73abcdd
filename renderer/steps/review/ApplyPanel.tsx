import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { RunTarget } from '../../../shared/wizard/run-calls.ts';
import { RestartElevated } from '../../components/RestartElevated.tsx';
import { useActions, useWizard, useWizardStore } from '../../store/wizard-context.tsx';
import { applyText } from './apply-text.en.ts';
import { ConsentDialog } from './ConsentDialog.tsx';
import { Cause, RunCard } from './RunCard.tsx';
import { useRuns } from './use-runs.ts';
import './apply.css';

/** Applies the plan: to the practice server anywhere, to this server where that is possible. */
export function ApplyPanel({ isBlocked }: { isBlocked: boolean }) {
  const store = useWizardStore();
  const plan = useWizard(({ evaluation }) => evaluation?.plan ?? null);
  const isEvaluating = useWizard((state) => state.isEvaluating);
  const { announce, evaluateNow } = useActions();
  const actions = useRuns();
  const [asked, setAsked] = useState<RunTarget | null>(null);
  const ask = (target: RunTarget) => {
    if (isBlocked || !plan) announce(isBlocked ? applyText.blocked : applyText.waiting);
    else void evaluateNow().then(() => setAsked(target));
  };
  const agree = (target: RunTarget, failAt: string | undefined) => {
    const { draft, evaluatedAt } = store.getState();
    setAsked(null);
    if (!draft || !plan) return;
    // The moment belongs to the plan: what expires by then is a finding in it.
    const input = { answers: draft.present, at: evaluatedAt, target, agreedDigest: plan.digest };
    void actions.start(failAt === undefined ? input : { ...input, failAt });
  };
  const runOf = (target: RunTarget) =>
    actions.runs?.find((run) => run.target === target && run.isOfThisDocument) ?? null;
  const isBusy = actions.isBusy || isEvaluating;
  return (
    <section className="card" aria-labelledby="apply-practice">
      <h2 id="apply-practice">{applyText.practice.title}</h2>
      <p>{applyText.practice.lead}</p>
      {isBlocked && <p className="muted">{applyText.blocked}</p>}
      <div>
        <Button
          appearance={runOf('practice') ? 'secondary' : 'primary'}
          disabledFocusable={isBusy || isBlocked || runOf('practice')?.activity != null}
          onClick={() => ask('practice')}
        >
          {applyText.practice.action}
        </Button>
      </div>
      {(['practice', 'this-server'] as const).map((target) => {
        const run = runOf(target);
        return (
          <div key={target} className="stack">
            {target === 'this-server' && <ThisServer isBusy={isBusy || isBlocked} onAsk={() => ask(target)} />}
            {run && plan && run.digest !== plan.digest && <p className="muted">{applyText.run.otherPlan}</p>}
            {run && <RunCard run={run} actions={actions} />}
          </div>
        );
      })}
      {actions.problem && <Cause problem={actions.problem} />}
      {asked && plan && (
        <ConsentDialog
          plan={plan}
          target={asked}
          onClose={() => setAsked(null)}
          onAgree={(failAt) => agree(asked, failAt)}
        />
      )}
    </section>
  );
}

function ThisServer({ isBusy, onAsk }: { isBusy: boolean; onAsk: () => void }) {
  const host = useWizard((state) => state.host);
  const isPractice = useWizard(({ document }) => document?.isPractice === true);
  const words = applyText.thisServer;
  if (!host) return null;
  const isPossible = host.thisServer.possible && !isPractice;
  return (
    <>
      <h2 className="apply-this-server">{words.title}</h2>
      <p>{words.lead}</p>
      {!isPossible && (
        <p className="muted">
          {isPractice ? words.practiceMaterial : `${words.notPossible} ${host.thisServer.reason}`}
        </p>
      )}
      {!isPractice && <RestartElevated />}
      <div>
        <Button disabledFocusable={!isPossible || isBusy} onClick={onAsk}>
          {words.action}
        </Button>
      </div>
    </>
  );
}
