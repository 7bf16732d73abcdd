import { accessPath, type AccessAnswer } from '../../../shared/mapping/access-path.ts';
import { accessQuestions } from '../../../shared/mapping/access-text.en.ts';
import type { PreparedSection } from '../../../shared/mapping/prepare-section.ts';
import type { Facts } from '../../../shared/wizard/facts.ts';
import { CheckIcon, ErrorIcon, UnknownIcon } from '../../components/icons.tsx';
import { useDraft, useWizard } from '../../store/wizard-context.tsx';
import { CertaintyMark } from './CertaintyMark.tsx';
import { mappingScreen } from './text.en.ts';
import { useClientsById, useKnownClients } from './use-simulation.ts';

const words = mappingScreen.access;

const stateIcons: Record<AccessAnswer['state'], () => React.JSX.Element> = {
  yes: CheckIcon,
  no: ErrorIcon,
  'not-known': UnknownIcon,
};

/** The way of one visitor from the handshake to the file, with the station that ends it. */
export function AccessLine({ prepared, client }: { prepared: PreparedSection | null; client: string }) {
  const answers = useDraft();
  const clients = useKnownClients();
  const byId = useClientsById();
  const evaluation = useWizard((state) => state.evaluation);
  const at = useWizard((state) => state.evaluatedAt);
  const tried = byId.get(client) ?? clients[0];
  if (!evaluation || !prepared || !tried) return null;
  const { chains, authorities, site } = evaluation;
  // It came as JSON, which knows no undefined: a key is there or it is not.
  const facts = { at, chains, authorities, site: site as Facts['site'] };
  const way = accessPath(tried.certificate, { answers, facts, prepared });
  const stop = way.answers.find(({ station }) => station === way.stopsAt);
  return (
    <section className="card" aria-labelledby="access-title">
      <h2 id="access-title">{words.title(tried.id)}</h2>
      <p className="muted">{words.lead}</p>
      <ol className="access-line">
        {way.answers.map((answer) => (
          <Station key={answer.station} answer={answer} isStop={answer === stop} />
        ))}
      </ol>
      <p role="status">
        <b>{stop ? words.stops(accessQuestions[stop.station], stop.status) : words.passes}</b> {stop?.fix}
        {way.isAnonymous && <> {words.anonymous}</>}
      </p>
    </section>
  );
}

function Station({ answer, isStop }: { answer: AccessAnswer; isStop: boolean }) {
  const { station, state, reason, certainty, status, fix } = answer;
  const StateIcon = stateIcons[state];
  return (
    <li className={`access-station${isStop ? ' access-stop' : ''}`}>
      <p>
        <b>{accessQuestions[station]}</b>
      </p>
      <p className="trace-head">
        <StateIcon />
        <b>{words.states[state]}</b>
        <CertaintyMark certainty={certainty} />
      </p>
      <p className="muted">{reason}</p>
      {state !== 'yes' && status !== undefined && <p className="muted">{words.status(status)}</p>}
      {state !== 'yes' && fix !== undefined && <p className="muted">{fix}</p>}
    </li>
  );
}
