import { Button, Switch } from '@fluentui/react-components';
import { bindingOf } from '../../../shared/steps/ssl-require/choose-site.ts';
import { bindingInformation, sameBinding } from '../../../shared/iis/binding.ts';
import { windowsTraits } from '../../../shared/iis/windows-version.ts';
import { CheckField, TextField } from '../../components/Field.tsx';
import { CheckIcon } from '../../components/icons.tsx';
import { SeverityMark } from '../../components/severity.tsx';
import { useActions, useWizard } from '../../store/wizard-context.tsx';
import { sslRequireScreen } from './text.en.ts';
import { useSslRequire, without, type Binding } from './use-ssl-require.ts';

const words = sslRequireScreen.binding;

/** The https binding and what it does in the handshake. */
export function BindingCard() {
  const { sslRequire, setBinding } = useSslRequire();
  const { change } = useActions();
  const { binding } = sslRequire;
  return (
    <section className="card" aria-labelledby="binding-title" data-path="sslRequire.binding">
      <h2 id="binding-title">{words.title}</h2>
      <Switch
        label={words.configure}
        checked={binding !== undefined}
        onChange={(_, { checked }) => {
          if (checked) setBinding({ negotiateClientCertificate: true });
          else change(null, (draft) => ({ ...draft, sslRequire: without(draft.sslRequire, 'binding') }));
        }}
      />
      <p className="muted">{words.configureHint}</p>
      {binding && (
        <>
          <ExistingBindings binding={binding} />
          <BindingFields binding={binding} />
        </>
      )}
    </section>
  );
}

function ExistingBindings({ binding }: { binding: Binding }) {
  const site = useWizard(({ evaluation }) => evaluation?.site ?? null);
  const { setBinding } = useSslRequire();
  if (!site) return null;
  const existing = site.bindings.filter(({ protocol }) => protocol === 'https');
  const meant = bindingInformation(binding);
  const isAdded =
    Number.isFinite(binding.port) && !existing.some((each) => sameBinding(each.bindingInformation, meant));
  return (
    <div className="stack">
      {existing.length > 0 && <p>{words.existing}</p>}
      <div className="row">
        {existing.map((each) => {
          const listed = bindingOf(each);
          if (!listed) return null;
          const isChosen = Object.entries(listed).every(([key, value]) => binding[key as keyof Binding] === value);
          return (
            <Button
              key={each.bindingInformation}
              size="small"
              icon={isChosen ? <CheckIcon /> : null}
              aria-pressed={isChosen}
              onClick={() => setBinding(listed)}
            >
              {words.use(each.bindingInformation)}
            </Button>
          );
        })}
      </div>
      {isAdded && (
        <p className="binding-added">
          <SeverityMark severity="information" isWordless />{' '}
          {existing.length > 0 ? words.added(meant) : words.addedToNone(meant)}
        </p>
      )}
    </div>
  );
}

function BindingFields({ binding }: { binding: Binding }) {
  const { target, setBinding } = useSslRequire();
  const { hasTls13, hasHttp2 } = windowsTraits[target.windows];
  return (
    <>
      <div className="grid">
        <TextField
          path="sslRequire.binding.hostName"
          label={words.hostName}
          hint={words.hostNameHint}
          value={binding.hostName}
          onChange={(hostName) => setBinding({ hostName }, 'sslRequire.binding.hostName')}
        />
        <TextField
          path="sslRequire.binding.port"
          label={words.port}
          value={Number.isFinite(binding.port) ? String(binding.port) : ''}
          onChange={(text) => setBinding({ port: numberOf(text) }, 'sslRequire.binding.port')}
        />
        <TextField
          path="sslRequire.binding.ipAddress"
          label={words.ipAddress}
          hint={words.ipAddressHint}
          value={binding.ipAddress}
          onChange={(ipAddress) => setBinding({ ipAddress }, 'sslRequire.binding.ipAddress')}
        />
      </div>
      <div className="grid">
        <CheckField
          path="sslRequire.binding.negotiateClientCertificate"
          label={words.negotiate}
          hint={words.negotiateHint}
          value={binding.negotiateClientCertificate}
          onChange={(negotiateClientCertificate) => setBinding({ negotiateClientCertificate })}
        />
        <CheckField
          path="sslRequire.binding.serverNameIndication"
          label={words.serverNameIndication}
          hint={words.serverNameIndicationHint}
          value={binding.serverNameIndication}
          onChange={(serverNameIndication) => setBinding({ serverNameIndication })}
        />
        {(hasTls13 || binding.disableTls13) && (
          <CheckField
            path="sslRequire.binding.disableTls13"
            label={words.tls13}
            value={binding.disableTls13}
            onChange={(disableTls13) => setBinding({ disableTls13 })}
          />
        )}
        {(hasHttp2 || binding.disableHttp2) && (
          <CheckField
            path="sslRequire.binding.disableHttp2"
            label={words.http2}
            value={binding.disableHttp2}
            onChange={(disableHttp2) => setBinding({ disableHttp2 })}
          />
        )}
      </div>
    </>
  );
}

/** An empty field is no number yet; JSON has null for it, which the core names as wrong. */
function numberOf(text: string): number {
  const digits = text.replace(/\D/g, '').slice(0, 6);
  return digits === '' ? Number.NaN : Number(digits);
}
