import { createPrivateKey } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, temporaryFolder } from '../command-line/folders.ts';
import { hasOpenssl } from '../command-line/openssl.ts';
import { ended, startCli } from '../command-line/run-cli.ts';
import { canaries, canaryAnswers, makeCanaryFiles } from './canaries.ts';
import { placesOf } from './forms-of-secret.ts';
import { hasProcessList, WatchedProcess } from './watched-process.ts';

// Needs openssl, and a system whose process list can be read.
describe.skipIf(!hasOpenssl || !hasProcessList)('passwords and private keys', () => {
  const base = temporaryFolder();
  const temporary = join(base, 'temporary');
  const environment = { ...process.env };
  let forms: Buffer[] = [];

  beforeAll(() => {
    mkdirSync(temporary);
    forms = makeCanaryFiles(base);
    writeFileSync(join(base, 'answers.json'), JSON.stringify(canaryAnswers));
    // The compiled program would fill the folder that is watched.
    Object.assign(process.env, { TMPDIR: temporary, TSX_DISABLE_CACHE: '1' });
  });

  afterAll(() => {
    for (const name of ['TMPDIR', 'TSX_DISABLE_CACHE']) {
      if (environment[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = environment[name];
    }
  });

  async function run(args: readonly string[], password: string) {
    const child = startCli([...args, '--secrets-stdin'], base);
    const watched = new WatchedProcess(child, temporary);
    child.stdin.end(JSON.stringify({ files: { '*': password }, accounts: { one: canaries.account } }));
    const { status, stdout, stderr } = await ended(child);
    const seen = new Map(watched.end());
    expect([...seen.keys()]).toEqual(expect.arrayContaining(['process list: cmdline', 'process list: environ']));
    expect([...seen.keys()].filter((place) => place.startsWith('MISSED'))).toEqual([]);
    return { status, stdout, places: seen.set('stdout', Buffer.from(stdout)).set('stderr', Buffer.from(stderr)) };
  }

  const files = ['client.pfx', 'curve.pfx', 'server.pfx', 'client.key', 'curve.key'];
  it.each([
    ['inspect', [...files, '--json'], 0],
    ['inspect', files, 0],
    ['validate', ['answers.json', '--json'], 0],
    ['plan', ['answers.json', '--json'], 0],
    ['export', ['answers.json', '--out', 'bundle', '--json'], 0],
  ] as const)('are seen nowhere outside while %s %j runs', async (command, args, expected) => {
    const { status, stdout, places } = await run([command, ...args], canaries.pfx);
    expect([status, stdout]).toEqual([expected, expect.stringMatching(/./)]);
    const bundle = command === 'export' ? filesBelow(join(base, 'bundle')) : new Map<string, Buffer>();
    expect(bundle.size > 0).toBe(command === 'export');
    expect(placesOf(forms, new Map([...places, ...bundle]))).toEqual([]);
  });

  it('are seen nowhere outside when the password does not open the file', async () => {
    const { status, stdout, places } = await run(['inspect', ...files, '--json'], canaries.wrong);
    expect([status, stdout]).toEqual([2, expect.stringContaining('certificate.wrong-password')]);
    expect(placesOf(forms, places)).toEqual([]);
  });

  it('would be found in each of their forms', () => {
    const key = readFileSync(join(base, 'client.key'));
    const der = createPrivateKey(key).export({ format: 'der', type: 'pkcs8' });
    const written = {
      'PEM on one line': Buffer.from(der.toString('base64')),
      'PKCS #8': der,
      'hex digits': Buffer.from(der.toString('hex')),
      password: Buffer.from(`x${canaries.pfx}x`, 'utf16le'),
      'password in JSON': Buffer.from(JSON.stringify({ password: canaries.pfx })),
      'password in Base-64': Buffer.from(Buffer.from(`:${canaries.pfx}:`).toString('base64')),
    };
    expect(placesOf(forms, new Map(Object.entries(written)))).toEqual(Object.keys(written));
  });
});
