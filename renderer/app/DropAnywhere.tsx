import { useEffect, useState } from 'react';
import { filesOfDrop } from '../components/files-of-drop.ts';
import { takeIn } from '../store/take-in.ts';
import { useWizardStore } from '../store/wizard-context.tsx';
import { frameText } from './text.en.ts';

/** Takes files and folders that are dropped anywhere on the window. */
export function DropAnywhere() {
  const store = useWizardStore();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      setOver(false);
      void filesOfDrop(event.dataTransfer).then((files) => takeIn(store, files));
    };
    // An element that has just appeared under the pointer is entered first, and takes files only when that is held too.
    document.addEventListener('dragenter', onOver);
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragenter', onOver);
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, [store]);
  return isOver ? <div className="drop-overlay">{frameText.dropHere}</div> : null;
}
