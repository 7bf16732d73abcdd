import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { root } from '../command-line/run-cli.ts';
import { temporaryFolder } from '../command-line/folders.ts';

const main = join(root, 'dist', 'app', 'electron', 'hosts', 'shell', 'main.js');

/** Returns what keeps a real window from being opened here; null where nothing does. */
function whyNot(): string | null {
  const electron = join(root, 'node_modules', 'electron');
  const pathFile = join(electron, 'path.txt');
  if (!existsSync(pathFile) || !existsSync(join(electron, 'dist', readFileSync(pathFile, 'utf8').trim())))
    return 'there is no Electron runtime';
  if (!existsSync(main)) return 'the program is not built (npm run build)';
  if (process.platform !== 'linux') return null;
  if (process.getuid?.() === 0) return 'Electron does not run as root';
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? null : 'there is no display';
}

const reason = whyNot();

describe.skipIf(reason !== null)(`the window (${reason ?? 'a real Electron'})`, () => {
  const state = temporaryFolder();

  it('opens on the start screen, isolated from Node, and practises', { timeout: 120_000 }, async () => {
    const electron = await _electron.launch({
      args: [root],
      env: { ...(process.env as Record<string, string>), XDG_STATE_HOME: state, LOCALAPPDATA: state },
    });
    try {
      const page = await electron.firstWindow();
      await page.getByRole('heading', { level: 1, name: 'What do you want to do?' }).waitFor();
      expect(await page.evaluate('[typeof require, typeof process, Object.keys(window.wizard)]')).toEqual([
        'undefined',
        'undefined',
        expect.arrayContaining(['request', 'cancel', 'onProgress']),
      ]);
      await page.getByRole('button', { name: 'Practice', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'SSL Require' }).waitFor();
    } finally {
      await electron.close();
    }
  });
});
