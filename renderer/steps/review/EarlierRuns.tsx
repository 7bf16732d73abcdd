import { applyText } from './apply-text.en.ts';
import { Cause, RunCard } from './RunCard.tsx';
import { useRuns } from './use-runs.ts';
import './apply.css';

/** What was applied from this computer, to be verified or rolled back at any time later. Nothing while there is none. */
export function EarlierRuns() {
  const actions = useRuns();
  const { runs, problem } = actions;
  if (runs === null || runs.length === 0) return null;
  const { title, lead } = applyText.earlier;
  return (
    <section className="card" aria-labelledby="earlier-runs">
      <h2 id="earlier-runs">{title}</h2>
      <p>{lead}</p>
      {runs.map((run) => (
        <RunCard key={run.id} run={run} actions={actions} />
      ))}
      {problem && <Cause problem={problem} />}
    </section>
  );
}
