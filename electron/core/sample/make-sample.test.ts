import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedData } from '../../../e2e/shared-data.ts';
import { readSchema, violations } from '../../../shared/iis/testing/reference-schema.ts';
import { readReference } from '../../../shared/iis/testing/reference-xml.ts';
import { secretsSchema } from '../../../shared/api/call.ts';
import { parseXml } from '../../../shared/iis/xml/parse-xml.ts';
import { answersSchema, type Answers } from '../../../shared/wizard/answers.ts';
import { hasError } from '../../../shared/api/finding.ts';
import { nodeFiles } from '../../platform/files/node-files.ts';
import { prepare } from '../wizard/prepare.ts';
import { makeSample } from './make-sample.ts';

const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;
const at = '2031-05-06T07:08:09.123Z';
const folder = mkdtempSync(join(tmpdir(), 'practice-'));
const second = Math.floor(Date.parse(at) / 1000);

interface SecretsDocument {
  files: Record<string, string>;
  accounts: Record<string, string>;
}

let files: ReadonlyMap<string, Buffer>;
let other: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  files = await make();
  other = await make();
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

async function make(): Promise<ReadonlyMap<string, Buffer>> {
  return new Map((await makeSample(at)).map(({ path, bytes }) => [path, Buffer.from(bytes)]));
}

function bytesOf(path: string): Buffer {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`no ${path}`);
  return bytes;
}

const textOf = (path: string) => bytesOf(path).toString('utf8');
const answers = (): Answers => answersSchema.parse(JSON.parse(textOf('answers.json')));
const secrets = (from = files) => JSON.parse(from.get('secrets.json')?.toString('utf8') ?? '') as SecretsDocument;

function openssl(args: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8', input });
  return { status, text: stdout + stderr };
}

describe('the files of the practice material', () => {
  it('are all that the answers name, and the answers name every certificate and both configuration files', () => {
    const { target, certificateImport: given } = answers();
    const named = [
      target.applicationHostConfig,
      target.webConfig,
      given.server?.file,
      ...given.authorities.map(({ file }) => file),
      ...given.clients.flatMap((client) => ('file' in client ? [client.file] : [])),
    ].sort();
    const present = [...files.keys()].filter((path) => path.includes('/')).sort();
    expect(named).toEqual(present);
  });

  it('are in the manifest, all but itself', () => {
    const listed = JSON.parse(textOf('MANIFEST.json')) as { files: unknown[] };
    const expected = [...files]
      .filter(([path]) => path !== 'MANIFEST.json')
      .map(([path, bytes]) => ({
        path,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
      }));
    expect(listed).toEqual({ files: expected });
  });

  it('are named in the text beside them', () => {
    const described = [...files.keys()].filter((path) => !['MANIFEST.json', 'README.txt'].includes(path));
    for (const path of described) expect(textOf('README.txt')).toContain(path);
  });

  it('have an inline client that is Base-64 of a certificate on one line', () => {
    const inline = answers().certificateImport.clients.flatMap((client) => ('certificate' in client ? [client] : []));
    expect(inline).toHaveLength(1);
    for (const { certificate } of inline) {
      const { raw, subject } = new X509Certificate(Buffer.from(certificate, 'base64'));
      expect(raw.toString('base64')).toBe(certificate);
      expect(subject).toContain('OU=Contractors');
    }
  });

  it('hold no private key outside the PFX files, in any encoding that node:crypto writes', () => {
    for (const [path, bytes] of files) {
      if (path.endsWith('.pfx')) continue;
      // The version and algorithm with which PKCS #8, PKCS #1 and SEC 1 begin.
      for (const start of [
        '020100300d06092a864886f70d010101',
        '020100301306072a8648ce3d0201',
        '0201000282',
        '0201010420',
      ]) {
        expect(bytes.toString('hex'), path).not.toContain(start);
      }
      expect(bytes.toString('latin1'), path).not.toContain('PRIVATE KEY');
    }
  });

  it('differ in every password and key from the next sample', () => {
    const passwords = [files, other].flatMap((each) => {
      const { files: ofFiles, accounts } = secrets(each);
      return [...Object.values(ofFiles), ...Object.values(accounts)];
    });
    expect(new Set(passwords).size).toBe(6);
    for (const password of passwords) {
      expect(password).toMatch(/^[A-Za-z0-9_-]{24}$/);
      expect([/[a-z]/, /[A-Z]/, /\d/].map((kind) => kind.test(password))).toEqual([true, true, true]);
    }
    for (const path of ['certificates/root.cer', 'certificates/issuing.cer', 'certificates/alice.cer']) {
      const keyOf = (from: ReadonlyMap<string, Buffer>) =>
        createPublicKey(new X509Certificate(from.get(path) ?? '').publicKey.export({ type: 'spki', format: 'pem' }))
          .export({ type: 'spki', format: 'der' })
          .toString('hex');
      expect(keyOf(files)).not.toBe(keyOf(other));
    }
  });

  it('have a password for each PFX and each account that asks, by the text of the answers', () => {
    const { certificateImport: given, userAccount } = answers();
    const pfx = [given.server?.file, ...given.clients.map((client) => ('file' in client ? client.file : ''))];
    const { files: ofFiles, accounts } = secrets();
    expect(Object.keys(ofFiles).sort()).toEqual(pfx.filter((path) => path?.endsWith('.pfx')).sort());
    const asked = userAccount.accounts.filter(({ password }) => password === 'ask').map(({ id }) => id);
    expect(Object.keys(accounts)).toEqual(asked);
    expect(asked).not.toEqual([]);
  });
});

describe('the answers of the practice material', () => {
  it.each(['applicationHost.config', 'web.config'] as const)('have no error with the target %s', async (target) => {
    const name = `answers-${target}.json`;
    writeFileSync(join(folder, name), JSON.stringify({ ...answers(), review: { ...answers().review, target } }));
    const context = { signal: new AbortController().signal, onProgress: () => undefined };
    const input = {
      answers: { name, handle: join(folder, name) },
      at,
      secrets: secretsSchema.parse(JSON.parse(textOf('secrets.json'))),
    };
    const prepared = await prepare(input, nodeFiles(folder), context);
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.problem));
    expect(hasError(prepared.value.findings)).toBe(false);
    expect(prepared.value.plan.changes.length).toBeGreaterThan(20);
  });

  it('have their keys in the order of the documented example', () => {
    const example = JSON.parse(
      readFileSync(new URL('../../../docs/answers.example.json', import.meta.url), 'utf8'),
    ) as Record<string, object>;
    const ours = JSON.parse(textOf('answers.json')) as Record<string, object>;
    expect(Object.keys(ours)).toEqual(Object.keys(example));
    for (const [section, content] of Object.entries(example)) {
      expect(Object.keys(ours[section] ?? {}), section).toEqual(Object.keys(content));
    }
  });
});

describe('the configuration files of the practice material', () => {
  const paths = ['server/applicationHost.config', 'server/web.config'];

  it.each(paths)('%s is well-formed, with CR LF everywhere', (path) => {
    expect(parseXml(textOf(path).replace(/^\ufeff/, ''), path)).toMatchObject({ ok: true });
    expect(textOf(path).match(/(?<!\r)\n|\r(?!\n)/)).toBeNull();
  });

  it('begin with a byte order mark where IIS Manager writes one', () => {
    expect(paths.map((path) => textOf(path).startsWith('\ufeff'))).toEqual([false, true]);
  });

  for (const version of ['8.5', '10.0']) {
    const schema = sharedData(`iis-schema/${version}/IIS_schema.xml`);
    it.skipIf(schema === null).each(paths)(`%s fits the schema of IIS ${version} in every section`, (path) => {
      const found = violations(readReference(textOf(path)), readSchema(readFileSync(schema ?? '', 'utf8')));
      // The configuration system itself allows these attributes everywhere; no schema file names them.
      expect(found.filter((each) => !/@lock(Item|Attributes) is unknown$/.test(each))).toEqual([]);
    });
  }

  it('carry cipher texts that differ from sample to sample, and no readable password', () => {
    const passwords = (from: ReadonlyMap<string, Buffer>) =>
      [...(from.get('server/applicationHost.config')?.toString('utf8') ?? '').matchAll(/password="([^"]*)"/g)].map(
        ([, value]) => value ?? '',
      );
    expect(passwords(files)).toHaveLength(3);
    for (const value of passwords(files))
      expect(value).toMatch(/^\[enc:IIS(WASOnly)?CngProvider:[A-Za-z0-9+/]{128}:enc\]$/);
    expect(new Set([...passwords(files), ...passwords(other)]).size).toBe(6);
  });
});

describe.skipIf(!hasOpenssl)('openssl, of the certificates of the practice material', () => {
  const clientFiles = [
    'alice.cer',
    'bob.pem',
    'grace.cer',
    'dave-expired.cer',
    'erin-other-root.cer',
    'awkward name.cer',
  ];
  const chain = ['-CAfile', 'certificates/root.pem', '-untrusted', 'certificates/issuing.cer'];

  beforeAll(() => {
    openssl(['x509', '-in', 'certificates/root.cer', '-inform', 'der', '-out', 'certificates/root.pem']);
  });

  const verify = (file: string, when: number, purpose = 'sslclient') =>
    openssl(['verify', '-x509_strict', '-purpose', purpose, '-attime', String(when), ...chain, `certificates/${file}`]);

  it.each([
    ['alice.cer', 'OK'],
    ['bob.pem', 'OK'],
    ['grace.cer', 'OK'],
    ['awkward name.cer', 'OK'],
    ['dave-expired.cer', 'certificate has expired'],
    ['erin-other-root.cer', 'unable to get local issuer certificate'],
  ])('%s: %s', (file, words) => {
    const { status, text } = verify(file, second);
    expect([status, text]).toEqual([words === 'OK' ? 0 : 2, expect.stringContaining(words)]);
  });

  it('the expired one was valid while it lasted', () => {
    expect(verify('dave-expired.cer', second - 100 * 86_400).text).toContain('OK');
  });

  it.each(clientFiles)('%s says PRACTICE and has a positive serial number of 20 octets', (file) => {
    const { subject, serialNumber } = new X509Certificate(bytesOf(`certificates/${file}`));
    expect(subject).toContain('PRACTICE');
    expect(serialNumber).toMatch(/^[4-7][0-9A-F]{39}$/);
  });

  it.each(['server', 'carol'])('%s.pfx opens with its password and no other; key and chain belong together', (name) => {
    const path = `certificates/${name}.pfx`;
    const password = secrets().files[path] ?? '';
    const open = (given: string) =>
      openssl(['pkcs12', '-in', path, '-passin', 'stdin', '-nodes', '-info'], `${given}\n`);
    const { status, text } = open(password);
    expect(status).toBe(0);
    expect(text).toContain('AES-256-CBC, Iteration 10000, PRF hmacWithSHA256');
    expect(text).toContain(`friendlyName: PRACTICE ${name === 'server' ? 'server' : 'Carol Clark'}`);
    expect(text.match(/localKeyID/g)).toHaveLength(2);
    expect(text.match(/BEGIN PRIVATE KEY/g)).toHaveLength(1);
    expect(open(`${password}x`).status).not.toBe(0);

    writeFileSync(join(folder, `${name}.pem`), text);
    const purpose = name === 'server' ? 'sslserver' : 'sslclient';
    expect(verify(`../${name}.pem`, second, purpose).text).toContain('OK');
    const fromKey = openssl(['pkey', '-in', `${name}.pem`, '-pubout']).text;
    expect(openssl(['x509', '-in', `${name}.pem`, '-noout', '-pubkey']).text).toBe(fromKey);
  });

  it('the server certificate names the host of the binding', () => {
    const path = 'certificates/server.pfx';
    const password = `${secrets().files[path] ?? ''}\n`;
    const { text: pem } = openssl(['pkcs12', '-in', path, '-passin', 'stdin', '-nokeys', '-clcerts'], password);
    const host = answers().sslRequire.binding?.hostName ?? '';
    expect(openssl(['x509', '-noout', '-checkhost', host], pem).text).toContain('does match');
  });

  it.each([
    ['root.cer', ['CA:TRUE', 'Certificate Sign, CRL Sign']],
    ['issuing.cer', ['CA:TRUE, pathlen:0', 'Certificate Sign, CRL Sign']],
    ['alice.cer', ['Digital Signature', 'TLS Web Client Authentication', 'email:alice@example.com']],
  ])('%s says what its key is for', (file, words) => {
    const { text } = openssl([
      'x509',
      '-in',
      `certificates/${file}`,
      '-noout',
      '-text',
      '-certopt',
      'no_pubkey,no_sigdump',
    ]);
    const lines = text.split('\n').map((line) => line.trim());
    for (const line of words) expect(lines).toContain(line);
  });

  it('only the client of the other root names a revocation list', () => {
    const naming = [...files].filter(([, bytes]) => bytes.includes('.crl')).map(([path]) => path);
    expect(naming.filter((path) => path.startsWith('certificates/'))).toEqual(['certificates/erin-other-root.cer']);
  });

  it('the awkward name survives every character', () => {
    const args = [
      'x509',
      '-in',
      'certificates/awkward name.cer',
      '-noout',
      '-subject',
      '-nameopt',
      'utf8,sep_multiline',
    ];
    const { text } = openssl(args);
    for (const value of [
      `CN=PRACTICE Zoë "Zo" O'Müller + Søn, $(Get-Date) \`x\` %PATH% 日本`,
      'serialNumber=0042 + CN=',
      'OU=#1; a=b\\c',
      'O=PRACTICE "Süd, Nord" & Co. <GmbH>',
      'L=Köln',
    ]) {
      expect(text).toContain(value);
    }
  });
});
