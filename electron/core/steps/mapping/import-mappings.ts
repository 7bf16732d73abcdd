import type { FileReference } from '../../../../shared/api/call.ts';
import type { CallInput, CallOutput } from '../../../../shared/api/contract.ts';
import { fail, succeed, type Reply } from '../../../../shared/api/reply.ts';
import type { Certificate } from '../../../../shared/certificates/certificate.ts';
import { theOneOf } from '../../../../shared/certificates/the-one.ts';
import { readCertificateCell } from '../../../../shared/mapping/import/certificate-cell.ts';
import { maximumCsvBytes, readCsv } from '../../../../shared/mapping/import/csv-table.ts';
import {
  findColumns,
  judgeRows,
  type ImportTable,
  type RowVerdict,
} from '../../../../shared/mapping/import/judge-rows.ts';
import { rowProblem } from '../../../../shared/mapping/import/text.en.ts';
import type { OpenedFile, UnopenedFile } from '../../../../shared/steps/certificate-import/calls.ts';
import { openCertificateFiles } from '../../certificates/certificate-files.ts';
import { maximumFileBytes } from '../../certificates/limits.ts';
import type { CallContext } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import { loadAnswers } from '../../wizard/load-answers.ts';
import { withImportedMappings } from './imported-answers.ts';

type Input = CallInput<'mapping', 'import'>;
type Imported = CallOutput<'mapping', 'import'>;
type GoodRow = Extract<RowVerdict, { taken: true }>;

/** Takes the rows of a CSV file over as one-to-one mappings; nothing is written unless every row is good or `partial` was asked for. */
export async function importMappings(input: Input, files: Files, context: CallContext): Promise<Reply<Imported>> {
  const loaded = await loadAnswers(input, files, context);
  if (!loaded.ok) return loaded;
  const bytes = await files.read(input.csv, maximumCsvBytes);
  if (!bytes.ok) return bytes;
  const csv = readCsv(bytes.value, input.csv.name);
  if (!csv.ok) return csv;
  const table = findColumns(csv.value, input.csv.name);
  if (!table.ok) return table;
  const certificates = await openCertificates(table.value, input, files, context);
  const { answers, facts } = loaded.value;
  const verdicts = judgeRows(table.value, {
    answers,
    clients: facts.clients,
    certificateOf: (row) => certificates.get(row) ?? fail(rowProblem('import.no-certificate', { detail: '' })),
  });
  const good = verdicts.filter((verdict) => verdict.taken);
  const bad = verdicts.filter((verdict) => !verdict.taken);
  const taken = bad.length > 0 && !input.partial ? [] : good;
  const answersBytes = await files.read(input.answers, Number.MAX_SAFE_INTEGER);
  if (!answersBytes.ok) return answersBytes;
  const document = withImportedMappings(answersBytes.value, taken, input, files);
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

/** A file that a row names or holds, with the rows that mean it. */
interface Source {
  name: string;
  rows: number[];
  bytes: Uint8Array;
}

async function openCertificates(
  table: ImportTable,
  { csv, secrets, at }: Input,
  files: Files,
  context: CallContext,
): Promise<Map<number, Reply<Certificate>>> {
  const results = new Map<number, Reply<Certificate>>();
  const sources = new Map<string, Source>();
  for (const [index, { row, cells }] of table.rows.entries()) {
    if (index % 200 === 0) {
      context.signal.throwIfAborted();
      context.onProgress({ message: 'Reading the rows', done: index, total: table.rows.length });
    }
    const cell = readCertificateCell(cells[table.columns.certificate ?? -1] ?? '');
    if (cell.kind !== 'base64' && cell.kind !== 'file') continue;
    const key = cell.kind === 'file' ? cell.path : cell.text;
    const known = sources.get(key);
    if (known) {
      known.rows.push(row);
      continue;
    }
    const bytes =
      cell.kind === 'file' ? await readNamed(csv, cell.path, files) : succeed(new TextEncoder().encode(cell.text));
    if (!bytes.ok) results.set(row, bytes);
    else {
      const name = cell.kind === 'file' ? cell.path : `${csv.name}, row ${row}`;
      sources.set(key, { name, rows: [row], bytes: bytes.value });
    }
  }
  const named = [...sources.values()];
  if (named.length === 0) return results;
  const opened = await openCertificateFiles(named, secrets, at, context);
  for (const [index, source] of named.entries()) {
    const certificate = certificateIn(opened.files[index], source.name);
    for (const row of source.rows) results.set(row, certificate);
  }
  return results;
}

async function readNamed(csv: FileReference, path: string, files: Files): Promise<Reply<Uint8Array>> {
  const reference = files.resolve(csv, path);
  return reference.ok ? files.read(reference.value, maximumFileBytes) : reference;
}

function certificateIn(opened: OpenedFile | UnopenedFile | undefined, name: string): Reply<Certificate> {
  if (!opened) throw new Error(`The certificate reader said nothing about ${name}`);
  if ('error' in opened) return fail(opened.error);
  const certificate = theOneOf(opened.certificates);
  if (certificate) return succeed(certificate);
  const code = opened.certificates.length === 0 ? 'import.no-certificate-in-file' : 'import.several-certificates';
  return fail(rowProblem(code, { detail: `"${name}" holds ${opened.certificates.length} certificates.` }));
}
