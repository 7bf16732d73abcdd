/// <reference lib="dom" />
import type { Page } from '@playwright/test';

/** More presses of Tab than any screen needs: who gets there is in a trap. */
const mostPresses = 400;

interface Stop {
  name: string;
  /** What the control before looks like without the focus is what it looked like with it. */
  invisibleBefore: string | null;
}

/** Somebody without a mouse, who also looks where the focus is. */
export class Keyboard {
  readonly page: Page;
  /** Every control that had the focus without showing it. */
  readonly invisible: string[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  /** Presses Tab until the control of that name has the focus. */
  async tabTo(name: string): Promise<void> {
    const seen: string[] = [];
    for (let presses = 0; presses < mostPresses; presses += 1) {
      await this.page.keyboard.press('Tab');
      const stop = await this.#look();
      if (stop.invisibleBefore !== null) this.invisible.push(stop.invisibleBefore);
      if (stop.name === name) return;
      seen.push(stop.name);
    }
    throw new Error(`Tab never comes to "${name}"; it comes to ${seen.slice(0, 60).join(' | ')}`);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  #look(): Promise<Stop> {
    return this.page.evaluate(() => {
      const memory = window as unknown as { before?: { element: HTMLElement; look: string } };
      const lookOf = (element: HTMLElement) => {
        const looks: string[] = [];
        // Fluent draws the focus of a field on what surrounds it.
        let each: HTMLElement | null = element;
        for (let level = 0; each && level < 4; level += 1, each = each.parentElement) {
          for (const part of [null, '::before', '::after']) {
            const style = getComputedStyle(each, part);
            looks.push(
              [style.outline, style.boxShadow, style.border, style.transform, style.opacity, style.content].join(),
            );
          }
        }
        return looks.join('\n');
      };
      const { before } = memory;
      const isSeen = !before?.element.isConnected || lookOf(before.element) !== before.look;
      const invisibleBefore = isSeen ? null : before.element.outerHTML.slice(0, 160);
      const active = document.activeElement;
      delete memory.before;
      if (!(active instanceof HTMLElement) || active === document.body) return { name: '', invisibleBefore };
      // A marker of Fluent hands the focus on by itself.
      if (active.dataset['tabsterDummy'] === undefined) memory.before = { element: active, look: lookOf(active) };
      const labels = 'labels' in active ? [...((active.labels as NodeListOf<HTMLElement> | null) ?? [])] : [];
      const referred = (active.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id));
      const name =
        active.getAttribute('aria-label') ??
        [...referred, ...labels].map((label) => label?.textContent ?? '').find((text) => text !== '') ??
        active.textContent;
      return { name: name.trim(), invisibleBefore };
    });
  }
}
