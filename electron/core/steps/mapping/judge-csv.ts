import type { FileReference, Secrets } from '../../../../shared/api/call.ts';
import { fail, succeed, type Reply } from '../../../../shared/api/reply.ts';
import { maximumCsvBytes, readCsv, type CsvTable } from '../../../../shared/mapping/import/csv-table.ts';
import {
  findColumns,
  judgeRows,
  type ImportFacts,
  type RowVerdict,
} from '../../../../shared/mapping/import/judge-rows.ts';
import { rowProblem } from '../../../../shared/mapping/import/text.en.ts';
import type { CallContext } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import { openRowCertificates, type RowOptions } from './open-row-certificates.ts';
import { pause } from './pause.ts';

/** Rows that are judged before others get a turn, and a cancel is seen. */
const rowsAtOnce = 500;

/** A CSV file with what each of its rows comes to. */
export interface JudgedCsv {
  table: CsvTable;
  verdicts: RowVerdict[];
}

/** Returns what each row of a CSV file comes to; fails where the file is no such table, or `options` lets a missing password fail it. */
export async function judgeCsv(
  facts: Omit<ImportFacts, 'certificateOf'>,
  { csv: file, secrets, at }: { csv: FileReference; secrets: Secrets; at: string },
  files: Files,
  context: CallContext,
  options?: RowOptions,
): Promise<Reply<JudgedCsv>> {
  const bytes = await files.read(file, maximumCsvBytes);
  if (!bytes.ok) return bytes;
  const csv = readCsv(bytes.value, file.name);
  if (!csv.ok) return csv;
  const table = findColumns(csv.value, file.name);
  if (!table.ok) return table;
  const certificates = await openRowCertificates(table.value, { csv: file, secrets, at }, files, context, options);
  if (!certificates.ok) return certificates;
  const certificateOf = (row: number) =>
    certificates.value.get(row) ?? fail(rowProblem('import.no-certificate', { detail: `Row ${row}.` }));
  const verdicts: RowVerdict[] = [];
  for (const verdict of judgeRows(table.value, { ...facts, certificateOf })) {
    verdicts.push(verdict);
    if (verdicts.length % rowsAtOnce !== 0) continue;
    context.onProgress({ message: 'Judging the rows', done: verdicts.length, total: table.value.rows.length });
    await pause(context.signal);
  }
  return succeed({ table: csv.value, verdicts });
}
