import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CheckIcon, ErrorIcon, UnknownIcon } from '../../components/icons.tsx';
import type { Control, ControlState, TrustEvidence } from '../../../shared/trust/trust-findings.ts';
import { componentText } from '../../components/text.en.ts';
import { trustScreen as words } from './text.en.ts';

const stateIcons: Record<ControlState, () => React.JSX.Element> = {
  pass: CheckIcon,
  fail: ErrorIcon,
  'not-known': UnknownIcon,
};

/** Evidence that is shown at once. */
const shown = 2;

/** One of the walkthrough's two controls: the verdict first, then what it rests on and what to do. */
export function ControlCard({ control, position, note }: { control: Control; position: number; note: string | null }) {
  const { id, state, title, detail, evidence, certainty, source, classic } = control;
  const StateIcon = stateIcons[state];
  return (
    <section className={`card control control-${state}`} aria-labelledby={id}>
      <p className="control-state">
        <StateIcon />
        <b>{words.states[state]}</b>
      </p>
      <h2 id={id}>
        <span className="muted">{words.control(position)}</span> {title}
      </h2>
      <p>{detail}</p>
      {note !== null && <p className="muted">{note}</p>}
      {evidence.length > 0 && (
        <>
          <h3>{words.evidence}</h3>
          <EvidenceList evidence={evidence.slice(0, shown)} />
          {evidence.length > shown && (
            <details>
              <summary>{words.moreEvidence(evidence.length - shown)}</summary>
              <EvidenceList evidence={evidence.slice(shown)} />
            </details>
          )}
        </>
      )}
      {classic && (
        <p>
          <b>{words.classic}</b> {classic.detail}
        </p>
      )}
      <ToDo control={control} position={position} />
      <details className="control-why">
        <summary>{words.why}</summary>
        <p>{source}</p>
        <p>{componentText.certainty[certainty]}</p>
      </details>
    </section>
  );
}

function EvidenceList({ evidence }: { evidence: readonly TrustEvidence[] }) {
  return (
    <ul className="evidence">
      {evidence.map(({ from, store, subject, thumbprint, says }, index) => (
        <li key={`${from} ${thumbprint ?? ''} ${index}`}>
          <b>{subject ?? from}</b>
          {thumbprint !== undefined && <span className="mono">{thumbprint}</span>}
          <span>{says}</span>
          <span className="muted">{store === undefined ? from : `${from}, ${store}`}</span>
        </li>
      ))}
    </ul>
  );
}

function ToDo({ control: { id, state, fix, undo }, position }: { control: Control; position: number }) {
  switch (state) {
    case 'pass':
      return null;
    case 'not-known':
      return (
        <>
          <CodeBlock label={words.findOutAbout(words.control(position))} text={words.findOutCommands[id]} wraps />
          <p className="muted">{words.findOutHints[id]}</p>
        </>
      );
    case 'fail':
      return (
        <>
          {id === 'self-signed-roots' ? (
            <CodeBlock label={words.commands} text={fix} />
          ) : (
            <p>
              <b>{words.toDo}</b> {fix}
            </p>
          )}
          <details>
            <summary>{words.undo}</summary>
            <CodeBlock label={words.undoOf(words.control(position))} text={undo} />
          </details>
        </>
      );
  }
}
