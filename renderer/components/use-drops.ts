import { useEffect, useRef } from 'react';
import { filesOfDrop } from './files-of-drop.ts';

/**
 * Takes what is dropped anywhere on the window while the component is there, so that nothing of it goes to the step behind
 * a dialog: it listens before the document does.
 */
export function useDrops(onFiles: (files: readonly File[]) => void): void {
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const hold = (event: DragEvent): DataTransfer | null => {
      const { dataTransfer } = event;
      if (dataTransfer?.types.includes('Files') !== true) return null;
      event.preventDefault();
      event.stopPropagation();
      return dataTransfer;
    };
    const onDrop = (event: DragEvent) => {
      const transfer = hold(event);
      if (transfer) void filesOfDrop(transfer).then((files) => latest.current(files));
    };
    window.addEventListener('dragenter', hold, true);
    window.addEventListener('dragover', hold, true);
    window.addEventListener('drop', onDrop, true);
    return () => {
      window.removeEventListener('dragenter', hold, true);
      window.removeEventListener('dragover', hold, true);
      window.removeEventListener('drop', onDrop, true);
    };
  }, []);
}
