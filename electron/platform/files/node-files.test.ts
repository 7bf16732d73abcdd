import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../shared/api/reply.ts';
import type { FileToWrite } from '../../core/ports/files.ts';
import { nodeFiles } from './node-files.ts';

const onWindows = process.platform === 'win32';
let base: string;
const inBase = (...parts: string[]) => join(base, ...parts);
const reference = (path: string) => ({ name: path, handle: path });
const text = (path: string, content: string): FileToWrite => ({ path, bytes: new TextEncoder().encode(content) });
const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.problem.code);

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('filesBelow', () => {
  const below = async (path: string) => {
    const reply = await nodeFiles(base).filesBelow(reference(path));
    return reply.ok ? (reply.value?.map(({ name }) => name) ?? null) : reply.problem.code;
  };

  it('returns the files of a folder and of those below it by their names, none for a file', async () => {
    mkdirSync(inBase('clients', 'b', 'c'), { recursive: true });
    mkdirSync(inBase('clients', 'empty'));
    for (const path of ['z.cer', 'a.cer', 'b/m.pfx', 'b/c/n.cer']) writeFileSync(inBase('clients', path), 'x');
    const names = ['clients/a.cer', 'clients/b/c/n.cer', 'clients/b/m.pfx', 'clients/z.cer'];
    expect([await below('clients'), await below('clients/')]).toEqual([names, names]);
    expect(await below('clients/empty')).toEqual([]);
    expect(await below('clients/a.cer')).toBe(null);
    const [first] = names;
    const reply = await nodeFiles(base).filesBelow(reference('clients'));
    expect(reply.ok && reply.value?.[0]).toEqual({ name: first, handle: inBase('clients', 'a.cer') });
  });

  it.skipIf(onWindows)('follows a link to a file, and none that leads to a folder or nowhere', async () => {
    mkdirSync(inBase('clients'));
    writeFileSync(inBase('outside.cer'), 'x');
    symlinkSync(inBase('outside.cer'), inBase('clients', 'link.cer'));
    symlinkSync(inBase(), inBase('clients', 'up'));
    symlinkSync(inBase('gone'), inBase('clients', 'nowhere.cer'));
    expect(await below('clients')).toEqual(['clients/link.cer']);
  });

  it('names a folder that is not there', async () => {
    expect(await below('missing')).toBe('files.not-found');
    expect(await below('')).toBe('files.path-empty');
  });
});

describe('read', () => {
  const read = (path: string, maximum = 1000) => nodeFiles(base).read(reference(path), maximum);

  it('returns the bytes of a file, also of an empty one and of one exactly at the limit', async () => {
    writeFileSync(inBase('x'), Buffer.from([0, 255, 10]));
    writeFileSync(inBase('empty'), '');
    expect(await read('x', 3)).toEqual({ ok: true, value: new Uint8Array([0, 255, 10]) });
    expect(await read('empty')).toEqual({ ok: true, value: new Uint8Array() });
    expect(codeOf(await read('x', 2))).toBe('files.too-large');
  });

  it.each([
    ['missing', 'files.not-found'],
    ['x/below-a-file', 'files.not-found'],
    ['.', 'files.not-a-file'],
    ['', 'files.path-empty'],
    ['a\0b', 'files.path-character'],
    ['n'.repeat(5000), 'files.not-found'],
  ])('%j is refused as %s', async (path, code) => {
    writeFileSync(inBase('x'), 'x');
    expect(codeOf(await read(path))).toBe(code);
  });

  it.skipIf(onWindows)('does not wait for a pipe and does not read a device', async () => {
    execFileSync('mkfifo', [inBase('pipe')]);
    expect(codeOf(await read('pipe'))).toBe('files.not-a-file');
    expect(codeOf(await read('/dev/zero'))).toBe('files.not-a-file');
  });

  it('gives up on a file that never stops growing', async () => {
    writeFileSync(inBase('log'), Buffer.alloc(200_000));
    let reading = true;
    const grow = () => {
      if (!reading) return;
      appendFileSync(inBase('log'), 'x');
      setImmediate(grow);
    };
    grow();
    const reply = await read('log', 100_000_000);
    reading = false;
    expect(codeOf(reply)).toBe('files.changed-while-read');
  });
});

describe('resolve', () => {
  it('is relative to the document, and shows the path as it was written', () => {
    const reply = nodeFiles(base).resolve(reference('deep/answers.json'), 'certificates\\x.cer');
    const handle = inBase('deep', 'certificates', 'x.cer');
    expect(reply).toEqual({ ok: true, value: { name: 'certificates\\x.cer', handle } });
  });
});

describe('writeFile', () => {
  const bytes = new TextEncoder().encode('new');
  const write = (path: string, replace = false) => nodeFiles(base).writeFile(reference(path), bytes, replace);
  const left = () => readdirSync(base).filter((name) => name.startsWith('.iis'));

  it('writes a whole file, also where its folder is missing', async () => {
    expect(await write('a/b.json')).toEqual({ ok: true, value: 'a/b.json' });
    expect(readFileSync(inBase('a/b.json'), 'utf8')).toBe('new');
    expect(readdirSync(inBase('a'))).toEqual(['b.json']);
  });

  it('replaces an existing file only when it may', async () => {
    writeFileSync(inBase('x'), 'old');
    expect(codeOf(await write('x'))).toBe('files.file-exists');
    expect(readFileSync(inBase('x'), 'utf8')).toBe('old');
    expect(codeOf(await write('x', true))).toBe('ok');
    expect(readFileSync(inBase('x'), 'utf8')).toBe('new');
    expect(left()).toEqual([]);
  });

  it.each([
    ['.', 'files.not-a-file'],
    ['', 'files.path-empty'],
    ['a\0b', 'files.path-character'],
    ['x/below-a-file', 'files.not-writable'],
  ])('%j is refused as %s, and nothing is left behind', async (path, code) => {
    writeFileSync(inBase('x'), 'x');
    expect(codeOf(await write(path, true))).toBe(code);
    expect(left()).toEqual([]);
  });

  it.skipIf(onWindows)('follows no link', async () => {
    writeFileSync(inBase('x'), 'old');
    symlinkSync(inBase('x'), inBase('link'));
    expect(codeOf(await write('link', true))).toBe('files.output-is-link');
    expect(readFileSync(inBase('x'), 'utf8')).toBe('old');
  });
});

describe('writeFolder', () => {
  const bundle = [text('a.txt', 'A'), text('sub/b.txt', 'B')];
  const manifestOf = (...paths: string[]) => JSON.stringify({ files: paths.map((path) => ({ path })) });
  const write = (path: string, replace = false, files: readonly FileToWrite[] = bundle) =>
    nodeFiles(base).writeFolder(reference(path), files, replace);

  it('writes every file into a new folder, makes the folders above, and leaves nothing else', async () => {
    expect(await write('deep/er/out')).toEqual({ ok: true, value: 'deep/er/out' });
    expect(readFileSync(inBase('deep/er/out/sub/b.txt'), 'utf8')).toBe('B');
    expect(readdirSync(inBase('deep/er'))).toEqual(['out']);
  });

  it.skipIf(onWindows)('keeps the folder to the account that wrote it', async () => {
    await write('out');
    expect(statSync(inBase('out')).mode & 0o777).toBe(0o700);
    expect(statSync(inBase('out/a.txt')).mode & 0o777).toBe(0o600);
  });

  it('refuses any existing folder unless it may replace', async () => {
    mkdirSync(inBase('out'));
    expect(codeOf(await write('out'))).toBe('files.folder-exists');
    expect(readdirSync(inBase('out'))).toEqual([]);
    expect(codeOf(await write('out', true))).toBe('ok');
    expect(readdirSync(base)).toEqual(['out']);
  });

  it('replaces a folder whose files are all in its own manifest, with nothing of the old one left', async () => {
    await write('out', false, [
      ...bundle,
      text('old.txt', ''),
      text('MANIFEST.json', manifestOf('a.txt', 'sub/b.txt', 'old.txt')),
    ]);
    expect(codeOf(await write('out', true))).toBe('ok');
    expect(readdirSync(inBase('out')).sort()).toEqual(['a.txt', 'sub']);
    expect(readdirSync(base)).toEqual(['out']);
  });

  it.each<[string, Record<string, string>]>([
    ['a file that is not listed', { 'MANIFEST.json': manifestOf('a.txt'), 'a.txt': '', 'mine.txt': 'mine' }],
    ['a file below that is not listed', { 'MANIFEST.json': manifestOf('a.txt'), 'sub/mine.txt': 'mine' }],
    ['no manifest', { 'a.txt': '' }],
    ['a manifest that is no JSON', { 'MANIFEST.json': '{', 'a.txt': '' }],
    ['a manifest that lists nothing', { 'MANIFEST.json': '{"files":[null,{"path":1}]}', 'a.txt': '' }],
    ['a manifest that is null', { 'MANIFEST.json': 'null' }],
  ])('never replaces a folder with %s', async (_, contents) => {
    mkdirSync(inBase('out/sub'), { recursive: true });
    for (const [path, content] of Object.entries(contents)) writeFileSync(inBase('out', path), content);
    expect(codeOf(await write('out', true))).toBe('files.folder-not-ours');
    for (const [path, content] of Object.entries(contents))
      expect(readFileSync(inBase('out', path), 'utf8')).toBe(content);
    expect(readdirSync(base)).toEqual(['out']);
  });

  it.skipIf(onWindows)('follows no link, neither at the folder nor inside', async () => {
    mkdirSync(inBase('real'));
    symlinkSync(inBase('real'), inBase('out'));
    expect(codeOf(await write('out', true))).toBe('files.output-is-link');
    mkdirSync(inBase('listed'));
    symlinkSync(inBase('real'), inBase('listed/a.txt'));
    writeFileSync(inBase('listed/MANIFEST.json'), manifestOf('a.txt'));
    expect(codeOf(await write('listed', true))).toBe('files.output-is-link');
    expect(existsSync(inBase('real'))).toBe(true);
  });

  it('refuses a place that is a file or lies below one', async () => {
    writeFileSync(inBase('file'), 'mine');
    expect(codeOf(await write('file', true))).toBe('files.output-not-a-folder');
    expect(codeOf(await write('file/out'))).toBe('files.not-writable');
    expect(readFileSync(inBase('file'), 'utf8')).toBe('mine');
  });

  it.skipIf(onWindows || process.getuid?.() === 0)('says that a folder is not writable', async () => {
    mkdirSync(inBase('shut'));
    chmodSync(inBase('shut'), 0o500);
    expect(codeOf(await write('shut/out'))).toBe('files.not-writable');
  });

  it('leaves nothing behind, not even the folders above, when a file cannot be written', async () => {
    const reply = await write('deep/out', false, [...bundle, text(`${'n'.repeat(300)}.txt`, '')]);
    expect(codeOf(reply)).toBe('files.not-writable');
    expect(readdirSync(base)).toEqual([]);
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full', async () => {
    const { writeProblem } = await import('./problems.ts');
    let error: unknown;
    try {
      appendFileSync('/dev/full', 'x');
    } catch (thrown) {
      error = thrown;
    }
    expect(writeProblem(error, 'out').code).toBe('files.disk-full');
  });

  it.each(['/abs', '../up', 'a/../../up', 'a\\b', 'A.TXT', '', 'a//b', 'x:y'])(
    'takes a core that names a file %j for broken',
    async (path) => {
      await expect(write('out', false, [...bundle, text(path, '')])).rejects.toThrow('path of its own');
      expect(readdirSync(base)).toEqual([]);
    },
  );
});
