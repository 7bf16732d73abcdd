/// <reference lib="dom" />
import type { Page } from '@playwright/test';

/** What can be reached with Tab. */
const focusable =
  'a[href], summary, button:not([disabled]), input:not([disabled]):not([hidden]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/** Returns the controls inside `scope` that something else lies over once they are scrolled into sight. */
export function coveredControls(page: Page, scope = 'body'): Promise<string[]> {
  return page.evaluate(
    async ([where, what]) => {
      // What still moves comes to rest first.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const ending = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
      await Promise.allSettled(ending.map(({ finished }) => finished));
      const covered: string[] = [];
      for (const control of document.querySelectorAll<HTMLElement>(`:is(${where}) :is(${what})`)) {
        if (control.dataset['tabsterDummy'] !== undefined || !control.checkVisibility()) continue;
        control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        const { left, top, width, height } = control.getBoundingClientRect();
        // A tall region shows its part in the window.
        const y = Math.min(top + height / 2, innerHeight - 1);
        const there = document.elementFromPoint(left + width / 2, Math.max(y, 0));
        const label = control.closest('label') ?? control.parentElement;
        if (there && (control.contains(there) || label?.contains(there))) continue;
        covered.push(`${control.outerHTML.slice(0, 120)} under ${there?.outerHTML.slice(0, 80) ?? 'nothing'}`);
      }
      return covered;
    },
    [scope, focusable] as const,
  );
}

/** Returns by how many pixels the window scrolls sideways. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
