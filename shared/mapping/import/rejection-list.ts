import type { JudgedRow } from '../../wizard/session-calls.ts';
import type { CsvTable } from './csv-table.ts';
import { writeCsv } from './csv-text.ts';

type Rejected = Extract<JudgedRow, { taken: false }>;

/**
 * Returns the rows that were not taken, as a table for whoever made the first one: their cells as they were, with what is
 * wrong beside them. Mended, it can be imported as it is: its own columns name nothing that an import needs.
 */
export function rejectionList({ header, rows, separator }: CsvTable, rejected: readonly Rejected[]): string {
  const cellsOf = new Map(rows.map(({ row, cells }) => [row, cells]));
  const told = rejected.map(({ row, column = '', code, title, detail, fix }) => [
    ...header.map((_, index) => cellsOf.get(row)?.[index] ?? ''),
    String(row),
    column,
    title,
    detail,
    fix,
    code,
  ]);
  return writeCsv([[...header, 'row', 'column', 'what is wrong', 'detail', 'what to do', 'code'], ...told], separator);
}
