/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import { violationsOn } from './axe.ts';
import { outOfReach } from './reach.ts';
import { themes } from './themes.ts';

/** Windows in which every control has to be reached. */
export const smallWindows = [
  { width: 960, height: 600 },
  // 1180 x 800 at 200 %.
  { width: 590, height: 400 },
] as const;

const usualWindow = { width: 1180, height: 800 };

/** The rules of axe whose verdict depends on the colours; all others say the same in every theme. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What lies over the page, where there is something: the page behind it has been judged before. */
const overlays = ['[role="dialog"]', '[role="menu"]'];

function overlayOf(page: Page): Promise<string | null> {
  return page.evaluate((all) => all.find((each) => document.querySelector(each) !== null) ?? null, overlays);
}

/** Expects that axe finds nothing on the screen, or in what lies over it, in some of the themes. */
export async function expectNoViolation(
  page: Page,
  state: string,
  looks: readonly (typeof themes)[number][] = themes,
): Promise<void> {
  const overlay = await overlayOf(page);
  for (const [index, { name, colorScheme, forcedColors }] of looks.entries()) {
    await page.emulateMedia({ colorScheme, forcedColors });
    const violations = await violationsOn(page, {
      within: overlay,
      ...(index > 0 && { only: colourRules }),
      // What lies over the page is in none of its landmarks.
      without: overlay === null ? [] : ['region'],
    });
    expect([state, name, violations]).toEqual([state, name, []]);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}

/** Expects that nothing scrolls sideways or sticks out, and that nothing lies over a control, in small windows. */
export async function expectWithinReach(page: Page, state: string): Promise<void> {
  const scope = (await overlayOf(page)) ?? 'body';
  for (const viewport of smallWindows) {
    await page.setViewportSize(viewport);
    const found = await outOfReach(page, scope);
    expect([state, viewport.width, found]).toEqual([
      state,
      viewport.width,
      { sideways: 0, covered: [], stickingOut: [] },
    ]);
  }
  await page.setViewportSize(usualWindow);
}

/** Judges what is on the screen: in some or all themes, and in small windows. */
export async function judge(
  page: Page,
  state: string,
  looks: readonly (typeof themes)[number][] = themes,
): Promise<void> {
  await expectNoViolation(page, state, looks);
  await expectWithinReach(page, state);
}
