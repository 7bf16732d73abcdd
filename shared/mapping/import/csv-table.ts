import { fail, succeed, type Reply } from '../../api/reply.ts';
import { columnOf } from './columns.ts';
import { csvRecords, type CsvRecord } from './csv-records.ts';
import { csvProblem } from './text.en.ts';

/** A table as it stands in the file; the first record is row 1, as a spreadsheet counts. */
export interface CsvTable {
  separator: string;
  header: readonly string[];
  rows: readonly CsvRow[];
}

export interface CsvRow {
  row: number;
  cells: readonly string[];
  /** A quotation mark stands where none may, or has no partner: the cells cannot be relied on. */
  damaged: boolean;
}

/** Ten thousand certificates as Base-64 have some 20 MB. */
export const maximumCsvBytes = 64 * 1024 * 1024;

/** What spreadsheets write between cells, by language and format. */
const separators = [';', ',', '\t', '|'];

/** Returns the table of a CSV file as Excel and others write it: any of four separators, `sep=`, quoted cells, four encodings. */
export function readCsv(bytes: Uint8Array, file: string): Reply<CsvTable> {
  const location = { file };
  const text = textOf(bytes);
  if (text === null || text.includes('\0')) {
    return fail(csvProblem('csv.not-text', { detail: `${file} holds bytes that no table has.`, location }));
  }
  const declared = /^sep=(.)\r?\n/i.exec(text);
  const rest = declared ? text.slice(declared[0].length) : text;
  // Some programs still end lines as the first Macintosh did.
  const body = rest.includes('\n') ? rest : rest.replaceAll('\r', '\n');
  const separator = declared?.[1] ?? bestSeparator(body);
  const records = csvRecords(body, separator);
  const header = cellsOf(records.next());
  if (header.every((cell) => cell.trim() === '')) {
    return fail(csvProblem('csv.no-header', { detail: `The first row of ${file} is empty.`, location }));
  }
  const rows: CsvRow[] = [];
  let row = declared ? 2 : 1;
  for (const { cells, damaged } of records) {
    row += 1;
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ row, cells, damaged });
  }
  if (rows.length === 0) return fail(csvProblem('csv.no-rows', { detail: `${file} has only a header.`, location }));
  return succeed({ separator, header, rows });
}

/** Returns the separator with which most names of the header are known. */
function bestSeparator(text: string): string {
  const header = text.slice(0, 10_000);
  const counted = separators.map((separator) => {
    const cells = cellsOf(csvRecords(header, separator).next());
    return { separator, known: cells.filter((cell) => columnOf(cell) !== null).length };
  });
  return counted.reduce((best, each) => (each.known > best.known ? each : best)).separator;
}

function cellsOf(result: IteratorResult<CsvRecord, void>): readonly string[] {
  return result.done === true ? [] : result.value.cells;
}

/** UTF-8, UTF-16 by its byte order mark, else the code page of Western Windows: an account spelt wrongly is no account. */
function textOf(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  try {
    if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le', { fatal: true }).decode(bytes);
    if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
