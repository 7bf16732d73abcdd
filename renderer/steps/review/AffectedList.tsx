import { affectedBy } from '../../../shared/plan/affected.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { Evaluation } from '../../../shared/wizard/session-calls.ts';
import { reviewText } from './text.en.ts';

const words = reviewText.affected;

/** Whom the plan concerns beside the visitors that it is made for. */
export function AffectedList({ evaluation, plan }: { evaluation: Evaluation; plan: Plan }) {
  const affected = affectedBy(plan, evaluation);
  return (
    <div className="stack">
      <section>
        <h3>{words.bindings}</h3>
        {affected ? <Names names={affected.bindings} none={words.noBindings} /> : <p>{words.notKnown}</p>}
      </section>
      <section>
        <h3>{words.sharing}</h3>
        {affected ? <Names names={affected.sharing} none={words.noSharing} /> : <p>{words.notKnown}</p>}
        {affected && affected.sharing.length > 0 && <p>{words.sharingEffect}</p>}
      </section>
      {affected && affected.sameFolder.length > 0 && (
        <section>
          <h3>{words.sameFolder}</h3>
          <Names names={affected.sameFolder} none="" />
          <p>{words.sameFolderEffect}</p>
        </section>
      )}
      <section>
        <h3>{words.interruption}</h3>
        <p>{words.interruptionText}</p>
      </section>
    </div>
  );
}

function Names({ names, none }: { names: readonly string[]; none: string }) {
  if (names.length === 0) return <p>{none}</p>;
  return (
    <ul className="affected-names">
      {names.map((name) => (
        <li key={name} className="mono">
          {name}
        </li>
      ))}
    </ul>
  );
}
