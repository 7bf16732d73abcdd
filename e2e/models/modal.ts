/// <reference lib="dom" />
import type { Locator, Page } from '@playwright/test';
import { expect } from 'vitest';

/** More presses of Tab than the controls that are looked at here have. */
const presses = 12;

const hasFocus = (control: Locator) => control.evaluate((element) => element === document.activeElement);
const holdsFocus = (dialog: Locator) =>
  dialog.evaluate((element) => element.contains(document.activeElement) || document.activeElement === element);

/**
 * Opens what lies over the page by keyboard, looks at it, and leaves it with Escape. Expects that it is announced by its
 * name, takes the focus, keeps it through Tab in both directions, and gives it back to what opened it.
 */
export async function throughModal(
  page: Page,
  opener: Locator,
  name: string,
  look: (dialog: Locator) => Promise<void>,
): Promise<void> {
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name, exact: true });
  await dialog.waitFor();
  await expect.poll(() => holdsFocus(dialog), { message: `"${name}" takes the focus` }).toBe(true);
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let press = 0; press < presses; press += 1) {
      await page.keyboard.press(key);
      // At either end a marker of Fluent hands the focus on by itself.
      await expect.poll(() => holdsFocus(dialog), { message: `"${name}" keeps the focus through ${key}` }).toBe(true);
    }
  }
  await look(dialog);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => hasFocus(opener), { message: `"${name}" gives the focus back` }).toBe(true);
}
