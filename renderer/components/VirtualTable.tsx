import { memo, useMemo, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
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
/** Rows above and below those in sight: so far a wheel turns in one frame. */
const overscan = 8;
/** Rows by which the window moves: not every pixel of scrolling draws the table again. */
const stride = 4;

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
  const [scrolled, setScrolled] = useState(0);
  const [rem] = useState(pixelsOfRem);
  const first = Math.max(0, Math.min(scrolled, rows.length - stride) - overscan);
  const end = Math.min(rows.length, scrolled + Math.ceil((height * rem) / rowHeight) + overscan + stride);
  const grid = useMemo(() => columns.map(({ width }) => `minmax(0, ${width})`).join(' '), [columns]);
  // The next rows begin at the top again.
  if (rows.length === 0 && scrolled !== 0) setScrolled(0);
  if (rows.length === 0) return <p className="virtual-table-empty">{empty}</p>;
  return (
    <div
      className="virtual-table"
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      style={{ maxHeight: `${height}rem` }}
      onScroll={({ currentTarget }) => {
        const top = Math.floor(currentTarget.scrollTop / rowHeight / stride) * stride;
        // In this frame: later the rows would be missing for a moment.
        if (top !== scrolled) flushSync(() => setScrolled(top));
      }}
    >
      <div role="rowgroup" className="virtual-table-head">
        <div role="row" aria-rowindex={1} className="virtual-table-row" style={{ gridTemplateColumns: grid }}>
          {columns.map(({ name }) => (
            <span key={name} role="columnheader">
              {name}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="virtual-table-body" style={{ height: rows.length * rowHeight }}>
        {rows.slice(first, end).map((row, offset) => {
          const index = first + offset;
          return (
            <TableRow
              key={keyOf(row, index)}
              row={row}
              index={index}
              columns={columns}
              grid={grid}
              name={nameOf?.(row, index)}
              path={pathOf?.(index)}
            />
          );
        })}
      </div>
    </div>
  );
}

function pixelsOfRem(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

interface TableRowProps<Row> {
  row: Row;
  index: number;
  columns: readonly Column<Row>[];
  grid: string;
  name: string | undefined;
  path: string | undefined;
}

/** A row that stays as it is while others scroll past. */
const TableRow = memo(function TableRow<Row>({ row, index, columns, grid, name, path }: TableRowProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-label={name}
      className="virtual-table-row"
      data-path={path}
      style={{ gridTemplateColumns: grid, height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
    >
      {columns.map((column) => (
        <span key={column.name} role="cell">
          {column.cell(row, index)}
        </span>
      ))}
    </div>
  );
}) as <Row>(props: TableRowProps<Row>) => React.JSX.Element;
