import { Button } from '@fluentui/react-components';
import { windowsTraits } from '../../../shared/iis/windows-version.ts';
import { fixesOf } from '../../../shared/steps/fixes.ts';
import { tlsVerdict, type TlsVerdict } from '../../../shared/steps/ssl-require/rules.ts';
import { HandshakePicture } from '../../components/HandshakePicture.tsx';
import { CheckIcon } from '../../components/icons.tsx';
import { SeverityMark } from '../../components/severity.tsx';
import { useActions, useDraft } from '../../store/wizard-context.tsx';
import { sslRequireScreen } from './text.en.ts';

const words = sslRequireScreen.verdict;

/** The finding of the rules that a verdict corresponds to: its fixes are the buttons here. */
const findingOf: Partial<Record<TlsVerdict['kind'], string>> = {
  'not-asked': 'ssl-require.certificate-ignored',
  'late-request-fails': 'ssl-require.tls13-late-request',
  'late-request-over-http2-not-known': 'ssl-require.http2-late-request',
  'binding-not-known': 'ssl-require.tls13-not-known',
};

/** Whether a visitor can be asked for a certificate at all, as a sentence, as a picture, and with what mends it. */
export function VerdictCard() {
  const draft = useDraft();
  const { change, goTo, announce } = useActions();
  const { windows } = draft.target;
  const verdict = tlsVerdict(draft.sslRequire, windows);
  const { title, detail, mark, messages } = words.kinds[verdict.kind];
  const symptom = 'symptom' in verdict ? verdict.symptom : '';
  const code = findingOf[verdict.kind];
  const fixes = code === undefined ? [] : fixesOf({ code, fix: '' }, draft);
  return (
    <section className="card" aria-labelledby="verdict-title">
      <h2 id="verdict-title">{words.title}</h2>
      <div className="verdict">
        <div className="stack">
          <p className="verdict-title">
            {mark === 'done' ? (
              <span className="severity severity-done">
                <CheckIcon />
              </span>
            ) : (
              <SeverityMark severity={mark} />
            )}
            <b>{title}</b>
          </p>
          <p>{detail(windowsTraits[windows].name, symptom)}</p>
          {fixes.length > 0 && (
            <div className="stack">
              <p>{words.fixes}</p>
              {fixes.map(({ label, apply }, index) => (
                <Button
                  key={label}
                  appearance={index === 0 ? 'primary' : 'secondary'}
                  onClick={() => {
                    change(null, apply);
                    announce(label);
                  }}
                >
                  {label}
                </Button>
              ))}
              {verdict.kind === 'late-request-fails' && (
                <Button onClick={() => goTo('sslRequire.binding.hostName')}>{words.ownHost}</Button>
              )}
            </div>
          )}
        </div>
        <HandshakePicture label={words.picture} messages={messages(symptom)} />
      </div>
    </section>
  );
}
