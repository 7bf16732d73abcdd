import { posix } from 'node:path';
import type { FileReference, Secrets } from '../../../shared/api/call.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { CsvTable } from '../../../shared/mapping/import/csv-table.ts';
import type { RowVerdict } from '../../../shared/mapping/import/judge-rows.ts';
import { isLocked } from '../../../shared/steps/certificate-import/place-file.ts';
import { completeDraft } from '../../../shared/wizard/complete-draft.ts';
import type { JudgedRow } from '../../../shared/wizard/session-calls.ts';
import type { CallContext } from '../core.ts';
import type { Files } from '../ports/files.ts';
import { judgeCsv } from '../steps/mapping/judge-csv.ts';
import type { FindFiles } from '../steps/mapping/open-row-certificates.ts';
import { loadFacts } from '../wizard/load-facts.ts';
import type { Readers } from '../wizard/readers.ts';
import type { Draft } from './draft-document.ts';
import { sessionProblem } from './problems.ts';
import type { Workspace } from './workspace.ts';

/** A table of mappings whose rows were judged. */
export interface JudgedTable {
  path: string;
  table: CsvTable;
  rows: JudgedRow[];
}

interface JudgeInput {
  draft: Draft;
  answers: FileReference;
  path: string;
  at: string;
  secrets: Secrets;
}

/** Returns what each row of a CSV file in the session comes to with this draft, complete or not. */
export async function judgeTable(
  { draft, answers: document, path, at, secrets }: JudgeInput,
  { files, workspace }: { files: Files; workspace: Workspace },
  readers: Readers,
  context: CallContext,
): Promise<Reply<JudgedTable>> {
  const csv = workspace.reference(path);
  if (!csv.ok) return csv;
  const { answers, problems } = completeDraft(draft, document.name, () => ({ line: 1, column: 1 }));
  if (!answers) return fail(problems[0] ?? noAnswers());
  const { facts } = await loadFacts(answers, { answers: document, at, secrets }, files, readers, context);
  const about = { answers, clients: facts.clients };
  const judged = await judgeCsv(about, { csv: csv.value, secrets, at }, files, context, {
    findFiles: byName(workspace),
    missingPassword: 'rejects-row',
  });
  if (!judged.ok) return judged;
  const { table, verdicts } = judged.value;
  return succeed({ path, table, rows: verdicts.map(judgedRow) });
}

function noAnswers(): never {
  throw new Error('A draft that cannot be completed has no problem');
}

/**
 * A browser tells the name of a file and not its folder, so a path means the file of that name: unless two paths of the
 * table end in the same name, of which nobody can tell which one is there.
 */
function byName(workspace: Workspace): FindFiles {
  return (paths) => {
    const names = new Map(workspace.list().map((path) => [baseName(path), path]));
    const wanted = new Map<string, Set<string>>();
    for (const path of paths) wanted.set(baseName(path), (wanted.get(baseName(path)) ?? new Set()).add(path));
    return (path) => {
      if (workspace.has(path)) return workspace.reference(path);
      const name = baseName(path);
      const found = names.get(name);
      if (found === undefined) return workspace.reference(path);
      const others = [...(wanted.get(name) ?? [])];
      if (others.length < 2) return workspace.reference(found);
      const detail = `The table names ${others.map((each) => `"${each}"`).join(' and ')}, and one file "${found}" is here.`;
      return fail(sessionProblem('session.file-of-two-names', { detail, location: { file: path } }));
    };
  };
}

function baseName(path: string): string {
  return posix.basename(path.replaceAll('\\', '/')).toLowerCase();
}

function judgedRow(verdict: RowVerdict): JudgedRow {
  if (!verdict.taken) {
    const { row, column, problem } = verdict;
    const { code, title, detail, fix, location } = problem;
    const file = location?.file ?? '';
    const locked = isLocked({ path: file, error: problem }) ? { locked: file } : {};
    return { row, taken: false, ...(column !== undefined && { column }), code, title, detail, fix, ...locked };
  }
  const { row, client, isNewClient, certificate, account, enabled } = verdict;
  const { subject, thumbprint, notAfter, singleLineBase64 } = certificate;
  return {
    ...{ row, taken: true, client, subject, thumbprint, notAfter, account, enabled },
    ...(isNewClient && { certificate: singleLineBase64 }),
  };
}
