import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepIds } from '../../shared/steps/step-id.ts';
import { hasOpenssl } from '../command-line/openssl.ts';
import { writeOwnFiles } from '../fixtures/own-files.ts';
import { coveredControls, sidewaysOverflow } from '../models/reach.ts';
import { focusMarkers, themes } from '../models/themes.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

const viewports = [
  { width: 960, height: 600 },
  // 1180 x 800 at 200 %.
  { width: 590, height: 400 },
];

describe.skipIf(systemBrowser === undefined || !hasOpenssl)('dialogs and states', { timeout: 300_000 }, () => {
  let wizard: Wizard;
  beforeAll(async () => {
    wizard = await Wizard.open();
  }, 300_000);
  afterAll(() => wizard.close());

  /** Judges what is on the screen in every theme, and whether everything can be reached in small windows. */
  async function judge(state: string): Promise<void> {
    const { page } = wizard;
    for (const { name, colorScheme, forcedColors } of themes) {
      await page.emulateMedia({ colorScheme, forcedColors });
      const { violations } = await new AxeBuilder({ page }).exclude(focusMarkers).analyze();
      expect(violations.map(({ id, nodes }) => [state, name, id, nodes.map(({ html }) => html)])).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    const scope = (await page.getByRole('dialog').count()) > 0 ? '[role="dialog"]' : 'body';
    for (const viewport of viewports) {
      await page.setViewportSize(viewport);
      expect([state, viewport.width, await sidewaysOverflow(page)]).toEqual([state, viewport.width, 0]);
      expect([state, viewport.width, await coveredControls(page, scope)]).toEqual([state, viewport.width, []]);
    }
    await page.setViewportSize({ width: 1180, height: 800 });
  }

  const closed = () => wizard.page.getByRole('dialog').waitFor({ state: 'hidden' });

  it('of the start screen', async () => {
    const { page } = wizard;
    await judge('start');
    await page.getByLabel('Path').fill('/there/is/nothing');
    await wizard.click('Open');
    await page.getByRole('alert').waitFor();
    await judge('start, nothing to open');
    await wizard.click('Dismiss');
  });

  it('of a step with practice material', async () => {
    const { page, folder } = wizard;
    await wizard.click('Practice');
    await wizard.isAt('ssl-require');
    await wizard.isSettled();
    for (const [state, keys] of [
      ['side sheet', 'Alt+s'],
      ['help', 'F1'],
      ['save dialog', 'Control+s'],
    ] as const) {
      await page.keyboard.press(keys);
      await page.getByRole('dialog').waitFor();
      await judge(state);
      if (state !== 'save dialog') {
        await page.keyboard.press('Escape');
        await closed();
      }
    }
    const dialog = page.getByRole('dialog');
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken', 'other.txt'), '');
    await dialog.getByRole('textbox').fill(join(folder, 'taken'));
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('The output folder exists already').waitFor();
    await judge('save dialog, folder taken');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('taken').last().waitFor();
    await page.keyboard.press('Escape');
    await closed();
    await page.getByTestId('finding-counts').click();
    await dialog.waitFor();
    await judge('findings');
    await page.keyboard.press('Escape');
    await closed();
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menu').waitFor();
    await judge('theme menu');
    await page.keyboard.press('Escape');
  });

  it('of every step in a small window', async () => {
    const { page } = wizard;
    for (const [index, step] of stepIds.entries()) {
      if (index > 0) await page.getByRole('button', { name: 'Next', exact: true }).click();
      await wizard.isAt(step);
      await wizard.isSettled();
      for (const viewport of viewports) {
        await page.setViewportSize(viewport);
        expect([step, viewport.width, await coveredControls(page)]).toEqual([step, viewport.width, []]);
      }
      await page.setViewportSize({ width: 1180, height: 800 });
    }
  });

  it('of files that want a password or cannot be read', async () => {
    const { page, folder } = wizard;
    mkdirSync(join(folder, 'own'));
    const { certificates } = writeOwnFiles(join(folder, 'own'));
    writeFileSync(join(folder, 'own', 'notes.txt'), 'no certificate');
    await wizard.click('Start screen');
    await judge('start, answers to go on with');
    await wizard.click('Prepare files');
    await wizard.isAt('ssl-require');
    await wizard.click('Next');
    await wizard.isAt('certificate-import');
    await wizard.drop(...certificates, join(folder, 'own', 'notes.txt'));
    await wizard.givePassword('www.pfx', 'wrong');
    await page.getByText('That password does not open the file.').waitFor();
    await judge('wrong password');
  });

  it('of a lost connection', async () => {
    await wizard.stopProgram();
    await wizard.page.getByLabel('Name of the client').first().fill('somebody');
    await wizard.page.getByText('The connection to the program is lost.').waitFor();
    await judge('connection lost');
    await wizard.startProgram();
  });
});
