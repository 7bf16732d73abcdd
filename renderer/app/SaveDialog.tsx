import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import { FolderField, typedFolder } from '../components/FolderField.tsx';
import { useActions, useTransport, useWizard, useWizardStore } from '../store/wizard-context.tsx';
import { frameText } from './text.en.ts';

const words = frameText.saveDialog;

/** Saves the answers with their files into a folder, or hands the answers over as a download. */
export function SaveDialog() {
  const { show, save } = useActions();
  const transport = useTransport();
  const store = useWizardStore();
  const isInWindow = useWizard(({ host }) => host?.host === 'window');
  const savedTo = useWizard(({ document }) => document?.savedTo ?? null);
  const [folder, setFolder] = useState(typedFolder(savedTo ?? ''));
  const close = () => show(null);
  const saveInto = async () => {
    // Saving where it was saved before replaces that.
    const isSaved = await save(folder.handle, folder.name.trim() === savedTo);
    if (isSaved) close();
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
                <p>{words.lead}</p>
                <FolderField
                  label={words.folder}
                  hint={isInWindow ? null : words.folderHint}
                  value={folder}
                  onChange={setFolder}
                />
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
