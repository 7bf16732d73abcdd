import type { FileReference, Secrets } from '../../../../shared/api/call.ts';
import { fail, succeed, type Reply } from '../../../../shared/api/reply.ts';
import type { Certificate } from '../../../../shared/certificates/certificate.ts';
import { theOneOf } from '../../../../shared/certificates/the-one.ts';
import { readCertificateCell } from '../../../../shared/mapping/import/certificate-cell.ts';
import type { ImportTable } from '../../../../shared/mapping/import/judge-rows.ts';
import { rowProblem } from '../../../../shared/mapping/import/text.en.ts';
import type { OpenedFile, UnopenedFile } from '../../../../shared/steps/certificate-import/calls.ts';
import { openCertificateFiles } from '../../certificates/certificate-files.ts';
import { maximumFileBytes } from '../../certificates/limits.ts';
import type { CallContext } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import { pause } from './pause.ts';

/** A file that rows name, or the Base-64 that one holds, with the rows that mean it. */
interface Source {
  name: string;
  rows: number[];
  text: string | null;
}

/** Returns, for all paths that the rows name, which files are meant. */
export type FindFiles = (paths: readonly string[]) => (path: string) => Reply<FileReference>;

export interface RowOptions {
  /** A path means the file beside the table, unless somebody knows better. */
  findFiles?: FindFiles;
  /** Whether a file without its password fails the whole table, or is only a row that cannot be taken yet. */
  missingPassword?: 'fails' | 'rejects-row';
}

/** Files that are read at the same time. */
const readsAtOnce = 32;

/**
 * Returns, by row, the certificate of each row that names a file or holds Base-64, or why there is none. A file's password
 * is found by the text of the cell. Where nobody can give a missing password row by row, the whole fails: with it the rows
 * may be good.
 */
export async function openRowCertificates(
  table: ImportTable,
  { csv, secrets, at }: { csv: FileReference; secrets: Secrets; at: string },
  files: Files,
  context: CallContext,
  { findFiles = () => (path) => files.resolve(csv, path), missingPassword = 'fails' }: RowOptions = {},
): Promise<Reply<Map<number, Reply<Certificate>>>> {
  const sources = sourcesOf(table, csv.name);
  const fileOf = findFiles(sources.flatMap(({ name, text }) => (text === null ? [name] : [])));
  const results = new Map<number, Reply<Certificate>>();
  const readable: { name: string; rows: number[]; bytes: Uint8Array }[] = [];
  for (let from = 0; from < sources.length; from += readsAtOnce) {
    await pause(context.signal);
    context.onProgress({ message: 'Reading the files', done: from, total: sources.length });
    const group = sources.slice(from, from + readsAtOnce);
    const contents = await Promise.all(group.map((source) => contentOf(source, fileOf, files)));
    for (const [index, bytes] of contents.entries()) {
      const { name, rows } = group[index] ?? unread();
      if (bytes.ok) readable.push({ name, rows, bytes: bytes.value });
      else for (const row of rows) results.set(row, bytes);
    }
  }
  if (readable.length === 0) return succeed(results);
  const opened = await openCertificateFiles(readable, secrets, at, context);
  for (const [index, { name, rows }] of readable.entries()) {
    const file = opened.files[index] ?? unread();
    if (missingPassword === 'fails' && 'error' in file && file.error.code === 'certificate.password-missing') {
      return fail(file.error);
    }
    const certificate = certificateIn(file, name);
    for (const row of rows) results.set(row, certificate);
  }
  return succeed(results);
}

function sourcesOf(table: ImportTable, csv: string): Source[] {
  const sources = new Map<string, Source>();
  for (const { row, cells } of table.rows) {
    const cell = readCertificateCell(cells[table.columns.certificate ?? -1] ?? '');
    if (cell.kind !== 'base64' && cell.kind !== 'file') continue;
    const key = cell.kind === 'file' ? cell.path : cell.text;
    const known = sources.get(key);
    if (known) known.rows.push(row);
    else if (cell.kind === 'file') sources.set(key, { name: cell.path, rows: [row], text: null });
    else sources.set(key, { name: `${csv}, row ${row}`, rows: [row], text: cell.text });
  }
  return [...sources.values()];
}

async function contentOf(
  { name, text }: Source,
  fileOf: ReturnType<FindFiles>,
  files: Files,
): Promise<Reply<Uint8Array>> {
  if (text !== null) return succeed(bytesOf(text));
  const reference = fileOf(name);
  return reference.ok ? files.read(reference.value, maximumFileBytes) : reference;
}

/** Plain Base-64 is decoded at once; whatever else the cell holds, the reader of files finds out. */
function bytesOf(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : new TextEncoder().encode(text);
}

function unread(): never {
  throw new Error('The reader of files said nothing about one of them');
}

function certificateIn(opened: OpenedFile | UnopenedFile, name: string): Reply<Certificate> {
  if ('error' in opened) return fail(opened.error);
  const certificate = theOneOf(opened.certificates);
  if (certificate) return succeed(certificate);
  const code = opened.certificates.length === 0 ? 'import.no-certificate-in-file' : 'import.several-certificates';
  return fail(rowProblem(code, { detail: `"${name}" holds ${opened.certificates.length} certificates.` }));
}
