import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../models/judge.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

describe.skipIf(systemBrowser === undefined)('the start screen', { timeout: 300_000 }, () => {
  let wizard: Wizard;
  beforeAll(async () => {
    wizard = await Wizard.open();
  }, 300_000);
  afterAll(() => wizard.close());

  it('is sound in every look and in small windows, also when there is nothing to open', async () => {
    const { page } = wizard;
    await judge(page, 'start');
    await page.getByLabel('Path').fill('/there/is/nothing');
    await wizard.click('Open');
    await page.getByRole('alert').waitFor();
    await judge(page, 'start, nothing to open');
    await wizard.click('Dismiss');
  });

  it('asks once before answers that nobody saved make room for others', async () => {
    const { page } = wizard;
    await wizard.click('Prepare files');
    await wizard.isAt('ssl-require');
    await page.getByRole('textbox', { name: 'Site name' }).fill('precious');
    await wizard.click('Start screen');
    const dialog = page.getByRole('dialog', { name: 'These answers are not saved' });
    await wizard.click('Practice');
    await dialog.getByText('“precious”').waitFor();
    await judge(page, 'unsaved answers');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await wizard.click('Go on');
    await wizard.isAt('ssl-require');
    expect(await page.getByRole('textbox', { name: 'Site name' }).inputValue()).toBe('precious');
    await wizard.click('Start screen');
    await wizard.click('Practice');
    await dialog.getByRole('button', { name: 'Begin without them' }).click();
    await page.getByText('Site: new').waitFor();
  });
});
