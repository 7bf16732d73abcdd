import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Problem } from '../../shared/api/problem.ts';
import { FolderField, typedFolder } from '../components/FolderField.tsx';
import { useActions, useTransport, useWizard, useWizardStore } from '../store/wizard-context.tsx';
import { frameText } from './text.en.ts';
import { useFocusReturn } from '../components/use-focus-return.ts';

const words = frameText.saveDialog;

/** What the user may decide to write over. */
const replaceable = ['files.folder-exists', 'session.saved-file-changed'];

/** Saves the answers with their files into a folder, or hands the answers over as a download. */
export function SaveDialog() {
  useFocusReturn();
  const { show, save } = useActions();
  const transport = useTransport();
  const store = useWizardStore();
  const isInWindow = useWizard(({ host }) => host?.host === 'window');
  const savedTo = useWizard(({ document }) => document?.savedTo ?? null);
  const isPractice = useWizard(({ document }) => document?.isPractice === true);
  const [folder, setFolder] = useState(typedFolder(folderOf(savedTo ?? '')));
  const [replaces, setReplaces] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isReplaceable = problem !== null && replaceable.includes(problem.code);
  const close = () => show(null);
  const saveInto = async () => {
    if (folder.handle === '') return;
    const failure = await save(folder.handle, isReplaceable && replaces);
    setProblem(failure);
    if (!failure) close();
  };
  const download = async () => {
    const draft = store.getState().draft?.present;
    if (!draft) return;
    const reply = await transport.call('session', 'downloadAnswers', { answers: draft });
    if (reply.ok) await transport.download(reply.value.ticket, 'answers.json');
    close();
  };
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void saveInto();
          }}
        >
          <DialogBody>
            <DialogTitle>{frameText.save}</DialogTitle>
            <DialogContent>
              <div className="stack">
                <p>{isPractice ? words.practiceLead : words.lead}</p>
                <FolderField
                  label={words.folder}
                  hint={isInWindow ? null : words.folderHint}
                  value={folder}
                  error={problem && `${problem.title}. ${problem.detail} ${isReplaceable ? '' : problem.fix}`.trim()}
                  onChange={(typed) => {
                    setFolder(typed);
                    setProblem(null);
                    setReplaces(false);
                  }}
                />
                {isReplaceable && (
                  <Field hint={words.replaceHint}>
                    <Checkbox
                      checked={replaces}
                      onChange={(_, { checked }) => setReplaces(checked === true)}
                      label={words.replace}
                    />
                  </Field>
                )}
              </div>
            </DialogContent>
            <DialogActions fluid>
              <Button onClick={() => void download()}>{words.download}</Button>
              <Button onClick={close}>{words.cancel}</Button>
              <Button type="submit" appearance="primary" disabledFocusable={folder.handle === ''}>
                {words.save}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

/** Returns the folder of an answers file, with either kind of slash. */
function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '');
}
