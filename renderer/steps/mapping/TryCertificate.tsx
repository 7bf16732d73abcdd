import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { parseName } from '../../../shared/certificates/parse-name.ts';
import { shortName } from '../../../shared/certificates/present.ts';
import type { PreparedSection } from '../../../shared/mapping/prepare-section.ts';
import { simulate } from '../../../shared/mapping/simulate.ts';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { useDraft, useWizard } from '../../store/wizard-context.tsx';
import { ClientPicker } from './ClientPicker.tsx';
import { mappingScreen } from './text.en.ts';
import { TryAnswer } from './TryAnswer.tsx';
import { useClientsById, useKnownClients } from './use-simulation.ts';

const words = mappingScreen.tryOut;

interface TryCertificateProps {
  prepared: PreparedSection | null;
  /** Id of the client that is tried; the first one where there is none of that name. */
  client: string;
  onClient: (client: string) => void;
}

/** Who a visitor would be, and why. */
export function TryCertificate({ prepared, client, onClient }: TryCertificateProps) {
  const [mode, setMode] = useState<'client' | 'typed'>('client');
  return (
    <section className="card mapping-try" aria-labelledby="try-title">
      <h2 id="try-title">{words.title}</h2>
      <p className="muted">{words.lead}</p>
      <Field label={words.with}>
        <RadioGroup value={mode} onChange={(_, { value }) => setMode(value === 'typed' ? 'typed' : 'client')}>
          <Radio value="client" label={words.modes.client} />
          <Radio value="typed" label={words.modes.typed} />
        </RadioGroup>
      </Field>
      {mode === 'client' ? (
        <TryClient prepared={prepared} client={client} onClient={onClient} />
      ) : (
        <TryName prepared={prepared} />
      )}
    </section>
  );
}

/** Whether anonymous authentication will be on; null when nothing tells. */
function useAnonymous(): boolean | null {
  const { mapping } = useDraft();
  const site = useWizard(({ evaluation }) => evaluation?.site ?? null);
  if (mapping.disableAnonymous) return false;
  return site?.paths[0]?.anonymousEnabled ?? null;
}

function TryClient({ prepared, client, onClient }: TryCertificateProps) {
  const clients = useKnownClients();
  const byId = useClientsById();
  const anonymous = useAnonymous();
  const isEvaluated = useWizard(({ evaluation }) => evaluation !== null);
  const ids = useMemo(() => clients.map(({ id }) => id), [clients]);
  const tried = byId.get(client) ?? clients[0];
  const simulation = useMemo(
    () => (prepared && tried ? simulate(prepared, tried.certificate, tried.id, anonymous) : null),
    [prepared, tried, anonymous],
  );
  if (!isEvaluated) return <p className="muted">{words.waiting}</p>;
  if (!tried) return <p>{words.noClients}</p>;
  const { subjectRdns, subject, singleLineBase64 } = tried.certificate;
  return (
    <>
      <ClientPicker label={words.certificate} ids={ids} value={tried.id} onChange={onClient} />
      {simulation ? (
        <TryAnswer simulation={simulation} who={shortName(subjectRdns, subject)} />
      ) : (
        <p className="muted">{words.nothing}</p>
      )}
      <details>
        <summary>{words.stored}</summary>
        <p className="muted">{words.storedLead}</p>
        <CodeBlock label={`${tried.id}.txt`} text={singleLineBase64} wraps />
      </details>
    </>
  );
}

function TryName({ prepared }: { prepared: PreparedSection | null }) {
  const [subject, setSubject] = useState('');
  const [issuer, setIssuer] = useState('');
  const anonymous = useAnonymous();
  const names = useMemo(() => ({ subject: parseName(subject), issuer: parseName(issuer) }), [subject, issuer]);
  const simulation = useMemo(() => {
    if (!prepared || subject.trim() === '' || !names.subject.ok || !names.issuer.ok) return null;
    const visitor = {
      subject,
      subjectRdns: names.subject.rdns,
      issuerRdns: names.issuer.rdns,
      singleLineBase64: '',
      thumbprint: '',
    };
    return simulate(prepared, visitor, subject, anonymous);
  }, [prepared, subject, names, anonymous]);
  return (
    <>
      <Field label={words.subject} hint={words.subjectHint} {...problemOf(subject, names.subject)}>
        <Input value={subject} spellCheck={false} onChange={(_, { value }) => setSubject(value)} />
      </Field>
      <Field label={words.issuer} {...problemOf(issuer, names.issuer)}>
        <Input value={issuer} spellCheck={false} onChange={(_, { value }) => setIssuer(value)} />
      </Field>
      <p className="muted">{words.typedNote}</p>
      {simulation && names.subject.ok && (
        <TryAnswer simulation={simulation} who={shortName(names.subject.rdns, subject)} />
      )}
    </>
  );
}

function problemOf(text: string, parsed: ReturnType<typeof parseName>) {
  if (text.trim() === '' || parsed.ok) return {};
  const { at, reason } = parsed.problem;
  return { validationState: 'error' as const, validationMessage: words.nameProblem(at, reason) };
}
