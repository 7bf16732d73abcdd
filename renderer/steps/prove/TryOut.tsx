import { Field, Input, Select, Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { makePemFile, tryOutCommands } from '../../../shared/steps/prove/try-out-commands.ts';
import { siteAddress } from '../../../shared/steps/ssl-require/site-address.ts';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { useDraft, useWizard } from '../../store/wizard-context.tsx';
import { proveText } from './text.en.ts';

const words = proveText.tryOut;
type Platform = 'windows' | 'posix';

/** Commands that really send a request to the site, made for one visitor. */
export function TryOut() {
  const draft = useDraft();
  const site = useWizard(({ evaluation }) => evaluation?.site ?? null);
  const clients = useWizard(({ evaluation }) => evaluation?.clients) ?? [];
  const address = siteAddress(draft, site);
  const [platform, setPlatform] = useState<Platform>('windows');
  const [chosen, setChosen] = useState('');
  const [typedHost, setTypedHost] = useState<string | null>(null);
  const host = (typedHost ?? address.host ?? '').trim();
  const client = clients.find(({ id }) => id === chosen) ?? clients[0];
  const commands = tryOutCommands({
    ...address,
    host: host === '' ? words.unknownHost : host,
    thumbprint: client?.certificate.thumbprint ?? 'THUMBPRINT',
  });
  return (
    <section className="card" aria-labelledby="try-out">
      <h2 id="try-out">{words.title}</h2>
      <p>{words.lead}</p>
      <div className="grid">
        <Field label={words.host} hint={words.hostHint}>
          <Input
            value={typedHost ?? address.host ?? ''}
            onChange={(_, { value }) => setTypedHost(value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        {clients.length > 0 ? (
          <Field label={words.client} hint={client?.certificate.subject ?? ''}>
            <Select value={client?.id ?? ''} onChange={(_, { value }) => setChosen(value)}>
              {clients.map(({ id }) => (
                <option key={id} value={id}>
                  {id}
                </option>
              ))}
            </Select>
          </Field>
        ) : (
          <p className="muted">{words.noClient}</p>
        )}
      </div>
      <TabList
        selectedValue={platform}
        onTabSelect={(_, { value }) => setPlatform(value as Platform)}
        aria-label={words.platform}
      >
        <Tab value="windows">{words.windows}</Tab>
        <Tab value="posix">{words.posix}</Tab>
      </TabList>
      {platform === 'windows' ? (
        <>
          <p className="muted">{words.windowsHint}</p>
          {commands.map(({ version, windowsCurl }) => (
            <CodeBlock key={version} label={words.curl(version)} text={windowsCurl} wraps />
          ))}
          <p className="muted">{words.powerShellHint}</p>
          {commands.map(({ version, powerShell }) => (
            <CodeBlock key={`${version} PowerShell`} label={words.powerShell(version)} text={powerShell} wraps />
          ))}
        </>
      ) : (
        <>
          <p className="muted">{words.posixHint}</p>
          <CodeBlock label={words.makePem} text={makePemFile} wraps />
          {commands.map(({ version, openssl }) => (
            <CodeBlock key={`${version} openssl`} label={words.openssl(version)} text={openssl} wraps />
          ))}
          {commands.map(({ version, curl }) => (
            <CodeBlock key={`${version} curl`} label={words.curl(version)} text={curl} wraps />
          ))}
        </>
      )}
    </section>
  );
}
