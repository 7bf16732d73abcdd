import { useEffect } from 'react';
import { useWizardStore } from '../store/wizard-context.tsx';

/** Alt+N and Alt+B go on and back, Alt+S opens the side sheet, F1 helps, Ctrl+Z and Ctrl+Y undo and redo, Ctrl+S saves. */
export function useShortcuts(): void {
  const store = useWizardStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const state = store.getState();
      const shortcut = shortcutOf(event);
      if (shortcut === null) return;
      if (shortcut !== 'help' && (state.draft === null || state.navigation.current === 'start')) return;
      // A dialog is a place of its own: nothing behind it moves.
      if (state.panel !== null || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      event.preventDefault();
      switch (shortcut) {
        case 'next':
        case 'back':
          state.go({ kind: shortcut });
          break;
        case 'server':
        case 'help':
        case 'save':
          state.show(shortcut);
          break;
        case 'undo':
          state.undo();
          break;
        case 'redo':
          state.redo();
          break;
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [store]);
}

type Shortcut = 'next' | 'back' | 'server' | 'help' | 'save' | 'undo' | 'redo';

function shortcutOf({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): Shortcut | null {
  if (key === 'F1') return 'help';
  const letter = key.toLowerCase();
  if (altKey && !ctrlKey && !metaKey) {
    return letter === 'n' ? 'next' : letter === 'b' ? 'back' : letter === 's' ? 'server' : null;
  }
  if (!ctrlKey && !metaKey) return null;
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' ? 'redo' : letter === 's' ? 'save' : null;
}
