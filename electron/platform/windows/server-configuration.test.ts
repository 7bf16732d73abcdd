import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configurationFilesIn } from './server-configuration.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inetsrv-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const here = (environment: NodeJS.ProcessEnv = {}) => configurationFilesIn(folder, environment);
const redirection = (attributes: string) =>
  `<configuration><configSections /><configurationRedirection ${attributes}/></configuration>`;

describe('the configuration of this server', () => {
  it.each([null, redirection(''), redirection('enabled="false" path="\\\\share\\iis" ')])(
    'is its own with the redirection.config %s',
    async (text) => {
      put('applicationHost.config', '<configuration />');
      if (text !== null) put('redirection.config', text);
      const read = await here().applicationHost();
      expect(read.ok && new TextDecoder().decode(read.value)).toBe('<configuration />');
    },
  );

  it('is not what lies there when several servers share another', async () => {
    put('applicationHost.config', '<configuration />');
    put('redirection.config', redirection('enabled="True" path="\\\\share\\iis" password="secret" '));
    const read = await here().applicationHost();
    expect(read).toMatchObject({ problem: { code: 'windows.configuration-shared' } });
    expect(JSON.stringify(read)).toContain('share');
    expect(JSON.stringify(read)).not.toContain('secret');
  });

  it.each(['<configuration', '\u0000'])(
    'is not guessed behind a redirection.config that cannot be read: %j',
    async (text) => {
      put('applicationHost.config', '<configuration />');
      put('redirection.config', text);
      expect((await here().applicationHost()).ok).toBe(false);
    },
  );

  it('is missing where IIS is', async () => {
    expect(await here().applicationHost()).toMatchObject({ problem: { code: 'files.not-found' } });
  });
});

describe('the web.config of a site', () => {
  it('lies in the folder that the configuration names, with variables as Windows expands them', async () => {
    mkdirSync(join(folder, 'new site'));
    put('new site/web.config', '<configuration>ü</configuration>');
    const read = await here({ SystemDrive: folder }).webConfig('%systemdrive%/new site');
    expect(read.ok && read.value && new TextDecoder().decode(read.value)).toBe('<configuration>ü</configuration>');
    expect(await here({ SystemDrive: folder }).webConfig('%systemdrive%/none')).toEqual({ ok: true, value: null });
    expect(await here().webConfig('%NoSuchName%/x')).toEqual({ ok: true, value: null });
  });

  it.each(['\\\\server\\share\\site', '//server/share', '\\\\?\\UNC\\server\\share', '%Share%\\site'])(
    'is not read from another computer: %s',
    async (path) => {
      const read = await here({ Share: '\\\\server\\share' }).webConfig(path);
      expect(read).toMatchObject({ problem: { code: 'windows.site-elsewhere' } });
    },
  );
});
