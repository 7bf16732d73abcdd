import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDisk } from './node-disk.ts';
import { programData, programDataFolder } from './program-data.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'data-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the folder of the program', () => {
  it.each<[NodeJS.Platform, Record<string, string>, string[]]>([
    ['win32', { LOCALAPPDATA: '/local' }, ['/local', 'IIS Client Certificate Wizard']],
    ['win32', {}, ['/home/a', 'AppData', 'Local', 'IIS Client Certificate Wizard']],
    ['darwin', {}, ['/home/a', 'Library', 'Application Support', 'IIS Client Certificate Wizard']],
    ['linux', { XDG_STATE_HOME: '/state' }, ['/state', 'iis-client-certificate-wizard']],
    ['linux', { XDG_STATE_HOME: '' }, ['/home/a', '.local', 'state', 'iis-client-certificate-wizard']],
  ])('on %s with %j', (platform, environment, parts) => {
    expect(programDataFolder(environment, platform, '/home/a')).toBe(join(...parts));
  });

  it('comes into being with the first file, and holds nothing half-written', async () => {
    const data = programData(join(base, 'deep', 'er'));
    expect([await data.list(), await data.read('a.json')]).toEqual([[], null]);
    expect(await data.write('a.json', bytes('one'))).toBeNull();
    expect(await data.write('a.json', bytes('two'))).toBeNull();
    expect(await data.read('a.json')).toEqual(bytes('two'));
    expect(await data.list()).toEqual(['a.json']);
    await data.remove('a.json');
    await data.remove('a.json');
    expect(await data.list()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is readable for the current account only', async () => {
    await programData(join(base, 'own')).write('a.json', bytes('x'));
    expect(statSync(join(base, 'own')).mode & 0o777).toBe(0o700);
    expect(statSync(join(base, 'own/a.json')).mode & 0o777).toBe(0o600);
  });

  it('says why it could not write, and leaves nothing', async () => {
    writeFileSync(join(base, 'file'), 'mine');
    const data = programData(join(base, 'file'));
    expect(await data.write('a.json', bytes('x'))).toMatchObject({ code: 'files.not-writable' });
    expect(await data.list()).toEqual([]);
    expect(await programData(base).write('n'.repeat(300), bytes('x'))).toMatchObject({ code: 'files.not-writable' });
    expect(readdirSync(base)).toEqual(['file']);
  });
});

describe('the disk', () => {
  it('knows when a file changed', async () => {
    const disk = nodeDisk(base);
    const file = disk.typed('a.txt');
    expect(await disk.version(file)).toBeNull();
    await disk.writeFile(file, bytes('one'), false);
    const before = await disk.version(file);
    expect(await disk.version(file)).toBe(before);
    await disk.writeFile(file, bytes('two'), true);
    expect(await disk.version(file)).not.toBe(before);
    expect(await disk.version({ name: 'x', handle: 'a\0b' })).toBeNull();
  });

  it('takes typed paths from its folder, with spaces around and from home', () => {
    const disk = nodeDisk(base);
    expect(disk.typed(' sub/a.json ').handle).toBe(join(base, 'sub', 'a.json'));
    expect(disk.typed('~/a.json').name).not.toContain('~');
    expect(disk.typed('~a').handle).toBe(join(base, '~a'));
    expect(disk.folderOf(disk.typed('sub/a.json')).handle).toBe(join(base, 'sub'));
  });
});
