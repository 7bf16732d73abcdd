import { Button, Field, Select } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { AddIcon } from '../../components/icons.tsx';
import { useActions, useDraft } from '../../store/wizard-context.tsx';
import { ClientPicker } from './ClientPicker.tsx';
import { mapClients, unmappedClients } from './map-clients.ts';
import { mappingScreen } from './text.en.ts';

const words = mappingScreen.oneToOne;

/** Maps one certificate or all that are left; what is chosen already is the next one and the first account. */
export function AddMapping({ onAdded }: { onAdded: (client: string) => void }) {
  const { certificateImport, userAccount, mapping } = useDraft();
  const { change, announce, goTo } = useActions();
  const [wantedClient, setClient] = useState('');
  const [wantedAccount, setAccount] = useState('');
  const left = useMemo(
    () => unmappedClients(certificateImport.clients, mapping.oneToOne),
    [certificateImport.clients, mapping.oneToOne],
  );
  const account = userAccount.accounts.find(({ id }) => id === wantedAccount) ?? userAccount.accounts[0];
  if (certificateImport.clients.length === 0) {
    return (
      <Missing words={words.noClients} action={words.toCertificates} onAct={() => goTo('certificateImport.clients')} />
    );
  }
  if (!account) {
    return <Missing words={words.noAccounts} action={words.toAccounts} onAct={() => goTo('userAccount.accounts')} />;
  }
  const client = left.includes(wantedClient) ? wantedClient : left[0];
  if (client === undefined) return <p className="muted">{words.allMapped}</p>;
  const name = account.userName;
  return (
    <div className="mapping-add" role="group" aria-label={words.add} data-path="mapping.oneToOne">
      <ClientPicker label={words.certificate} ids={left} value={client} onChange={setClient} />
      <Field label={words.account}>
        <Select value={account.id} onChange={(_, { value }) => setAccount(value)}>
          {userAccount.accounts.map(({ id, userName }) => (
            <option key={id} value={id}>
              {userName}
            </option>
          ))}
        </Select>
      </Field>
      <div className="row">
        <Button
          appearance="primary"
          icon={<AddIcon />}
          onClick={() => {
            change(null, (current) => mapClients(current, [client], account.id));
            announce(words.added(client, name));
            onAdded(client);
          }}
        >
          {words.addButton}
        </Button>
        {left.length > 1 && (
          <Button
            onClick={() => {
              change(null, (current) => mapClients(current, left, account.id));
              announce(words.addedAll(left.length, name));
            }}
          >
            {words.addAll(left.length)}
          </Button>
        )}
      </div>
    </div>
  );
}

function Missing({ words: sentence, action, onAct }: { words: string; action: string; onAct: () => void }) {
  return (
    <p className="row">
      <span>{sentence}</span>
      <Button size="small" onClick={onAct}>
        {action}
      </Button>
    </p>
  );
}
