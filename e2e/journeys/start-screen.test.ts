import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coveredControls, sidewaysOverflow } from '../models/reach.ts';
import { focusMarkers, themes } from '../models/themes.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

const viewports = [
  { width: 960, height: 600 },
  // 1180 x 800 at 200 %.
  { width: 590, height: 400 },
];

describe.skipIf(systemBrowser === undefined)('the start screen', { timeout: 300_000 }, () => {
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

  it('is sound in every look and in small windows, also when there is nothing to open', async () => {
    const { page } = wizard;
    await judge('start');
    await page.getByLabel('Path').fill('/there/is/nothing');
    await wizard.click('Open');
    await page.getByRole('alert').waitFor();
    await judge('start, nothing to open');
    await wizard.click('Dismiss');
  });
});
