import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
  useFocusFinders,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { CloseIcon } from '../components/icons.tsx';
import { FindingList } from '../components/FindingList.tsx';
import { useRemarks } from '../store/use-remarks.ts';
import { useActions, useWizard } from '../store/wizard-context.tsx';
import { HelpPanel } from './HelpPanel.tsx';
import { SaveDialog } from './SaveDialog.tsx';
import { ServerSheet } from './ServerSheet.tsx';
import { frameText } from './text.en.ts';
import { useFocusReturn } from '../components/use-focus-return.ts';
import './Panels.css';

/** What lies over the step when it is asked for, and is closed with Esc. */
export function Panels() {
  // Fluent's focus management ends with the last component that uses it. When that is a dialog, the page behind stays
  // hidden from screen readers, because nobody is left to take aria-hidden away: this one stays.
  useFocusFinders();
  const panel = useWizard((state) => state.panel);
  switch (panel) {
    case null:
      return null;
    case 'server':
      return (
        <Sheet title={frameText.serverSheet}>
          <ServerSheet />
        </Sheet>
      );
    case 'help':
      return (
        <Sheet title={frameText.helpTitle}>
          <HelpPanel />
        </Sheet>
      );
    case 'findings':
      return (
        <Sheet title={frameText.findingsTitle}>
          <AllFindings />
        </Sheet>
      );
    case 'save':
      return <SaveDialog />;
  }
}

function Sheet({ title, children }: { title: string; children: ReactNode }) {
  const { show } = useActions();
  useFocusReturn();
  return (
    <OverlayDrawer
      open
      position="end"
      size="large"
      onOpenChange={(_, { open }) => {
        if (!open) show(null);
      }}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button appearance="subtle" icon={<CloseIcon />} aria-label={frameText.close} onClick={() => show(null)} />
          }
        >
          {title}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody tabIndex={0} aria-label={title} role="group">
        <div className="sheet">{children}</div>
      </DrawerBody>
    </OverlayDrawer>
  );
}

function AllFindings() {
  const remarks = useRemarks();
  return remarks.length === 0 ? <p>{frameText.noFindings}</p> : <FindingList remarks={remarks} namesSteps />;
}
