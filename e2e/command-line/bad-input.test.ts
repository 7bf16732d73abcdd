import { existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../shared/api/finding.ts';
import type { Problem } from '../../shared/api/problem.ts';
import { temporaryFolder } from './folders.ts';
import { runCli } from './run-cli.ts';

const base = temporaryFolder();
let certificate: string;

/** A document that is sound but for what a test changes; the certificate is one of the practice material's. */
function soundAnswers() {
  return {
    version: 1,
    target: { windows: 'server-2022' } as Record<string, unknown>,
    sslRequire: { site: 'new', requireSsl: true, clientCertificate: 'require' } as Record<string, unknown>,
    certificateImport: { clients: [{ id: 'alice', certificate } as Record<string, unknown>] },
    userAccount: {
      accounts: [
        { id: 'one', kind: 'local', userName: 'certuser', create: true, password: 'generate' } as Record<
          string,
          unknown
        >,
      ],
    },
    mapping: {
      logonMethod: 'Network',
      oneToOne: [{ client: 'alice', account: 'one' }],
      manyToOne: [] as Record<string, unknown>[],
    },
    review: { target: 'applicationHost.config' } as Record<string, unknown>,
  };
}
type Document = ReturnType<typeof soundAnswers>;

const allow = (name: string, ...fields: string[]) => ({
  name,
  account: 'one',
  rules: fields.map((certificateField) => ({ certificateField, certificateSubField: 'CN', matchCriteria: 'x' })),
});

beforeAll(async () => {
  const { json } = await runCli(['new', '--sample', '--out', 'practice', '--json'], { cwd: base });
  expect(json()).toHaveProperty('answers');
  const inspected = await runCli(['inspect', 'practice/certificates/alice.cer', '--json'], { cwd: base });
  const { files } = inspected.json() as { files: { certificates: { singleLineBase64: string }[] }[] };
  certificate = files[0]?.certificates[0]?.singleLineBase64 ?? '';
});

/** Returns the first problem or error finding of a refused export, having checked that nothing was written. */
async function refused(text: string): Promise<{ status: number | null; first: Problem | Finding | undefined }> {
  mkdirSync(join(base, 'case'), { recursive: true });
  writeFileSync(join(base, 'case', 'answers.json'), text);
  const before = readdirSync(join(base, 'case'));
  const args = ['export', 'answers.json', '--out', 'bundle', '--json'];
  const { status, stderr, json } = await runCli(args, { cwd: join(base, 'case') });
  expect(stderr).toBe('');
  expect(readdirSync(join(base, 'case'))).toEqual(before);
  const { error, findings = [] } = json() as { error?: Problem; findings?: Finding[] };
  return { status, first: error ?? findings.find(({ severity }) => severity === 'error') };
}

describe('export of bad answers writes nothing, and says what, where and what to do', () => {
  it.each<[string, (document: Document) => unknown]>([
    ['an unknown key', (document) => ({ ...document, reviev: {} })],
    ['an unknown key below', (document) => (document.sslRequire['requireSSL'] = true)],
    ['a version above ours', (document) => (document.version = 2)],
    ['both targets', (document) => (document.review['target'] = ['web.config', 'applicationHost.config'])],
    ['a client that does not exist', ({ mapping }) => (mapping.oneToOne = [{ client: 'nobody', account: 'one' }])],
    [
      'a UNC path',
      ({ certificateImport }) => (certificateImport.clients = [{ id: 'alice', file: '\\\\server\\share\\alice.cer' }]),
    ],
    ['a device', ({ target }) => (target['webConfig'] = 'sub/NUL.config')],
    ['a missing file', ({ certificateImport }) => (certificateImport.clients = [{ id: 'alice', file: 'missing.cer' }])],
    [
      'a certificate that is none',
      ({ certificateImport }) => (certificateImport.clients = [{ id: 'alice', certificate: 'AAAA' }]),
    ],
    [
      'two mappings of one name',
      ({ mapping }) => (mapping.manyToOne = [allow('same', 'Issuer'), allow('same', 'Issuer')]),
    ],
    ['an Allow without an Issuer rule', ({ mapping }) => (mapping.manyToOne = [allow('open', 'Subject')])],
  ])('%s', async (_, change) => {
    const document = soundAnswers();
    const changed = change(document);
    const isDocument = typeof changed === 'object' && changed !== null && 'version' in changed;
    const { status, first } = await refused(JSON.stringify(isDocument ? changed : document));
    expect([1, 2]).toContain(status);
    expect(first).toMatchObject({ code: /./, title: /./, detail: /./, fix: /./ });
    expect(first?.location?.path ?? first?.location?.line).toBeDefined();
  });

  it.each([
    ['no JSON', '{"version": 1,'],
    ['nothing', ''],
    ['another kind of document', '[]'],
    ['a configuration file', '<configuration/>'],
  ])('%s', async (_, text) => {
    const { status, first } = await refused(text);
    expect(status).toBe(2);
    expect(first).toMatchObject({ code: /./, fix: /./, location: { file: 'answers.json' } });
  });

  it('but the same answers without the mistake are exported', async () => {
    mkdirSync(join(base, 'sound'));
    writeFileSync(join(base, 'sound', 'answers.json'), JSON.stringify(soundAnswers()));
    const { status } = await runCli(['export', 'answers.json', '--out', 'a/b'], { cwd: join(base, 'sound') });
    expect(status).toBe(0);
    expect(existsSync(join(base, 'sound', 'a', 'b', 'plan.json'))).toBe(true);
  });

  it('and a folder that cannot be made is named', async () => {
    writeFileSync(join(base, 'sound', 'file'), '');
    const args = ['export', 'answers.json', '--out', 'file/bundle', '--json'];
    const { status, json } = await runCli(args, { cwd: join(base, 'sound') });
    expect([status, json()]).toMatchObject([
      2,
      { error: { code: 'files.not-writable', location: { file: 'file/bundle' } } },
    ]);
  });
});

describe('a configuration file that attacks its reader', () => {
  /** A gibibyte of one attribute, which takes no room on the disk. */
  const sparse = (path: string) => {
    writeFileSync(path, '<configuration a="');
    truncateSync(path, 2 ** 30);
  };
  const written = (text: string) => (path: string) => {
    writeFileSync(path, text);
  };

  it.each<[string, (path: string) => void, string, number]>([
    ['a gibibyte of one attribute', sparse, 'files.too-large', 1],
    [
      'attributes without end',
      written(`<configuration>\n<a ${Array.from({ length: 300_000 }, (_, each) => `x${each}=""`).join(' ')}/>`),
      'xml.too-many',
      2,
    ],
  ])('is refused for %s by every command that reads it, with line and column', async (_, write, code, line) => {
    const folder = temporaryFolder();
    write(join(folder, 'server.config'));
    const answers = soundAnswers();
    answers.target['applicationHostConfig'] = 'server.config';
    writeFileSync(join(folder, 'answers.json'), JSON.stringify(answers));
    for (const args of [
      ['check-config', 'server.config'],
      ['adopt', 'server.config', '--site', 'new', '--out', 'adopted.json'],
      ['plan', 'answers.json'],
    ]) {
      const { status, json } = await runCli([...args, '--json'], { cwd: folder });
      expect(status).toBe(2);
      expect(json()).toMatchObject({
        error: { code, location: { file: 'server.config', line, column: expect.any(Number) as number } },
      });
    }
  });
});

describe('check-config', () => {
  it.each([
    ['a document type', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><configuration>&a;</configuration>'],
    ['another XML', '<project/>'],
    ['XML that ends early', '<configuration><system.webServer>'],
    ['no XML', 'hello'],
  ])('refuses %s with a code and the file', async (_, text) => {
    writeFileSync(join(base, 'web.config'), text);
    const { status, json } = await runCli(['check-config', 'web.config', '--json'], { cwd: base });
    expect([1, 2]).toContain(status);
    const { error, findings } = json() as { error?: Problem; findings?: Finding[] };
    expect(error ?? findings?.[0]).toMatchObject({ code: /./, fix: /./, location: { file: 'web.config' } });
  });
});
