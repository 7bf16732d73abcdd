import { useState } from 'react';
import { useDrops } from '../components/use-drops.ts';
import { takeIn } from '../store/take-in.ts';
import { useWizardStore } from '../store/wizard-context.tsx';
import { frameText } from './text.en.ts';

/** Takes files and folders that are dropped anywhere on the window. */
export function DropAnywhere() {
  const store = useWizardStore();
  const [isOver, setOver] = useState(false);
  useDrops({ onFiles: (files) => void takeIn(store, files), onOver: setOver });
  return isOver ? <div className="drop-overlay">{frameText.dropHere}</div> : null;
}
