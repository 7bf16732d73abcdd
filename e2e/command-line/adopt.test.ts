import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../shared/api/finding.ts';
import type { MappingSectionReport } from '../../shared/iis/configuration-report.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { Answers } from '../../shared/wizard/answers.ts';
import { temporaryFolder } from './folders.ts';
import { runCli } from './run-cli.ts';

interface Adoption {
  answers: string;
  mappings: MappingSectionReport[];
  findings: Finding[];
}

const base = temporaryFolder();
const inBase = (...parts: string[]) => join(base, ...parts);
const config = 'practice/server/applicationHost.config';
const cli = (...args: string[]) => runCli([...args, '--json'], { cwd: base });
const readAnswers = (path: string) => JSON.parse(readFileSync(inBase(path), 'utf8')) as Answers;

beforeAll(async () => {
  await cli('new', '--sample', '--out', 'practice');
});

describe('adopt', () => {
  it('writes answers of a site, which validate and whose export changes no byte', async () => {
    const { status, stderr, json } = await cli(
      'adopt',
      config,
      '--site',
      'partner portal',
      '--out',
      'out/partner.json',
    );
    const { answers: path, mappings, findings } = json() as Adoption;
    expect([status, stderr, path]).toEqual([0, '', 'out/partner.json']);
    expect(findings.some(({ severity }) => severity === 'error')).toBe(false);

    const answers = readAnswers(path);
    const [section] = mappings;
    expect(mappings).toHaveLength(1);
    expect(answers.target.applicationHostConfig).toBe(`../${config}`);
    expect(answers.sslRequire).toMatchObject({ site: 'Partner Portal', paths: ['/'], clientCertificate: 'require' });
    expect(answers.userAccount.accounts.every(({ password }) => password === 'keep')).toBe(true);
    const thumbprints = answers.certificateImport.clients.map((client) =>
      createHash('sha1')
        .update(Buffer.from('certificate' in client ? client.certificate : '', 'base64'))
        .digest('hex')
        .toUpperCase(),
    );
    expect(thumbprints).toEqual(section?.oneToOne.map(({ thumbprint }) => thumbprint));
    expect(answers.mapping.manyToOne.map(({ name, rules }) => ({ name, rules }))).toEqual(
      section?.manyToOne.map(({ name, rules }) => ({ name, rules })),
    );
    expect(readFileSync(inBase(path), 'utf8')).not.toMatch(/\[enc:/);

    const validated = await cli('validate', path);
    expect(validated.status).toBe(0);
    const plan = (await cli('plan', path)).json() as Plan;
    const written = plan.changes.filter(({ resource }) => /mapping|ssl-flags|anonymous/.test(resource));
    for (const { before, after } of written) expect({ ...after, ...before }).toEqual({ ...after });
    const exported = await cli('export', path, '--out', 'bundle');
    expect(exported.status).toBe(0);
    expect(readFileSync(inBase('bundle/applicationHost.config')).equals(readFileSync(inBase(config)))).toBe(true);
  });

  it('takes over what export has written, from a web.config too', async () => {
    const sample = readAnswers('practice/answers.json');
    const stdin = readFileSync(inBase('practice/secrets.json'), 'utf8');
    for (const target of ['web.config', 'applicationHost.config'] as const) {
      const name = `practice/${target}.json`;
      writeFileSync(inBase(name), JSON.stringify({ ...sample, review: { target, plainTextPasswords: false } }));
      const bundle = `of-${target}`;
      const exported = await runCli(['export', name, '--out', bundle, '--secrets-stdin', '--json'], {
        cwd: base,
        stdin,
      });
      expect(exported.status).toBe(0);
      const site = sample.sslRequire.site;
      const { status, json } = await cli('adopt', `${bundle}/${target}`, '--site', site, '--out', `${bundle}.json`);
      expect(status).toBe(0);
      const adopted = readAnswers((json() as Adoption).answers);
      expect(adopted.mapping.oneToOne.map(({ enabled }) => enabled)).toEqual(
        sample.mapping.oneToOne.map(({ enabled }) => enabled),
      );
      const withoutIds = ({ mapping }: Answers) =>
        mapping.manyToOne.map((entry) => ({ ...entry, account: null, acceptRisk: null }));
      expect(withoutIds(adopted)).toEqual(withoutIds(sample));
      expect([adopted.review.target, adopted.mapping.exact]).toEqual([target, true]);
    }
  });

  it('for another server names no file of this one', async () => {
    const args = [
      '--site',
      'Partner Portal',
      '--out',
      'moved.json',
      '--for-another-server',
      '--windows',
      'server-2025',
    ];
    expect((await cli('adopt', config, ...args)).status).toBe(0);
    const answers = readAnswers('moved.json');
    expect(answers.target).toEqual({ windows: 'server-2025' });
    expect(answers.userAccount.accounts.every(({ password }) => password === 'ask')).toBe(true);
    expect((await cli('validate', 'moved.json')).status).toBe(0);
  });

  it('replaces an existing file only with --force', async () => {
    mkdirSync(inBase('there'), { recursive: true });
    writeFileSync(inBase('there/a.json'), 'mine');
    const args = ['adopt', config, '--site', 'new', '--out', 'there/a.json'];
    const refused = await cli(...args);
    expect([refused.status, refused.json()]).toMatchObject([2, { error: { code: 'files.file-exists' } }]);
    expect(readFileSync(inBase('there/a.json'), 'utf8')).toBe('mine');
    expect((await cli(...args, '--force')).status).toBe(0);
    expect(readAnswers('there/a.json').sslRequire.site).toBe('new');
  });

  it.each([
    [['--site', 'Partner Protal', '--out', 'x.json'], 'adopt.site-not-in-file', /Partner Portal/],
    [['--out', 'x.json'], 'usage.missing-option', /--site/],
    [['--site', 'new'], 'usage.missing-option', /--out/],
    [['--site', 'new', '--out', 'x.json', '--windows', 'server-2024'], 'usage.invalid-value', /server-20/],
  ])('%j ends with 2 and writes nothing', async (args, code, words) => {
    const { status, json } = await cli('adopt', config, ...args);
    const { error } = json() as { error: { code: string; detail: string; fix: string } };
    expect([status, error.code]).toEqual([2, code]);
    expect(`${error.detail} ${error.fix}`).toMatch(words);
    expect(existsSync(inBase('x.json'))).toBe(false);
  });
});
