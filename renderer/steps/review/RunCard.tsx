import { Button, ProgressBar } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Problem } from '../../../shared/api/problem.ts';
import type { Progress } from '../../../shared/api/transport.ts';
import type { Run } from '../../../shared/wizard/run-calls.ts';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CheckIcon } from '../../components/icons.tsx';
import { SeverityMark } from '../../components/severity.tsx';
import { useWizard } from '../../store/wizard-context.tsx';
import { applyText } from './apply-text.en.ts';
import { BreakIt } from './BreakIt.tsx';
import { resultWords, type RunStep } from './result-words.ts';
import type { Runs } from './use-runs.ts';
import './apply.css';

const words = applyText.run;

/** A screen full; the report and the journal have the rest. */
const shownAtOnce = 200;

/** What was or is done to one server: how far it is, what came of it, and what can be done now. */
export function RunCard({ run, actions }: { run: Run; actions: Runs }) {
  const title = words.of[run.target](run.site);
  return (
    <section className="run" aria-label={title}>
      <div className="run-head">
        <h3>{title}</h3>
        <span className="muted">{words.begun(run.startedAt.slice(0, 16).replace('T', ' '))} UTC</span>
      </div>
      {run.activity ? (
        <Activity run={run} progress={actions.progress[run.id]} onStop={() => actions.stop(run)} />
      ) : (
        <Result run={run} />
      )}
      {!run.activity && <Actions run={run} actions={actions} />}
      <details>
        <summary>{words.details}</summary>
        <div className="stack run-details">
          <CodeBlock label={words.digest} text={run.digest} wraps />
          {run.journals.map((journal) => (
            <CodeBlock key={journal} label={words.journal} text={journal} wraps />
          ))}
        </div>
      </details>
    </section>
  );
}

function Activity({
  run,
  progress,
  onStop,
}: {
  run: Run;
  progress: Progress | undefined;
  onStop: () => Promise<boolean>;
}) {
  const [isStopping, setStopping] = useState(false);
  const isConnected = useWizard(({ connection }) => connection === 'ok');
  const since = run.activity?.since;
  const seconds = useSecondsSince(since);
  if (!run.activity) return null;
  const total = progress?.total ?? run.changes.length;
  const what = progress ? words.step(progress.done, total, progress.message) : words.starting;
  return (
    <div className="stack">
      <p>
        <b>{words.activity[run.activity.action]}</b> {what} <span className="muted">{words.elapsed(seconds)}</span>
      </p>
      <ProgressBar
        aria-label={words.activity[run.activity.action]}
        {...(progress && total > 0 && { value: progress.done / total })}
      />
      <p className="muted">{isConnected ? (isStopping ? words.stopping : words.goesOn) : words.lost}</p>
      <div>
        <Button
          disabledFocusable={isStopping || !isConnected}
          onClick={() => {
            setStopping(true);
            // What did not arrive can be asked for again.
            void onStop().then(setStopping);
          }}
        >
          {words.stop}
        </Button>
      </div>
    </div>
  );
}

function useSecondsSince(moment: string | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return moment === undefined ? 0 : Math.max(0, Math.floor((now - Date.parse(moment)) / 1000));
}

function Result({ run }: { run: Run }) {
  const { tone, title, next, problem, notable } = resultWords(run);
  const steps = run.result && 'steps' in run.result ? run.result.steps : [];
  return (
    <div className="stack">
      <p className="run-result">
        {tone === 'done' ? (
          <span className="severity severity-done">
            <CheckIcon />
          </span>
        ) : (
          <SeverityMark severity={tone} />
        )}
        <b>{title}</b>
      </p>
      {problem && <Cause problem={problem} />}
      {notable.length > 0 && <Steps run={run} steps={notable} />}
      {next !== null && <p>{next}</p>}
      {steps.length > 0 && (
        <details>
          <summary>{words.every(steps.length)}</summary>
          <Steps run={run} steps={steps} />
        </details>
      )}
    </div>
  );
}

/** Why something was refused or failed, what to do, and a code to search for. */
export function Cause({ problem: { code, title, detail, fix } }: { problem: Problem }) {
  return (
    <div className="run-cause">
      <p>
        <b>{title}</b> {detail}
      </p>
      <p>{fix}</p>
      <p className="muted">
        {words.code} <code>{code}</code>
      </p>
    </div>
  );
}

function Steps({ run, steps }: { run: Run; steps: readonly RunStep[] }) {
  const titles = new Map(run.changes.map(({ id, title }) => [id, title]));
  const isRollback = run.result?.kind === 'rollback';
  return (
    <ul className="run-steps">
      {steps.slice(0, shownAtOnce).map(({ change, state, because }) => (
        <li key={change}>
          <span className={`run-state run-state-${state}`}>
            {isRollback && state === 'unchanged' ? applyText.nothingToUndo : applyText.states[state]}
          </span>
          <span>
            {titles.get(change) ?? change}
            {because !== undefined && <span className="muted"> ({because})</span>}
          </span>
        </li>
      ))}
      {steps.length > shownAtOnce && <li className="muted">{words.more(steps.length - shownAtOnce)}</li>}
    </ul>
  );
}

function Actions({ run, actions }: { run: Run; actions: Runs }) {
  const { resumes } = resultWords(run);
  const { act, forget, isBusy } = actions;
  return (
    <>
      <div className="row">
        <Button disabledFocusable={isBusy} onClick={() => act(run, 'verify')}>
          {words.verify}
        </Button>
        <Button disabledFocusable={isBusy} onClick={() => act(run, 'apply')}>
          {resumes ? words.resume : words.apply}
        </Button>
        <Button disabledFocusable={isBusy} onClick={() => act(run, 'rollback')}>
          {words.rollback}
        </Button>
        {run.target === 'practice' && (
          <Button appearance="subtle" disabledFocusable={isBusy} onClick={() => forget(run)}>
            {words.forget}
          </Button>
        )}
      </div>
      {run.drifts.length > 0 && !resumes && (
        <BreakIt drifts={run.drifts} isBusy={isBusy} onBreak={(drift) => actions.breakIt(run, drift)} />
      )}
    </>
  );
}
