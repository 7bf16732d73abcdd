import type { Simulation, TraceEntry } from '../../../shared/mapping/simulation.ts';
import { CheckIcon, ErrorIcon, PendingIcon, UnknownIcon } from '../../components/icons.tsx';
import { CertaintyMark } from './CertaintyMark.tsx';
import { mappingScreen } from './text.en.ts';

const words = mappingScreen.tryOut;

const outcomeIcons: Record<Simulation['outcome'], () => React.JSX.Element> = {
  mapped: CheckIcon,
  denied: ErrorIcon,
  unmapped: UnknownIcon,
};

/** The answer in one sentence, why, and everything that was looked at. */
export function TryAnswer({ simulation, who }: { simulation: Simulation; who: string }) {
  const { outcome, account, certainty, reason, status, trace, findings } = simulation;
  const OutcomeIcon = outcomeIcons[outcome];
  return (
    <>
      <div className={`try-answer try-answer-${outcome}`} role="status">
        <p className="try-answer-sentence">
          <OutcomeIcon />
          <b>{mappingScreen.answer(who, { outcome, ...(account !== undefined && { account }) })}</b>
          <CertaintyMark certainty={certainty} />
        </p>
        <p>{reason}</p>
        {status && (
          <p>
            <b>{words.status(status.code)}</b> {status.reason} <CertaintyMark certainty={status.certainty} />
          </p>
        )}
        {certainty !== 'documented' && <p className="muted">{words.sourceOf[certainty]}</p>}
      </div>
      {findings.map(({ code, title, detail }, index) => (
        <p key={`${code} ${index}`}>
          <b>{title}.</b> {detail}
        </p>
      ))}
      <h3>{words.trace}</h3>
      {trace.length === 0 ? (
        <p className="muted">{words.traceNone}</p>
      ) : (
        // Scrolls by keyboard when it is long.
        <div className="try-trace" role="region" tabIndex={0} aria-label={words.trace}>
          <ol className="stack">
            {trace.map((entry) => (
              <TraceItem key={`${entry.kind} ${entry.entry}`} entry={entry} />
            ))}
          </ol>
        </div>
      )}
    </>
  );
}

const resultIcons: Record<TraceEntry['result'], () => React.JSX.Element> = {
  match: CheckIcon,
  'no-match': ErrorIcon,
  disabled: PendingIcon,
};

function TraceItem({ entry }: { entry: TraceEntry }) {
  const { result, reason, certainty, rules = [] } = entry;
  const ResultIcon = resultIcons[result];
  return (
    <li className={`trace trace-${result}`}>
      <p className="trace-head">
        <ResultIcon />
        <b>{words.results[result]}</b>
        <span className="trace-name">{words.entry(entry)}</span>
        <CertaintyMark certainty={certainty} />
      </p>
      <p className="muted">{reason}</p>
      {rules.length > 0 && (
        <ul className="trace-rules">
          {rules.map((rule, index) => (
            <li key={index}>
              <b>{rule.matches ? words.ruleMatches : words.ruleMisses}:</b> {rule.reason}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
