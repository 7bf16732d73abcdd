import { Button, Checkbox, Field, ProgressBar } from '@fluentui/react-components';
import { useState } from 'react';
import { waitingAccounts } from '../../../shared/plan/waiting-accounts.ts';
import { listNames } from '../../../shared/text/list-names.ts';
import { FolderField, typedFolder } from '../../components/FolderField.tsx';
import { useActions, useTransport, useWizard, useWizardStore } from '../../store/wizard-context.tsx';
import { ExportResult } from './ExportResult.tsx';
import { reviewText } from './text.en.ts';
import { useExport } from './use-export.ts';
import './review.css';

const words = reviewText.export;

/** Writes the bundle into a folder, or hands it over as a zip; first of all it says what must not be copied by hand. */
export function ExportPanel({ isBlocked }: { isBlocked: boolean }) {
  const transport = useTransport();
  const store = useWizardStore();
  const { announce } = useActions();
  const [folder, setFolder] = useState(typedFolder(''));
  const [replaces, setReplaces] = useState(false);
  const { state, run, cancel } = useExport(transport, store);
  const isBusy = state.kind === 'busy';
  const start = (to: Parameters<typeof run>[0]) => {
    if (isBlocked) announce(words.blocked);
    else void run(to);
  };
  return (
    <section className="card" aria-labelledby="export">
      <h2 id="export">{words.title}</h2>
      <p>{words.lead}</p>
      <ByHandWarning />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (folder.handle !== '') start({ kind: 'folder', folder: folder.handle, force: replaces });
        }}
      >
        <FolderField label={words.folder} hint={words.folderHint} value={folder} onChange={setFolder} />
        <Checkbox
          checked={replaces}
          onChange={(_, { checked }) => setReplaces(checked === true)}
          label={words.replace}
        />
        <div className="row">
          <Button type="submit" appearance="primary" disabledFocusable={isBusy || folder.handle === ''}>
            {words.write}
          </Button>
          <Button disabledFocusable={isBusy} onClick={() => start({ kind: 'download' })}>
            {words.download}
          </Button>
          {isBusy && <Button onClick={cancel}>{words.cancel}</Button>}
        </div>
      </form>
      {isBusy && (
        <Field validationMessage={state.message} validationState="none">
          <ProgressBar {...(state.share !== null && { value: state.share })} aria-label={words.busy} />
        </Field>
      )}
      <ExportResult state={state} />
    </section>
  );
}

function ByHandWarning() {
  const plan = useWizard(({ evaluation }) => evaluation?.plan ?? null);
  const configuration = useWizard(({ evaluation }) => evaluation?.configuration);
  if (!plan) return null;
  const waiting = waitingAccounts(plan);
  const merged = configuration?.find(({ before }) => before !== null);
  const points = [
    ...(waiting.length > 0 ? [reviewText.byHand.waiting(listNames(waiting))] : []),
    ...(merged ? [reviewText.byHand.merged(merged.path)] : []),
    ...(plan.target.configuration === 'web.config' ? [reviewText.byHand.web] : []),
  ];
  if (points.length === 0) return null;
  return (
    <div className="by-hand">
      <h3>{reviewText.byHand.title}</h3>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  );
}
