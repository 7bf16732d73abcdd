import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBrowser } from './open-browser.ts';

const link = 'http://127.0.0.1:50000/#code=secret-code';

// The opener is found by its name on Linux only.
describe.skipIf(process.platform !== 'linux')('the browser', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'open-browser-'));
    vi.stubEnv('PATH', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('is opened with a file of this account, never with the link itself', async () => {
    const seen = join(folder, 'seen');
    writeFileSync(
      join(folder, 'xdg-open'),
      `#!/bin/sh\nprintf '%s\\n' "$@" > '${seen}.part'\n/bin/mv '${seen}.part' '${seen}'\n`,
    );
    chmodSync(join(folder, 'xdg-open'), 0o755);
    const { opened, forget } = await openBrowser(link, folder);
    expect(opened).toBe(true);
    await expect.poll(() => existsSync(seen)).toBe(true);
    const [file = '', ...others] = readFileSync(seen, 'utf8').trim().split('\n');
    expect(others).toEqual([]);
    expect(file).not.toContain('secret-code');
    expect(readFileSync(file, 'utf8')).toContain(`url=${link}`);
    expect(statSync(file).mode & 0o077).toBe(0);
    await forget();
    expect(existsSync(file)).toBe(false);
  });

  it('that cannot be started is said', async () => {
    const { opened, forget } = await openBrowser(link, folder);
    expect(opened).toBe(false);
    await forget();
  });
});
