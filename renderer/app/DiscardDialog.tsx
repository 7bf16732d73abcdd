import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useFocusReturn } from '../components/use-focus-return.ts';
import { useWizard } from '../store/wizard-context.tsx';
import { startText } from './start-text.en.ts';

const words = startText.discard;

interface DiscardDialogProps {
  onKeep: () => void;
  onDiscard: () => void;
}

/** Asks once before answers that nobody has saved make room for others. */
export function DiscardDialog({ onKeep, onDiscard }: DiscardDialogProps) {
  useFocusReturn();
  const site = useWizard(({ draft }) => draft?.present.sslRequire.site) ?? '';
  return (
    <Dialog open onOpenChange={onKeep}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent>{words.detail(site)}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onKeep}>
              {words.keep}
            </Button>
            <Button onClick={onDiscard}>{words.discard}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
