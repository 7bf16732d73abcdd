import { useRef } from 'react';

/** The kind of what is dragged: no other page or program has a use for it. */
const kind = 'application/x-rule-set';

/**
 * Moves rows by dragging their handles. `handle` is for the handle of each row, `area` for what holds the rows: over which
 * one the pointer is, its handle tells.
 */
export function useDragOrder(onMove: (from: number, to: number) => void) {
  const dragged = useRef<number | null>(null);
  const rowUnder = ({ target }: React.DragEvent): number | null => {
    const row = target instanceof Element ? target.closest('[role="row"]') : null;
    const index = row?.querySelector<HTMLElement>('[data-drag-index]')?.dataset['dragIndex'];
    return index === undefined ? null : Number(index);
  };
  return {
    handle: (index: number) => ({
      'data-drag-index': index,
      onDragStart: ({ dataTransfer }: React.DragEvent) => {
        dragged.current = index;
        dataTransfer.setData(kind, String(index));
        dataTransfer.effectAllowed = 'move';
      },
      onDragEnd: () => {
        dragged.current = null;
      },
    }),
    area: {
      onDragOver: (event: React.DragEvent) => {
        if (dragged.current === null || rowUnder(event) === null) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
      },
      onDrop: (event: React.DragEvent) => {
        const to = rowUnder(event);
        const from = dragged.current;
        dragged.current = null;
        if (from === null || to === null) return;
        event.preventDefault();
        if (from !== to) onMove(from, to);
      },
    },
  };
}
