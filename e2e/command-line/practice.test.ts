import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../shared/api/finding.ts';
import type { ConfigurationReport } from '../../shared/iis/configuration-report.ts';
import type { Simulation } from '../../shared/mapping/simulation.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { Answers } from '../../shared/wizard/answers.ts';
import { certificatesIn, expectSoundBundle, filesHolding, textOf } from './bundles.ts';
import { filesBelow, temporaryFolder } from './folders.ts';
import { runCli } from './run-cli.ts';

interface Secrets {
  files: Record<string, string>;
  accounts: Record<string, string>;
}

const at = new Date().toISOString();
const base = temporaryFolder();
const inBase = (...parts: string[]) => join(base, ...parts);
const answersPath = () => inBase('practice', 'answers.json');
let secretsText: string;
let answers: Answers;
let sample: { status: number | null; stderr: string; document: { answers: string; secrets: string; files: string[] } };

beforeAll(async () => {
  const { status, stderr, json } = await runCli(['new', '--sample', '--out', 'practice', '--json'], { cwd: base });
  sample = { status, stderr, document: json() as typeof sample.document };
  secretsText = readFileSync(inBase(sample.document.secrets), 'utf8');
  answers = JSON.parse(readFileSync(inBase(sample.document.answers), 'utf8')) as Answers;
});

const withSecrets = (...args: string[]) =>
  runCli([...args, '--secrets-stdin', '--json'], { stdin: secretsText, cwd: base });

describe('new --sample', () => {
  it('writes what it says: answers, passwords and every file', () => {
    expect([sample.status, sample.stderr]).toEqual([0, '']);
    const files = filesBelow(inBase('practice'));
    for (const path of sample.document.files) expect([...files.keys()]).toContain(path);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'answers.json',
        'secrets.json',
        answers.target.applicationHostConfig,
        answers.target.webConfig,
      ]),
    );
    const { files: passwords, ...others } = JSON.parse(secretsText) as Secrets;
    expect(Object.keys(others)).toEqual(['accounts']);
    expect(Object.values(passwords).every((password) => typeof password === 'string' && password !== '')).toBe(true);
  });

  it('refuses a folder that stands, and replaces its own with --force', async () => {
    const again = await runCli(['new', '--sample', '--out', 'practice', '--json'], { cwd: base });
    expect([again.status, again.json()]).toMatchObject([2, { error: { code: 'files.folder-exists' } }]);
    const other = await runCli(['new', '--sample', '--out', 'other', '--json'], { cwd: base });
    const forced = await runCli(['new', '--sample', '--out', 'other', '--json', '--force'], { cwd: base });
    expect([other.status, forced.status]).toEqual([0, 0]);
  });
});

describe('on the practice material', () => {
  it('validate finds no error', async () => {
    const { status, stderr, json } = await withSecrets('validate', answersPath(), '--at', at);
    const { findings } = json() as { findings: Finding[] };
    expect([status, stderr]).toEqual([0, '']);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('validate ends with 2 without the passwords, and names the file', async () => {
    const { status, json } = await runCli(['validate', answersPath(), '--json'], { cwd: base });
    expect(status).toBe(2);
    expect(json()).toMatchObject({
      error: { code: 'certificate.password-missing', location: { file: expect.stringMatching(/\.pfx$/) as string } },
    });
  });

  it('plan shuts the site only after everything that opens it again', async () => {
    const { status, json } = await withSecrets('plan', answersPath(), '--at', at);
    const plan = json() as Plan;
    expect(status).toBe(0);
    const resources = plan.changes.map(({ resource }) => resource);
    expect(resources.indexOf('ssl-flags')).toBeGreaterThan(resources.lastIndexOf('one-to-one-mapping'));
    expect(resources.indexOf('anonymous-authentication')).toBeGreaterThan(resources.lastIndexOf('many-to-one-mapping'));
    for (const secret of secretTexts()) expect(JSON.stringify(plan)).not.toContain(secret);
  });

  describe.each(['web.config', 'applicationHost.config'] as const)('export for %s', (target) => {
    const bundle = `bundle-${target}`;
    const files = () => filesBelow(inBase(bundle));
    const configuration = target === 'web.config' ? 'web.config' : 'applicationHost.location.xml';

    it('writes a bundle whose manifest and digest are right', async () => {
      const path = inBase('practice', `answers-${target}.json`);
      writeFileSync(path, JSON.stringify({ ...answers, review: { ...answers.review, target } }));
      const { status, stderr, json } = await withSecrets('export', path, '--out', bundle, '--at', at);
      expect([status, stderr]).toEqual([0, '']);
      const exported = json() as { bundle: string; planDigest: string; files: { path: string }[] };
      const written = expectSoundBundle(inBase(bundle), exported.planDigest);
      expect(exported.bundle).toBe(bundle);
      expect(exported.files.map((file) => file.path).sort()).toEqual([...written.keys()].sort());
    });

    it('holds each mapped certificate as the Base-64 of its DER on one line', () => {
      const mapped = certificatesIn(textOf(files(), configuration));
      expect(mapped.length).toBeGreaterThanOrEqual(answers.mapping.oneToOne.length);
      for (const text of mapped)
        expect(new X509Certificate(Buffer.from(text, 'base64')).raw.toString('base64')).toBe(text);
    });

    it('holds no private key and no password', () => {
      for (const secret of [...secretTexts(), 'PRIVATE KEY']) expect(filesHolding(files(), secret)).toEqual([]);
      expect([...files().keys()].filter((path) => /\.(?:pfx|p12|key)$/i.test(path))).toEqual([]);
    });

    it('gives the same bytes from another folder and another name of the same folder', async () => {
      const first = files();
      mkdirSync(inBase('elsewhere'), { recursive: true });
      renameSync(inBase(bundle), inBase('elsewhere', 'first'));
      const args = [
        'export',
        `../practice/answers-${target}.json`,
        '--out',
        bundle,
        '--at',
        at,
        '--secrets-stdin',
        '--json',
      ];
      const { status } = await runCli(args, { stdin: secretsText, cwd: inBase('elsewhere') });
      expect(status).toBe(0);
      const second = filesBelow(inBase('elsewhere', bundle));
      expect([...second.keys()]).toEqual([...first.keys()]);
      for (const [path, bytes] of first) expect(second.get(path)?.equals(bytes), path).toBe(true);
      renameSync(inBase('elsewhere', 'first'), inBase(bundle));
    });

    it('is understood by check-config', async () => {
      const merged = target === 'web.config' ? 'web.config' : 'applicationHost.config';
      const { status, json } = await runCli(['check-config', join(bundle, merged), '--json'], { cwd: base });
      const { kind, mappings, findings } = json() as ConfigurationReport;
      expect([status, kind]).toEqual([0, target === 'web.config' ? 'web' : 'applicationHost']);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      const ours = mappings.find(({ oneToOne }) => oneToOne.length >= answers.mapping.oneToOne.length);
      expect(ours?.oneToOne.every(({ thumbprint, problem }) => thumbprint !== undefined && problem === undefined)).toBe(
        true,
      );
      expect(ours?.manyToOne.map(({ name }) => name)).toEqual(
        expect.arrayContaining(answers.mapping.manyToOne.map(({ name }) => name)),
      );
    });
  });

  it('export refuses a folder that stands, and with --force one that holds a file of somebody else', async () => {
    const args = ['export', answersPath(), '--out', 'bundle-web.config', '--at', at];
    const refused = await withSecrets(...args);
    expect([refused.status, refused.json()]).toMatchObject([2, { error: { code: 'files.folder-exists' } }]);
    writeFileSync(inBase('bundle-web.config', 'mine.txt'), 'mine');
    const foreign = await withSecrets(...args, '--force');
    expect([foreign.status, foreign.json()]).toMatchObject([2, { error: { code: 'files.folder-not-ours' } }]);
    expect(readFileSync(inBase('bundle-web.config', 'mine.txt'), 'utf8')).toBe('mine');
    expect(
      (await withSecrets('export', answersPath(), '--out', 'bundle-applicationHost.config', '--force')).status,
    ).toBe(0);
  });

  it('simulate tells the account of each client, with every entry that was looked at', async () => {
    const clients = answers.certificateImport.clients.flatMap((client) => ('file' in client ? [client] : []));
    // A password of simulate is named by the text of the command line; `*` is for all of them.
    const stdin = JSON.stringify({ files: { ...(JSON.parse(secretsText) as Secrets).files, ...forCommandLine() } });
    const args = ['simulate', answersPath(), ...clients.map(({ file }) => join('practice', file)), '--at', at];
    const { status, json } = await runCli([...args, '--secrets-stdin', '--json'], { stdin, cwd: base });
    expect(status).toBe(0);
    const { results } = json() as { results: Simulation[] };
    for (const { client, account } of answers.mapping.oneToOne) {
      const index = clients.findIndex(({ id }) => id === client);
      if (index === -1) continue;
      const userName = answers.userAccount.accounts.find(({ id }) => id === account)?.userName;
      const file = join('practice', clients[index]?.file ?? '');
      const result = results.find(({ certificate, outcome }) => certificate === file && outcome === 'mapped');
      expect(result, client).toMatchObject({
        account: userName,
        trace: expect.arrayContaining([expect.objectContaining({ result: 'match' })]) as unknown,
      });
    }
  });

  it('simulate with --against shows what the given configuration gave before', async () => {
    const client = answers.certificateImport.clients.find((each) => 'file' in each && /\.(?:cer|pem)$/.test(each.file));
    if (!client || !('file' in client)) throw new Error('The practice material has no client without password');
    const config = join('practice', answers.target.applicationHostConfig ?? '');
    const args = ['simulate', answersPath(), join('practice', client.file), '--against', config, '--at', at];
    const { status, json } = await withSecrets(...args);
    expect([status, json()]).toMatchObject([
      0,
      { results: [{ before: { outcome: expect.stringMatching(/^(?:mapped|denied|unmapped)$/) as string } }] },
    ]);
  });
});

function secretTexts(): string[] {
  const { files, accounts } = JSON.parse(secretsText) as Secrets;
  return [...Object.values(files), ...Object.values(accounts)];
}

function forCommandLine(): Record<string, string> {
  const { files } = JSON.parse(secretsText) as Secrets;
  return Object.fromEntries(Object.entries(files).map(([path, password]) => [join('practice', path), password]));
}

it('nothing of the practice material stays open: the private keys of its authorities are in no file', () => {
  expect(existsSync(answersPath())).toBe(true);
  const pems = [...filesBelow(inBase('practice'))].filter(([path]) => /root|issuing/.test(path));
  for (const [path, bytes] of pems) expect(bytes.toString('latin1'), path).not.toContain('PRIVATE KEY');
});
