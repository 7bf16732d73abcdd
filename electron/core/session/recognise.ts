import type { FileReference, Secrets } from '../../../shared/api/call.ts';
import { succeed } from '../../../shared/api/reply.ts';
import { siteNames } from '../../../shared/iis/sites.ts';
import { readCsv } from '../../../shared/mapping/import/csv-table.ts';
import { findColumns } from '../../../shared/mapping/import/judge-rows.ts';
import { excerptOf } from '../../../shared/steps/certificate-import/excerpt.ts';
import { draftSchema, type RecognisedFile } from '../../../shared/wizard/session-calls.ts';
import { parseUnfinished } from '../../../shared/wizard/parse-answers.ts';
import type { CallContext } from '../core.ts';
import type { Readers } from '../wizard/readers.ts';

/** Returns what a file is, by its content: IIS' XML, answers in JSON, else a certificate file. */
export async function recognise(
  { name: path }: Pick<FileReference, 'name'>,
  bytes: Uint8Array,
  { secrets, at }: { secrets: Secrets; at: string },
  readers: Readers,
  context: CallContext,
): Promise<RecognisedFile> {
  switch (firstCharacter(bytes)) {
    case '<':
      return recogniseConfiguration(path, bytes, readers);
    case '{':
      return recogniseAnswers(path, bytes);
    default: {
      if (isTable(bytes, path)) return { kind: 'mappings', path };
      const { files } = await readers.openCertificates([{ name: path, bytes }], secrets, at, context);
      const [file] = files;
      if (!file) throw new Error('The certificate reader said nothing about the file');
      const isNone =
        'error' in file && ['certificate.not-recognised', 'certificate.empty-file'].includes(file.error.code);
      if (isNone) return { kind: 'unknown', path, error: file.error };
      return { kind: 'certificates', file: 'error' in file ? file : excerptOf(file) };
    }
  }
}

/** More than a header and a row with a certificate. */
const headBytes = 64 * 1024;

/** A table says in its first row that it has certificates and accounts; its cells may hold what looks like a certificate file. */
function isTable(bytes: Uint8Array, path: string): boolean {
  const table = readCsv(bytes.subarray(0, headBytes), path);
  return table.ok && findColumns(table.value, path).ok;
}

function recogniseConfiguration(path: string, bytes: Uint8Array, readers: Readers): RecognisedFile {
  const configuration = readers.readConfiguration(bytes, path);
  if (!configuration.ok) return { kind: 'unknown', path, error: configuration.problem };
  return configuration.value.kind === 'web'
    ? { kind: 'web.config', path }
    : { kind: 'applicationHost.config', path, sites: siteNames(configuration.value) };
}

function recogniseAnswers(path: string, bytes: Uint8Array): RecognisedFile {
  const answers = readAnswers(bytes, path);
  return answers.ok
    ? { kind: 'answers', path, answers: answers.value }
    : { kind: 'unknown', path, error: answers.problem };
}

/** Returns answers as the file has them, without defaults, finished or not; fails where they have another form than the schema's. */
export function readAnswers(bytes: Uint8Array, file: string) {
  const parsed = parseUnfinished(bytes, file);
  return parsed.ok ? succeed(draftSchema.parse(parsed.value)) : parsed;
}

/** Returns the first character that says something, whatever the encoding: marks, spaces and zeros of UTF-16 are passed over. */
function firstCharacter(bytes: Uint8Array): string {
  const passed = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff]);
  const first = bytes.subarray(0, 256).find((byte) => !passed.has(byte));
  return first === undefined ? '' : String.fromCharCode(first);
}
