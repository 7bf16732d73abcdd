import { Button } from '@fluentui/react-components';
import { windowsTraits, windowsVersions, type WindowsVersion } from '../../../shared/iis/windows-version.ts';
import type { Draft } from '../../../shared/wizard/draft.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { SelectField, TextField } from '../../components/Field.tsx';
import { CloseIcon, FileIcon } from '../../components/icons.tsx';
import { takeIn } from '../../store/take-in.ts';
import { useActions, useDraft, useWizardStore } from '../../store/wizard-context.tsx';
import { sslRequireScreen } from './text.en.ts';
import { without } from './use-ssl-require.ts';

const words = sslRequireScreen.server;
const windowsOptions = windowsVersions.map((version) => [version, windowsTraits[version].name] as const);

/** Which server this is for, and the files that tell what is there now. */
export function ServerCard() {
  const { target } = useDraft();
  const { change } = useActions();
  const store = useWizardStore();
  const setTarget = (subject: string | null, changed: (target: Draft['target']) => Draft['target']) =>
    change(subject, (draft) => ({ ...draft, target: changed(draft.target) }));
  return (
    <section className="card" aria-labelledby="server-title">
      <h2 id="server-title">{words.title}</h2>
      <div className="grid">
        <SelectField<WindowsVersion>
          path="target.windows"
          label={words.windows}
          help={words.windowsHelp}
          value={target.windows}
          options={windowsOptions}
          onChange={(windows) => setTarget(null, (each) => ({ ...each, windows }))}
        />
        <TextField
          path="target.computerName"
          label={words.computerName}
          hint={words.computerNameHint}
          value={target.computerName ?? ''}
          onChange={(computerName) =>
            setTarget('target.computerName', (each) =>
              computerName === '' ? without(each, 'computerName') : { ...each, computerName },
            )
          }
        />
      </div>
      <DropZone
        label={words.files}
        hint={words.filesHint}
        accept=".config,.xml"
        onFiles={(files) => void takeIn(store, files)}
      />
      <GivenFiles
        files={[
          ['applicationHostConfig', target.applicationHostConfig],
          ['webConfig', target.webConfig],
        ]}
        onRemove={(key) => setTarget(null, (each) => without(each, key))}
      />
    </section>
  );
}

type ConfigurationKey = 'applicationHostConfig' | 'webConfig';

interface GivenFilesProps {
  files: readonly (readonly [ConfigurationKey, string | undefined])[];
  onRemove: (key: ConfigurationKey) => void;
}

function GivenFiles({ files, onRemove }: GivenFilesProps) {
  const given = files.filter(([, path]) => path !== undefined);
  if (given.length === 0) return <p className="muted">{words.noFiles}</p>;
  return (
    <ul className="given-files">
      {given.map(([key, path = '']) => (
        <li key={key} data-path={`target.${key}`} className="row">
          <FileIcon />
          <span className="mono">{path}</span>
          <Button
            size="small"
            appearance="subtle"
            icon={<CloseIcon />}
            aria-label={words.remove(path)}
            onClick={() => onRemove(key)}
          />
        </li>
      ))}
    </ul>
  );
}
