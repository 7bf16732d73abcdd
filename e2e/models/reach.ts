/// <reference lib="dom" />
import type { Page } from '@playwright/test';

/** What can be reached with Tab. */
const focusable =
  'a[href], summary, button:not([disabled]), input:not([disabled]):not([hidden]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/** Pixels that what is drawn, such as the tip of an arrow, may be wider than its place. */
const drawnMargin = 8;

export interface OutOfReach {
  /** By how many pixels the window scrolls sideways. */
  sideways: number;
  /** The controls that something else lies over once they are scrolled into sight. */
  covered: string[];
  /** What is wider than its place and lies over what is beside it. */
  stickingOut: string[];
}

/** Waits until what still moves or changes its colour has come to rest. */
export function comeToRest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
      // What is folded away never moves, and so never ends.
      .filter(({ effect }) => effect instanceof KeyframeEffect && effect.target?.checkVisibility());
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Returns what cannot be seen or used inside `scope` in a window of this size. */
export async function outOfReach(page: Page, scope = 'body'): Promise<OutOfReach> {
  await comeToRest(page);
  return page.evaluate(
    ([where, what, margin]) => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const stickingOut = [...document.querySelectorAll<HTMLElement>(`${where} *`)]
        .filter(
          (each) => each.scrollWidth > each.clientWidth + margin && each.clientWidth > 1 && each.checkVisibility(),
        )
        .filter((each) => getComputedStyle(each).overflowX === 'visible' && !each.closest('svg, .visually-hidden'))
        .map((each) => each.outerHTML.slice(0, 160));
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
      return { sideways: scrollWidth - clientWidth, covered, stickingOut };
    },
    [scope, focusable, drawnMargin] as const,
  );
}
