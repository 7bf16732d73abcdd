import { writeCsv } from './csv-text.ts';

/** A row that was not taken, as the call `import` tells it. */
export interface RejectedRow {
  row: number;
  column?: string | undefined;
  code: string;
  title: string;
  detail: string;
  fix: string;
}

/** Returns the rows that were not taken, as a CSV file for whoever made the table; with the separator of that table. */
export function rejectionList(rejected: readonly RejectedRow[], separator?: string): string {
  const rows = rejected.map(({ row, column = '', code, title, detail, fix }) => [
    String(row),
    column,
    title,
    detail,
    fix,
    code,
  ]);
  return writeCsv([['row', 'column', 'what is wrong', 'detail', 'what to do', 'code'], ...rows], separator);
}
