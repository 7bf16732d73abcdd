import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepIds } from '../../shared/steps/step-id.ts';
import { Keyboard } from '../models/keyboard.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

describe.skipIf(systemBrowser === undefined)('without a mouse', { timeout: 300_000 }, () => {
  let wizard: Wizard;
  beforeAll(async () => {
    wizard = await Wizard.open();
  }, 300_000);
  afterAll(() => wizard.close());

  it('leads from the start screen to an exported bundle, and the focus is always seen', async () => {
    const { page, folder } = wizard;
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Practice');
    await keyboard.press('Enter');
    await wizard.isAt('ssl-require');
    await wizard.isSettled();

    await keyboard.tabTo('Require');
    await keyboard.press('ArrowLeft');
    await expect.poll(() => page.getByRole('radio', { name: 'Accept' }).isChecked()).toBe(true);
    await keyboard.press('ArrowRight');
    await expect.poll(() => page.getByRole('radio', { name: 'Require' }).isChecked()).toBe(true);

    await keyboard.press('Alt+s');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await keyboard.tabTo('Close');
    await keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("type")')).toBe('radio');

    for (const step of stepIds.slice(1, stepIds.indexOf('review') + 1)) {
      await keyboard.tabTo('Next');
      await keyboard.press(step === 'mapping' ? 'Space' : 'Enter');
      await wizard.isAt(step);
      await wizard.isSettled();
      await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
    }
    await keyboard.tabTo('Folder to write');
    await page.keyboard.type(join(folder, 'bundle'));
    await keyboard.press('Enter');
    await page.getByText('files were written to').first().waitFor();
    expect(existsSync(join(folder, 'bundle', 'MANIFEST.json'))).toBe(true);
    await keyboard.tabTo('Next');
    await keyboard.press('Alt+n');
    await wizard.isAt('prove');
    await keyboard.tabTo('Back');
    expect(keyboard.invisible).toEqual([]);
  });
});
