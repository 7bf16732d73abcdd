import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepIds } from '../../shared/steps/step-id.ts';
import { filesBelow } from '../command-line/folders.ts';
import { expectSameBundle, saveAnswers } from '../models/same-bundle.ts';
import { focusMarkers, themes } from '../models/themes.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

// Seven steps under axe, beside every other test file: slow machines get their time.
describe.skipIf(systemBrowser === undefined)('practice, in a real browser', { timeout: 300_000 }, () => {
  let wizard: Wizard;
  beforeAll(async () => {
    wizard = await Wizard.open();
  }, 300_000);
  afterAll(() => wizard.close());

  it('goes from the start screen to an exported bundle in at most 12 interactions, the same bytes as the command writes', async () => {
    const { page, folder } = wizard;
    let at = '';
    page.on('request', (request) => {
      if (request.url().endsWith('/session/export')) at = (request.postDataJSON() as { at: string }).at;
    });
    await wizard.click('Practice');
    await wizard.isAt('ssl-require');
    for (const step of stepIds.slice(1, stepIds.indexOf('review') + 1)) {
      await wizard.click('Next');
      await wizard.isAt(step);
    }
    await wizard.fill('Folder to write', join(folder, 'bundle'));
    await wizard.click('Write the folder');
    await page.getByText('files were written to').first().waitFor();
    expect(wizard.interactions).toBeLessThanOrEqual(12);

    await saveAnswers(wizard, join(folder, 'saved'));
    const secrets = filesBelow(join(folder, 'saved')).get('secrets.json')?.toString() ?? '';
    await expectSameBundle(folder, at, JSON.parse(secrets) as object);
  });

  it('goes on where it was after a reload', async () => {
    const { page } = wizard;
    await page.reload();
    await wizard.isAt('review');
    await page.getByRole('heading', { name: 'Take it with you' }).waitFor();
  });

  it.each(themes)('has no violation that axe finds on any step, $name', async ({ colorScheme, forcedColors }) => {
    const { page } = wizard;
    await page.emulateMedia({ colorScheme, forcedColors });
    for (const [index, step] of stepIds.entries()) {
      if (index >= stepIds.indexOf('prove')) await page.getByRole('button', { name: 'Next' }).click();
      else await page.getByRole('navigation').getByRole('button').nth(index).click();
      await wizard.isAt(step);
      const { violations } = await new AxeBuilder({ page }).exclude(focusMarkers).analyze();
      expect(violations.map(({ id, nodes }) => [step, id, nodes.map(({ html }) => html)])).toEqual([]);
      if (step === 'prove') await page.getByRole('button', { name: 'Back' }).click();
    }
  });

  it.each([
    { width: 960, height: 600 },
    // 1180 x 800 at 200 %.
    { width: 590, height: 400 },
  ])('never scrolls sideways at $width x $height', async (viewport) => {
    const { page } = wizard;
    await page.setViewportSize(viewport);
    for (const [index, step] of stepIds.slice(0, -1).entries()) {
      await page.getByRole('navigation').getByRole('button').nth(index).click();
      await wizard.isAt(step);
      const overflow = await page.evaluate(
        'document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth',
      );
      expect([step, overflow]).toEqual([step, 0]);
    }
  });
});
