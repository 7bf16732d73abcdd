import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answers } from '../../shared/wizard/answers.ts';
import { certificatesLike } from '../models/many-mappings.ts';
import { filesBelow, temporaryFolder } from './folders.ts';
import { ellipticCurve, hasOpenssl, makePki } from './openssl.ts';
import { runCli } from './run-cli.ts';
import { runHere } from './run-here.ts';

const base = temporaryFolder();
const readAnswers = (path: string) => JSON.parse(readFileSync(join(base, path), 'utf8')) as Answers;
const read = (path: string) => readFileSync(join(base, path));
const secrets = () => read('practice/secrets.json').toString();

const certificates = (count: number) => certificatesLike(join(base, 'practice', 'certificates', 'alice.cer'), count);

function runImport(csv: string | Buffer, ...more: string[]) {
  writeFileSync(join(base, 'practice', 'table.csv'), csv);
  const args = ['import', 'practice/answers.json', 'practice/table.csv', '--json', '--secrets-stdin', ...more];
  return runHere(args, { cwd: base, stdin: secrets() });
}

beforeAll(async () => {
  expect((await runHere(['new', '--sample', '--out', 'practice', '--json'], { cwd: base })).status).toBe(0);
});

describe('import', () => {
  it('and simulate need no password of the server, which has no part in a mapping', async () => {
    const answers = readAnswers('practice/answers.json');
    const clients = answers.certificateImport.clients.filter((each) => !('file' in each && each.file.endsWith('.pfx')));
    const ids = new Set(clients.map(({ id }) => id));
    const oneToOne = answers.mapping.oneToOne.filter(({ client }) => ids.has(client));
    const without = { ...answers, certificateImport: { ...answers.certificateImport, clients }, mapping: { ...answers.mapping, oneToOne } }; // prettier-ignore
    writeFileSync(join(base, 'practice', 'no-pfx.json'), JSON.stringify(without));
    writeFileSync(join(base, 'practice', 'table.csv'), `account;certificate\ncertuser;${certificates(1)[0] ?? ''}\n`);
    const run = (...args: string[]) => runHere([...args, '--json'], { cwd: base });
    const imported = await run('import', 'practice/no-pfx.json', 'practice/table.csv', '--out', 'practice/more.json'); // prettier-ignore
    expect([imported.status, imported.json()]).toMatchObject([0, { taken: 1 }]);
    const simulated = await run('simulate', 'practice/no-pfx.json', 'practice/certificates/alice.cer');
    expect(simulated.json()).toMatchObject({ results: [{ outcome: 'mapped' }] });
    expect((await run('validate', 'practice/no-pfx.json')).json()).toMatchObject({
      error: { code: 'certificate.password-missing' },
    });
  });

  it('adds a mapping for each row, by file, Base-64 and thumbprint, and leaves the rest as it was', async () => {
    const before = readAnswers('practice/answers.json');
    const inspected = await runHere(['inspect', 'practice/certificates/grace.cer', '--json'], { cwd: base });
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
    expect((await runHere(args, { cwd: base, stdin })).status).toBe(0);
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
    // The same as a process: what a script gets.
    const args = ['import', 'practice/answers.json', 'practice/table.csv', '--json', '--secrets-stdin', '--out', 'all.json']; // prettier-ignore
    const process = await runCli(args, { cwd: base, stdin: secrets() });
    expect([process.status, process.stdout]).toEqual([refused.status, refused.stdout]);
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

/** What an office program, a browser or a shell could take for more than text. */
const hostile = [
  "=cmd|' /C calc'!A0",
  '+1',
  '-2+3',
  '@SUM(A1)',
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '$(calc) `calc` %TEMP% & | ;',
  'abc\u202efdp.exe',
  'é'.repeat(5000),
];

describe.skipIf(!hasOpenssl)('hostile text', { timeout: 120_000 }, () => {
  it('in every column, in file names and in the names of certificates stays text in every exported file', async () => {
    const folder = join(base, 'practice', 'hostile');
    mkdirSync(folder);
    const pki = makePki(folder);
    const rows = hostile.map((text, index) => {
      // A common name has at most 64 characters, a description any number.
      const type = text.length > 64 ? 'description' : 'CN';
      pki.issue(`n${index}`, `/O=Contoso/${type}=${text.replaceAll(/[/+]/g, '\\$&')}`, { key: ellipticCurve });
      const file = `${text.slice(0, 40).replaceAll(/[/\0]/g, '_')} ${index}.pem`;
      copyFileSync(join(folder, `n${index}.pem`), join(folder, file));
      const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
      return [`hostile/${file}`, 'certuser', 'true', text].map(quoted).join(';');
    });
    const bad = hostile.map((text) => {
      const cell = `"${text.replaceAll('"', '""')}"`;
      return `${cell};${cell};${cell};${cell}`;
    });
    const refused = await runImport(
      ['certificate;account;enabled;remark', ...rows, ...bad].join('\n'),
      '--out',
      'x.json',
    );
    expect(refused.status).toBe(1);
    const { rejected } = refused.json() as { rejected: { row: number }[] };
    expect(rejected.map(({ row }) => row)).toEqual(bad.map((_, index) => rows.length + 2 + index));
    const taken = await runImport(
      ['certificate;account;enabled;remark', ...rows].join('\n'),
      '--out',
      'practice/hostile.json',
    );
    expect([taken.status, taken.json()]).toEqual([0, { taken: rows.length, rejected: [] }]);

    const document = readAnswers('practice/hostile.json');
    const names = hostile.map((text, index) => `${index} ${text}`);
    document.mapping.manyToOne = names.map((name) => ({
      name,
      description: name,
      enabled: true,
      permissionMode: 'Deny',
      acceptRisk: false,
      rules: [
        { certificateField: 'Subject', certificateSubField: 'CN', matchCriteria: name, compareCaseSensitive: true },
      ],
    }));
    for (const target of ['web.config', 'applicationHost.config'] as const) {
      document.review.target = target;
      writeFileSync(join(base, 'practice', 'hostile.json'), JSON.stringify(document));
      const args = ['export', 'practice/hostile.json', '--out', `out ${target}`, '--json', '--secrets-stdin'];
      const exported = await runHere(args, { cwd: base, stdin: secrets() });
      expect([exported.status, exported.stderr]).toEqual([0, '']);
      const bundle = filesBelow(join(base, `out ${target}`));
      for (const name of ['README.html', 'report.html']) {
        const html = bundle.get(name)?.toString() ?? '';
        expect([name, html.match(/<img|<script|onerror=alert\(1\)>/g)]).toEqual([name, null]);
        expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
      }
      const plan = JSON.parse(bundle.get('plan.json')?.toString() ?? '') as { changes: unknown[] };
      const texts = JSON.stringify(plan);
      for (const name of names) expect(texts).toContain(JSON.stringify(name).slice(1, -1));
      const checked = await runHere(['check-config', `out ${target}/${target}`, '--json'], { cwd: base });
      const { mappings } = checked.json() as { mappings: { manyToOne: { name: string; rules: { matchCriteria: string }[] }[] }[] }; // prettier-ignore
      const written = mappings.flatMap(({ manyToOne }) => manyToOne);
      expect(written.filter(({ name }) => names.includes(name)).map(({ name, rules }) => [name, rules[0]?.matchCriteria])).toEqual(names.map((name) => [name, name])); // prettier-ignore
      // The scripts are the same in every bundle: nothing of the answers is in them.
      for (const [path, bytes] of bundle) {
        if (/\.psm?1$|\.psd1$/.test(path)) expect([path, hostile.some((text) => text.length > 3 && bytes.includes(text))]).toEqual([path, false]); // prettier-ignore
      }
    }
  });
});
