import type { CallInput, CallOutput } from '../../../../shared/api/contract.ts';
import { fail, succeed, type Reply } from '../../../../shared/api/reply.ts';
import { maximumCsvBytes, readCsv } from '../../../../shared/mapping/import/csv-table.ts';
import { findColumns, judgeRows, type RowVerdict } from '../../../../shared/mapping/import/judge-rows.ts';
import { rowProblem } from '../../../../shared/mapping/import/text.en.ts';
import type { CallContext } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import { loadAnswers, type LoadedAnswers } from '../../wizard/load-answers.ts';
import { withImportedMappings } from './imported-answers.ts';
import { openRowCertificates } from './open-row-certificates.ts';
import { pause } from './pause.ts';

type Input = CallInput<'mapping', 'import'>;
type Imported = CallOutput<'mapping', 'import'>;
type GoodRow = Extract<RowVerdict, { taken: true }>;

/** Takes the rows of a CSV file over as one-to-one mappings; nothing is written unless every row is good or `partial` was asked for. */
export async function importMappings(input: Input, files: Files, context: CallContext): Promise<Reply<Imported>> {
  const loaded = await loadAnswers(input, files, context);
  if (!loaded.ok) return loaded;
  const verdicts = await judgeCsv(loaded.value, input, files, context);
  if (!verdicts.ok) return verdicts;
  const good = verdicts.value.filter((verdict) => verdict.taken);
  const bad = verdicts.value.filter((verdict) => !verdict.taken);
  const taken = bad.length > 0 && !input.partial ? [] : good;
  const document = withImportedMappings(loaded.value.written, taken, input, files);
  if (!document.ok) return document;
  const imported: Imported = {
    taken: taken.length,
    rejected: bad.map(({ row, column, problem: { code, title, detail, fix } }) => ({
      row,
      ...(column !== undefined && { column }),
      code,
      title,
      detail,
      fix,
    })),
    preview: good.map(previewOf),
    answers: document.value,
  };
  if (!input.out || taken.length === 0) return succeed(imported);
  context.signal.throwIfAborted();
  const text = `${JSON.stringify(document.value, null, 2)}\n`;
  const written = await files.writeFile(input.out, new TextEncoder().encode(text), input.force);
  return written.ok ? succeed({ ...imported, written: written.value }) : written;
}

function previewOf({ row, client, isNewClient, certificate, account, enabled }: GoodRow): Imported['preview'][number] {
  const { subject, thumbprint, notAfter } = certificate;
  return { row, client, isNewClient, subject, thumbprint, notAfter, account, enabled };
}

/** Rows that are judged before others get a turn, and a cancel is seen. */
const rowsAtOnce = 500;

async function judgeCsv(
  { answers, facts }: LoadedAnswers,
  { csv: file, secrets, at }: Pick<Input, 'csv' | 'secrets' | 'at'>,
  files: Files,
  context: CallContext,
): Promise<Reply<RowVerdict[]>> {
  const bytes = await files.read(file, maximumCsvBytes);
  if (!bytes.ok) return bytes;
  const csv = readCsv(bytes.value, file.name);
  if (!csv.ok) return csv;
  const table = findColumns(csv.value, file.name);
  if (!table.ok) return table;
  const certificates = await openRowCertificates(table.value, { csv: file, secrets, at }, files, context);
  if (!certificates.ok) return certificates;
  const certificateOf = (row: number) =>
    certificates.value.get(row) ?? fail(rowProblem('import.no-certificate', { detail: `Row ${row}.` }));
  const verdicts: RowVerdict[] = [];
  for (const verdict of judgeRows(table.value, { answers, clients: facts.clients, certificateOf })) {
    verdicts.push(verdict);
    if (verdicts.length % rowsAtOnce !== 0) continue;
    context.onProgress({ message: 'Judging the rows', done: verdicts.length, total: table.value.rows.length });
    await pause(context.signal);
  }
  return succeed(verdicts);
}
