import { createContext, useContext, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Transport } from '../../shared/api/transport.ts';
import type { Draft } from '../../shared/wizard/draft.ts';
import type { WizardActions, WizardState, WizardStore } from './wizard-store.ts';

interface Wizard {
  store: WizardStore;
  transport: Transport;
}

const WizardContext = createContext<Wizard | null>(null);

export function WizardProvider({ store, transport, children }: Wizard & { children: ReactNode }) {
  return <WizardContext value={{ store, transport }}>{children}</WizardContext>;
}

function useContextOfWizard(): Wizard {
  const wizard = useContext(WizardContext);
  if (!wizard) throw new Error('Used outside of the wizard');
  return wizard;
}

/** Returns a part of the wizard's state; the component renders again when that part changes. */
export function useWizard<T>(select: (state: WizardState & WizardActions) => T): T {
  return useStore(useContextOfWizard().store, select);
}

/** Returns the actions of the wizard, which never change. */
export function useActions(): WizardActions {
  return useContextOfWizard().store.getState();
}

/** Returns the store itself, for what reads the state when something happens and not when it renders. */
export function useWizardStore(): WizardStore {
  return useContextOfWizard().store;
}

/** Returns the transport, for calls of one step that leave no trace in the wizard's state. */
export function useTransport(): Transport {
  return useContextOfWizard().transport;
}

/** Returns the draft. Steps are only on the screen while there is one. */
export function useDraft(): Draft {
  return useWizard(({ draft }) => {
    if (!draft) throw new Error('There is no document');
    return draft.present;
  });
}
