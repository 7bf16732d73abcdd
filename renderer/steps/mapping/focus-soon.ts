/** Puts the focus, once what was just changed is on the screen, on the first of these that is there. */
export function focusSoon(root: HTMLElement | null, ...selectors: readonly string[]): void {
  requestAnimationFrame(() => {
    for (const selector of selectors) {
      const element = root?.querySelector<HTMLElement>(selector);
      if (!element) continue;
      element.focus();
      return;
    }
  });
}
