import type { CallInput, CallOutput } from '../../../../shared/api/contract.ts';
import { succeed, type Reply } from '../../../../shared/api/reply.ts';
import type { RowVerdict } from '../../../../shared/mapping/import/judge-rows.ts';
import type { CallContext } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import { loadAnswers, withoutServerCertificate } from '../../wizard/load-answers.ts';
import { withImportedMappings } from './imported-answers.ts';
import { judgeCsv } from './judge-csv.ts';

type Input = CallInput<'mapping', 'import'>;
type Imported = CallOutput<'mapping', 'import'>;
type GoodRow = Extract<RowVerdict, { taken: true }>;

/** Takes the rows of a CSV file over as one-to-one mappings; nothing is written unless every row is good or `partial` was asked for. */
export async function importMappings(input: Input, files: Files, context: CallContext): Promise<Reply<Imported>> {
  const loaded = await loadAnswers(input, files, context, { doesWithout: withoutServerCertificate });
  if (!loaded.ok) return loaded;
  const { answers, facts } = loaded.value;
  const judged = await judgeCsv({ answers, clients: facts.clients }, input, files, context);
  if (!judged.ok) return judged;
  const good = judged.value.verdicts.filter((verdict) => verdict.taken);
  const bad = judged.value.verdicts.filter((verdict) => !verdict.taken);
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
