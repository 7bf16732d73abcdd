/// <reference lib="dom" />
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

  it('is there, and changes its theme, where the browser keeps nothing', async () => {
    const page = await wizard.context.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    });
    await page.goto(wizard.link());
    await page.getByRole('heading', { name: 'What do you want to do?' }).waitFor();
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
    await expect.poll(() => page.evaluate('document.documentElement.style.colorScheme')).toBe('dark');
    await page.close();
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
    await expect.poll(() => page.getByRole('textbox', { name: 'Site name' }).inputValue()).toBe('precious');
    await wizard.click('Start screen');
    await wizard.click('Practice');
    await dialog.getByRole('button', { name: 'Begin without them' }).click();
    await page.getByText('Site “new”').waitFor();
  });
});
