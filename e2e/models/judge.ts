import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import { coveredControls, sidewaysOverflow } from './reach.ts';
import { focusMarkers, themes } from './themes.ts';

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

async function overlayOf(page: Page): Promise<string | null> {
  for (const overlay of overlays) if ((await page.locator(overlay).count()) > 0) return overlay;
  return null;
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
    // Without frames there is nothing to be joined, for which axe would open another page.
    const axe = new AxeBuilder({ page }).setLegacyMode().exclude(focusMarkers);
    // What lies over the page is in none of its landmarks.
    if (overlay !== null) axe.include(overlay).disableRules('region');
    const { violations } = await (index === 0 ? axe : axe.withRules(colourRules)).analyze();
    expect(violations.map(({ id, nodes }) => [state, name, id, nodes.map(({ html }) => html)])).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}

/** Expects that nothing scrolls sideways and that nothing lies over a control, in small windows. */
export async function expectWithinReach(page: Page, state: string): Promise<void> {
  const scope = (await overlayOf(page)) ?? 'body';
  for (const viewport of smallWindows) {
    await page.setViewportSize(viewport);
    expect([state, viewport.width, await sidewaysOverflow(page)]).toEqual([state, viewport.width, 0]);
    expect([state, viewport.width, await coveredControls(page, scope)]).toEqual([state, viewport.width, []]);
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
