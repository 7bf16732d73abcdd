import { reasons, stateLines } from '../../../shared/plan/change-words.en.ts';
import type { Change } from '../../../shared/plan/plan.ts';
import { sameState } from '../../../shared/plan/resource-state.ts';
import { stepTitles } from '../../../shared/steps/titles.en.ts';
import { reviewText } from './text.en.ts';
import './review.css';

const words = reviewText.changes;

/** More rows than anybody opens; the rest is in the report and in the files. */
const shownAtOnce = 200;

/** Every change in the order of execution; each opens to before and after. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  return (
    <>
      <p>{words.lead(changes.length)}</p>
      <ol className="change-list">
        {changes.slice(0, shownAtOnce).map((change) => (
          <li key={change.id}>
            <ChangeDetails change={change} />
          </li>
        ))}
      </ol>
      {changes.length > shownAtOnce && <p className="muted">{words.more(changes.length - shownAtOnce)}</p>}
    </>
  );
}

function ChangeDetails({ change }: { change: Change }) {
  const { title, step, resource, before, after } = change;
  const isAlreadySo = before !== null && sameState(before, after);
  return (
    <details>
      <summary>
        <span className="change-title">{title}</span>
        <span className="change-badge">{stepTitles[step]}</span>
        {isAlreadySo && <span className="change-badge">{words.alreadySo}</span>}
      </summary>
      <p className="muted">{reasons[resource]}</p>
      <div className="change-states">
        <State title={words.before} state={before} />
        <State title={words.after} state={after} />
      </div>
    </details>
  );
}

function State({ title, state }: { title: string; state: Change['after'] | null }) {
  return (
    <section>
      <h3>{title}</h3>
      {state === null ? (
        <p>{words.notKnown}</p>
      ) : (
        <dl className="change-state">
          {stateLines(state).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="mono">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
