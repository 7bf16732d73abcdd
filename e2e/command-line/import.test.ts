import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answers } from '../../shared/wizard/answers.ts';
import { temporaryFolder } from './folders.ts';
import { runCli } from './run-cli.ts';

const base = temporaryFolder();
const readAnswers = (path: string) => JSON.parse(readFileSync(join(base, path), 'utf8')) as Answers;
const read = (path: string) => readFileSync(join(base, path));
const secrets = () => read('practice/secrets.json').toString();

/** Returns `count` certificates that differ from a practice one in their serial number; their signatures do not verify. */
function certificates(count: number): string[] {
  const der = Buffer.from(read('practice/certificates/alice.cer'));
  const serial = der.indexOf(Buffer.from([0x02, 0x14])) + 8;
  return Array.from({ length: count }, (_, index) => {
    der.writeUInt32BE(index, serial);
    return der.toString('base64');
  });
}

function runImport(csv: string | Buffer, ...more: string[]) {
  writeFileSync(join(base, 'practice', 'table.csv'), csv);
  const args = ['import', 'practice/answers.json', 'practice/table.csv', '--json', '--secrets-stdin', ...more];
  return runCli(args, { cwd: base, stdin: secrets() });
}

beforeAll(async () => {
  expect((await runCli(['new', '--sample', '--out', 'practice', '--json'], { cwd: base })).status).toBe(0);
});

describe('import', () => {
  it('adds a mapping for each row, by file, Base-64 and thumbprint, and leaves the rest as it was', async () => {
    const before = readAnswers('practice/answers.json');
    const inspected = await runCli(['inspect', 'practice/certificates/grace.cer', '--json'], { cwd: base });
    const { files } = inspected.json() as { files: { certificates: { thumbprint: string }[] }[] };
    const [one = '', two = '', three = ''] = certificates(3);
    mkdirSync(join(base, 'practice', 'more'));
    writeFileSync(join(base, 'practice', 'more', 'zoë; "z".cer'), Buffer.from(one, 'base64'));
    const csv = [
      'Account;Certificate;Enabled;Remark',
      'certuser;"more/zoë; ""z"".cer";ja;=1+1',
      `CERTPARTNER;${two};nein;@SUM(A1)`,
      `certuser;"-----BEGIN CERTIFICATE-----\r\n${three}\r\n-----END CERTIFICATE-----";;`,
      `certservice;${files[0]?.certificates[0]?.thumbprint ?? ''};1;`,
    ].join('\r\n');
    const { status, json } = await runImport(`\ufeff${csv}`, '--out', 'other folder/answers.json');
    expect([status, json()]).toEqual([0, { taken: 4, rejected: [] }]);
    const after = readAnswers('other folder/answers.json');
    expect(after.mapping.oneToOne.slice(before.mapping.oneToOne.length)).toEqual([
      { client: expect.any(String) as string, account: 'certuser', enabled: true },
      { client: expect.any(String) as string, account: 'certpartner', enabled: false },
      { client: expect.any(String) as string, account: 'certuser', enabled: true },
      { client: 'grace', account: 'certservice', enabled: true },
    ]);
    const added = after.certificateImport.clients.slice(before.certificateImport.clients.length);
    expect(added.map((client) => 'certificate' in client && client.certificate)).toEqual([one, two, three]);
    expect(after.certificateImport.server?.file).toBe('../practice/certificates/server.pfx');
    expect(after.target.applicationHostConfig).toBe('../practice/server/applicationHost.config');
    expect({ ...after, certificateImport: null, mapping: null, target: null }).toEqual({
      ...before,
      certificateImport: null,
      mapping: null,
      target: null,
    });
    const passwords = JSON.parse(secrets()) as { files: Record<string, string>; accounts: Record<string, string> };
    const moved = Object.entries(passwords.files).map(([path, password]) => [`../practice/${path}`, password]);
    const stdin = JSON.stringify({ ...passwords, files: Object.fromEntries(moved) as unknown });
    const args = ['validate', 'other folder/answers.json', '--json', '--secrets-stdin'];
    expect((await runCli(args, { cwd: base, stdin })).status).toBe(0);
  });

  it('takes all rows or none, unless --partial says otherwise', async () => {
    const rows = certificates(40).map((certificate, index) => {
      if (index === 7) return `${certificate},nobody,`;
      if (index === 8) return `${certificate.slice(0, 400)},certuser,`;
      if (index === 9) return '\\\\server\\share\\a.cer,certuser,';
      return `${certificate},certuser,true`;
    });
    const csv = ['certificate,account,enabled', ...rows, rows[0]].join('\n');
    const refused = await runImport(csv, '--out', 'all.json');
    const rejected = [
      { row: 9, column: 'account', code: 'import.unknown-account' },
      { row: 10, column: 'certificate', code: 'certificate.damaged' },
      { row: 11, column: 'certificate', code: 'files.network-path' },
      { row: 42, column: 'certificate', code: 'import.same-certificate' },
    ];
    expect([refused.status, refused.json()]).toMatchObject([1, { taken: 0, rejected }]);
    expect(existsSync(join(base, 'all.json'))).toBe(false);
    const partial = await runImport(csv, '--out', 'practice/all.json', '--partial');
    expect([partial.status, partial.json()]).toMatchObject([1, { taken: 37, rejected }]);
    expect(readAnswers('practice/all.json').certificateImport.authorities[0]?.file).toBe('certificates/root.cer');
  });

  it('refuses to replace a file unasked, and a table that is none', async () => {
    const [certificate = ''] = certificates(1);
    const before = read('practice/answers.json');
    const csv = `certificate;account\n${certificate};certuser`;
    const standing = await runImport(csv, '--out', 'practice/answers.json');
    expect([standing.status, standing.json()]).toMatchObject([2, { error: { code: 'files.file-exists' } }]);
    const workbook = await runImport(Buffer.from('504b03040000', 'hex'), '--out', 'x.json');
    expect([workbook.status, workbook.json()]).toMatchObject([2, { error: { code: 'csv.not-text' } }]);
    const headless = await runImport('a;b\nc;d', '--out', 'x.json');
    expect([headless.status, headless.json()]).toMatchObject([
      2,
      { error: { code: 'csv.no-header', location: { file: 'practice/table.csv', line: 1 } } },
    ]);
    expect(read('practice/answers.json').equals(before)).toBe(true);
    const forced = await runImport(csv, '--out', 'practice/answers.json', '--force');
    expect([forced.status, forced.json()]).toEqual([0, { taken: 1, rejected: [] }]);
  });
});
