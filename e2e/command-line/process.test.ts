import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../shared/diagnosis/diagnosis.ts';
import { temporaryFolder } from './folders.ts';
import { ended, root, runCli, startCli } from './run-cli.ts';

const base = temporaryFolder();

describe('schema', () => {
  it('is a JSON Schema with every section of the answers', async () => {
    const { status, stderr, json } = await runCli(['schema', '--json']);
    expect([status, stderr]).toEqual([0, '']);
    const schema = json() as { $schema: string; properties: object };
    expect(schema.$schema).toMatch(/^https:\/\/json-schema\.org\//);
    const sections = ['version', 'target', 'sslRequire', 'certificateImport', 'userAccount', 'mapping', 'review'];
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(sections));
  });
});

describe('diagnose', () => {
  const known = ['403.7', '403.13', '403.16', '401.1', '401.2', '500.19', '0x8007052e', '1326', '0x80093102'];
  const more = ['2148086027', '-1073741715', '0x80070569', '0x80070032', 'ERR_CONNECTION_RESET'];
  const logLine = '2026-01-31 10:00:00 10.0.0.5 GET / - 443 - 10.0.0.7 Mozilla/5.0 - 403 16 2148204809 15';

  it('explains every form of code, and whole log lines', async () => {
    const inputs = [...known, ...more, logLine];
    const { status, stderr, json } = await runCli(['diagnose', ...inputs, '--json']);
    expect([status, stderr]).toEqual([0, '']);
    const { results } = json() as { results: Diagnosis[] };
    for (const input of inputs) {
      const result = results.find((each) => each.input === input);
      expect(result, input).toMatchObject({ title: /./, meaning: /./, source: /./ });
      expect(result?.fixes.length, input).toBeGreaterThan(0);
    }
  });

  it('ends with 2 when nothing is known', async () => {
    const { status, json } = await runCli(['diagnose', 'certainly-no-code', '--json']);
    expect(status).toBe(2);
    expect(json()).toMatchObject({ error: { code: /./, fix: /./ } });
  });
});

describe('the process', () => {
  it('started by npm takes paths from the folder in which the command was typed', async () => {
    mkdirSync(join(base, 'typed'));
    writeFileSync(join(base, 'typed', 'answers.json'), '[]');
    const environment = Object.entries(process.env).filter(([name]) => !/^(?:INIT_CWD|npm_)/.test(name));
    const npm = promisify(execFile)(
      process.platform === 'win32' ? 'npm.cmd' : 'npm',
      ['--prefix', root, 'run', '--silent', 'cli', '--', 'validate', 'answers.json', '--json'],
      { cwd: join(base, 'typed'), env: Object.fromEntries(environment), shell: process.platform === 'win32' },
    );
    const failure = (await npm.catch((error: unknown) => error)) as { code: number; stdout: string };
    expect(failure.code).toBe(2);
    const { error } = JSON.parse(failure.stdout) as { error: { code: string } };
    expect(error.code).not.toMatch(/^(?:files|internal)\./);
  });

  it.skipIf(process.platform === 'win32')(
    'waits for all passwords on standard input, and ends with 4 when it is cancelled meanwhile',
    async () => {
      const child = startCli(['validate', 'answers.json', '--secrets-stdin', '--json'], base);
      const end = ended(child);
      child.stdin.write('{"files":');
      // Reading has begun when the pipe has taken more than it can hold.
      const filler = ' '.repeat(256 * 1024);
      await new Promise((taken) => child.stdin.write(filler, taken));
      child.kill('SIGINT');
      const { status, json } = await end;
      expect([status, json()]).toMatchObject([4, { error: { code: 'api.cancelled' } }]);
    },
  );

  it('does not complain when nobody reads what it prints', async () => {
    const child = startCli(['schema', '--json']);
    child.stdout.destroy();
    const errors: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
    const status = await new Promise((done) => child.on('close', done));
    expect([status, errors.join('')]).toEqual([0, '']);
  });
});
