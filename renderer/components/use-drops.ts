import { useEffect, useRef } from 'react';
import { filesOfDrop } from './files-of-drop.ts';

interface Drops {
  onFiles: (files: readonly File[]) => void;
  /** Hears whether files are held over the window. */
  onOver?: (isOver: boolean) => void;
  /** Nothing of a drop goes on to the step behind the dialog. */
  isDialog?: boolean;
}

/** Takes files and folders that are dropped anywhere on the window while the component is there. */
export function useDrops({ isDialog = false, ...listeners }: Drops): void {
  const latest = useRef(listeners);
  useEffect(() => {
    latest.current = listeners;
  });
  useEffect(() => {
    const hold = (event: DragEvent): DataTransfer | null => {
      const { dataTransfer } = event;
      if (dataTransfer?.types.includes('Files') !== true) return null;
      event.preventDefault();
      if (isDialog) event.stopPropagation();
      return dataTransfer;
    };
    const onDragOver = (event: DragEvent) => {
      if (hold(event)) latest.current.onOver?.(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) latest.current.onOver?.(false);
    };
    const onDrop = (event: DragEvent) => {
      const transfer = hold(event);
      if (!transfer) return;
      latest.current.onOver?.(false);
      void filesOfDrop(transfer).then((files) => latest.current.onFiles(files));
    };
    // An element that has just appeared under the pointer is entered first, and takes files only when that is held too.
    window.addEventListener('dragenter', onDragOver, isDialog);
    window.addEventListener('dragover', onDragOver, isDialog);
    window.addEventListener('dragleave', onDragLeave, isDialog);
    window.addEventListener('drop', onDrop, isDialog);
    return () => {
      window.removeEventListener('dragenter', onDragOver, isDialog);
      window.removeEventListener('dragover', onDragOver, isDialog);
      window.removeEventListener('dragleave', onDragLeave, isDialog);
      window.removeEventListener('drop', onDrop, isDialog);
    };
  }, [isDialog]);
}
