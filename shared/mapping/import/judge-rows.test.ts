import { describe, expect, it } from 'vitest';
import { someAnswers } from '../../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../../e2e/fixtures/certificates.ts';
import { succeed } from '../../api/reply.ts';
import { readCsv } from './csv-table.ts';
import { findColumns, judgeRows, type RowVerdict } from './judge-rows.ts';

const alice = aCertificate('alice');
const bob = aCertificate('bob');

/** Judges a table over answers that map alice and name bob; a row with a file has the certificate of its row number. */
function judge(text: string): RowVerdict[] {
  const csv = readCsv(new TextEncoder().encode(text), 'staff.csv');
  if (!csv.ok) throw new Error(csv.problem.code);
  const table = findColumns(csv.value, 'staff.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const answers = someAnswers((each) => {
    each.certificateImport = { clients: ['alice', 'bob'].map((id) => ({ id, file: `${id}.cer` })) };
    each.userAccount = {
      accounts: [
        { id: 'certuser', kind: 'local', userName: 'certuser', password: 'ask' },
        { id: 'one', kind: 'domain', userName: 'CORP\\same', password: 'ask' },
        { id: 'two', kind: 'domain', userName: 'corp\\SAME', password: 'ask' },
      ],
    };
  });
  const clients = [
    { id: 'alice', certificate: alice },
    { id: 'bob', certificate: bob },
  ];
  const files = new Map(table.value.rows.map(({ row }) => [row, aCertificate(`client ${row}`)]));
  const verdicts = judgeRows(table.value, {
    answers,
    clients,
    certificateOf: (row) => succeed(text.includes('same.cer') ? aCertificate('same') : (files.get(row) ?? alice)),
  });
  return [...verdicts];
}

const codes = (text: string) => judge(text).map((verdict) => (verdict.taken ? 'taken' : verdict.problem.code));

describe('the columns', () => {
  it.each([
    ['in any order, among others', 'Note;ENABLED;User name;File\nx;no;CERTUSER;c.cer'],
    ['by their other names', 'thumbprint,user\nc.cer,certuser'],
  ])('are found %s', (_, text) => {
    expect(judge(text)).toMatchObject([{ taken: true, account: 'certuser', client: 'client-2' }]);
  });

  it.each([
    ['account', 'certificate;name\na;b', 'csv.no-header'],
    ['header at all', 'c.cer;certuser\nd.cer;certuser', 'csv.no-header'],
  ])('without the %s are refused', (_, text, code) => {
    const csv = readCsv(new TextEncoder().encode(text), 'staff.csv');
    expect(csv.ok && findColumns(csv.value, 'staff.csv')).toMatchObject({ ok: false, problem: { code } });
  });

  it('that say the same thing twice are refused', () => {
    const csv = readCsv(new TextEncoder().encode('file;thumbprint;account\na;b;c'), 'staff.csv');
    expect(csv.ok && findColumns(csv.value, 'x')).toMatchObject({ ok: false, problem: { code: 'csv.column-twice' } });
  });
});

describe('a row', () => {
  it.each<[string, string, string]>([
    [
      'the thumbprint of a client, with the mark that Windows copies along',
      `\u200e${bob.thumbprint};certuser;`,
      'taken',
    ],
    ['a thumbprint in lower case with colons', `${(bob.thumbprint.match(/../g) ?? []).join(':').toLowerCase()};certuser;`, 'taken'], // prettier-ignore
    ['a client that has a mapping', `${alice.thumbprint};certuser;`, 'import.already-mapped'],
    ['a thumbprint that nobody has', `${'A'.repeat(40)};certuser;`, 'import.unknown-thumbprint'],
    ['a thumbprint that became a number', '1,23E+45;certuser;', 'import.number-instead-of-thumbprint'],
    ['no certificate', ';certuser;', 'import.no-certificate'],
    ['no account', 'c.cer;;', 'import.no-account'],
    ['an account that is a formula', 'c.cer;=1+1;', 'import.unknown-account'],
    ['an account whose name two have', 'c.cer;corp\\same;', 'import.ambiguous-account'],
    ['an id of an account', 'c.cer;two;', 'taken'],
    ['an unclear enabled', 'c.cer;certuser;perhaps', 'import.unclear-enabled'],
    ['a localised enabled', 'c.cer;certuser;FALSCH', 'taken'],
  ])('with %s', (_, row, code) => {
    expect(codes(`certificate;account;enabled\n${row}`)).toEqual([code]);
  });

  it('with a certificate of an earlier row is refused, and names that row', () => {
    const [, second] = judge('certificate;account\nsame.cer;certuser\nsame.cer;two');
    expect(second).toMatchObject({ row: 3, column: 'certificate', problem: { code: 'import.same-certificate' } });
  });

  it('gets an id of its own, whatever other rows ask for', () => {
    const verdicts = judge('certificate;account;id\na;certuser;\nb;certuser;client-2\nc;certuser;alice\nd;two;no good');
    expect(verdicts.map((each) => (each.taken ? each.client : each.problem.code))).toEqual([
      'client-2-2',
      'client-2',
      'import.same-id',
      'import.bad-id',
    ]);
  });
});
