import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import './VirtualTable.css';

export interface Column<Row> {
  name: string;
  /** A CSS grid track such as `2fr` or `8rem`. */
  width: string;
  cell: (row: Row, index: number) => ReactNode;
}

interface VirtualTableProps<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row, index: number) => string;
  /** Height of the window onto the rows, in rem. */
  height?: number;
  empty: ReactNode;
  /** The place in the answers of a row. */
  pathOf?: (index: number) => string;
  /** What a screen reader calls a row, such as "Row 3 of 10,000, alice". */
  nameOf?: (row: Row, index: number) => string;
}

const rowHeight = 44;

/** A table of any length: only the rows in sight are in the document; the numbers tell a screen reader where they are. */
export function VirtualTable<Row>({
  label,
  rows,
  columns,
  keyOf,
  height = 24,
  empty,
  pathOf,
  nameOf,
}: VirtualTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row, index);
    },
  });
  const grid = { gridTemplateColumns: columns.map(({ width }) => `minmax(0, ${width})`).join(' ') };
  if (rows.length === 0) return <p className="virtual-table-empty">{empty}</p>;
  return (
    <div
      className="virtual-table"
      ref={scroller}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      style={{ maxHeight: `${height}rem` }}
    >
      <div role="rowgroup" className="virtual-table-head">
        <div role="row" aria-rowindex={1} className="virtual-table-row" style={grid}>
          {columns.map(({ name }) => (
            <span key={name} role="columnheader">
              {name}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="virtual-table-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 2}
              aria-label={nameOf?.(row, index)}
              className="virtual-table-row"
              data-path={pathOf?.(index)}
              style={{ ...grid, height: rowHeight, transform: `translateY(${start}px)` }}
            >
              {columns.map(({ name, cell }) => (
                <span key={name} role="cell">
                  {cell(row, index)}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
