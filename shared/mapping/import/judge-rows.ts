import { uniqueIds } from '../../adopt/unique-id.ts';
import type { Problem } from '../../api/problem.ts';
import { fail, succeed, type Reply } from '../../api/reply.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import type { Answers } from '../../wizard/answers.ts';
import type { Account } from '../../steps/user-account/answers.ts';
import { readCertificateCell } from './certificate-cell.ts';
import { columnOf, csvColumns, enabledOf, type CsvColumn } from './columns.ts';
import type { CsvRow, CsvTable } from './csv-table.ts';
import { plainCell } from './csv-text.ts';
import { csvProblem, rowProblem } from './text.en.ts';

/** What is to be done with one row. */
export type RowVerdict =
  | { row: number; taken: true; client: string; certificate: Certificate; isNewClient: boolean; account: string; enabled: boolean } // prettier-ignore
  | { row: number; taken: false; column?: string; problem: Problem };

/** A table whose columns are known. */
export interface ImportTable {
  columns: Readonly<Partial<Record<CsvColumn, number>>>;
  header: readonly string[];
  rows: readonly CsvRow[];
}

/** What the rows are judged against. */
export interface ImportFacts {
  answers: Answers;
  clients: readonly { id: string; certificate: Certificate }[];
  /** The certificate of a row that names a file or holds Base-64, or why there is none. */
  certificateOf: (row: number) => Reply<Certificate>;
}

/** Returns the table with its columns found by their names, in any order; columns that nobody needs are left alone. */
export function findColumns({ header, rows }: CsvTable, file: string): Reply<ImportTable> {
  const columns: Partial<Record<CsvColumn, number>> = {};
  for (const [index, cell] of header.entries()) {
    const column = columnOf(cell);
    if (column === null) continue;
    const other = columns[column];
    if (other !== undefined) {
      const detail = `"${cell}" and "${header[other] ?? ''}" both name the ${column}.`;
      return fail(csvProblem('csv.column-twice', { detail, location: { file, line: 1 } }));
    }
    columns[column] = index;
  }
  const missing = csvColumns.filter((column) => ['certificate', 'account'].includes(column) && columns[column] === undefined); // prettier-ignore
  if (missing.length > 0) {
    const shown = header.slice(0, 8).map((cell) => `"${cell.trim().slice(0, 40)}"`);
    const detail = `No column names the ${missing.join(' or the ')}; the first row is ${shown.join(', ')}.`;
    return fail(csvProblem('csv.no-header', { detail, location: { file, line: 1 } }));
  }
  return succeed({ columns, header, rows });
}

/** Yields what each row comes to, in the order of the rows; a row counts as taken for those after it. */
export function* judgeRows(table: ImportTable, facts: ImportFacts): Generator<RowVerdict, void> {
  const judge = new RowJudge(table, facts);
  for (const row of table.rows) yield judge.verdict(row);
}

class RowJudge {
  readonly #table: ImportTable;
  readonly #facts: ImportFacts;
  readonly #clients: ReadonlyMap<string, { id: string; certificate: Certificate }>;
  readonly #mapped: ReadonlySet<string>;
  readonly #ids: Set<string>;
  readonly #nextId: (name: string) => string;
  readonly #takenBy = new Map<string, number>();

  constructor(table: ImportTable, facts: ImportFacts) {
    this.#table = table;
    this.#facts = facts;
    this.#clients = new Map(facts.clients.map((client) => [client.certificate.thumbprint, client]));
    const mappedIds = new Set(facts.answers.mapping.oneToOne.map(({ client }) => client));
    this.#mapped = new Set(
      facts.clients.filter(({ id }) => mappedIds.has(id)).map(({ certificate }) => certificate.sha256),
    );
    const given = table.rows.map((row) => this.#cell(row, 'id')).filter((id) => id !== '');
    const existing = facts.clients.map(({ id }) => id);
    this.#ids = new Set(existing.map((id) => id.toLowerCase()));
    this.#nextId = uniqueIds('client');
    for (const id of [...existing, ...given]) this.#nextId(id);
  }

  verdict(row: CsvRow): RowVerdict {
    const refuse = (problem: Problem, column?: CsvColumn): RowVerdict => {
      const name = column === undefined ? undefined : this.#table.header[this.#table.columns[column] ?? -1]?.trim();
      return { row: row.row, taken: false, ...(name !== undefined && { column: name }), problem };
    };
    if (row.damaged) return refuse(rowProblem('import.damaged-row', { detail: `Row ${row.row}.` }));
    const certificate = this.#certificate(row);
    if (!certificate.ok) return refuse(certificate.problem, 'certificate');
    const account = this.#account(this.#cell(row, 'account'));
    if (!account.ok) return refuse(account.problem, 'account');
    const enabled = enabledOf(this.#cell(row, 'enabled'));
    if (enabled === null) {
      const detail = `"${shown(this.#cell(row, 'enabled'))}" is neither yes nor no.`;
      return refuse(rowProblem('import.unclear-enabled', { detail }), 'enabled');
    }
    const { sha256, subject } = certificate.value;
    const earlier = this.#takenBy.get(sha256);
    if (earlier !== undefined) {
      return refuse(rowProblem('import.same-certificate', { detail: `Row ${earlier}: ${subject}.` }), 'certificate');
    }
    if (this.#mapped.has(sha256)) {
      return refuse(rowProblem('import.already-mapped', { detail: `${subject}.` }), 'certificate');
    }
    const known = this.#clients.get(certificate.value.thumbprint);
    const client = known ? succeed(known.id) : this.#newId(this.#cell(row, 'id'), certificate.value);
    if (!client.ok) return refuse(client.problem, 'id');
    this.#takenBy.set(sha256, row.row);
    return {
      row: row.row,
      taken: true,
      client: client.value,
      certificate: certificate.value,
      isNewClient: !known,
      account: account.value,
      enabled,
    };
  }

  #cell({ cells }: CsvRow, column: CsvColumn): string {
    const index = this.#table.columns[column];
    return index === undefined ? '' : (cells[index] ?? '').trim();
  }

  #certificate(row: CsvRow): Reply<Certificate> {
    const cell = readCertificateCell(this.#cell(row, 'certificate'));
    switch (cell.kind) {
      case 'none':
        return fail(rowProblem('import.no-certificate', { detail: `Row ${row.row}.` }));
      case 'number':
        return fail(
          rowProblem('import.number-instead-of-thumbprint', {
            detail: `"${shown(this.#cell(row, 'certificate'))}" has lost most of its digits.`,
          }),
        );
      case 'thumbprint': {
        const client = this.#clients.get(cell.thumbprint);
        if (client) return succeed(client.certificate);
        return fail(rowProblem('import.unknown-thumbprint', { detail: `${cell.thumbprint}.` }));
      }
      case 'base64':
      case 'file':
        return this.#facts.certificateOf(row.row);
    }
  }

  #account(cell: string): Reply<string> {
    const name = plainCell(cell);
    if (name === '') return fail(rowProblem('import.no-account', { detail: 'The cell is empty.' }));
    const { accounts } = this.#facts.answers.userAccount;
    const byId = accounts.find(({ id }) => id === name);
    if (byId) return succeed(byId.id);
    const wanted = name.toLowerCase();
    const [account, other] = accounts.filter(({ userName }: Account) => userName.toLowerCase() === wanted);
    if (other) return fail(rowProblem('import.ambiguous-account', { detail: `"${shown(name)}".` }));
    if (account) return succeed(account.id);
    return fail(rowProblem('import.unknown-account', { detail: `"${shown(name)}".` }));
  }

  #newId(given: string, { subject, subjectRdns }: Certificate): Reply<string> {
    if (given === '') {
      const commonName = subjectRdns.flat().findLast(({ type }) => type === 'CN')?.value;
      return succeed(this.#nextId(commonName ?? subject));
    }
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(given)) {
      return fail(rowProblem('import.bad-id', { detail: `"${shown(given)}".` }));
    }
    if (this.#ids.has(given.toLowerCase())) return fail(rowProblem('import.same-id', { detail: `"${given}".` }));
    this.#ids.add(given.toLowerCase());
    return succeed(given);
  }
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
