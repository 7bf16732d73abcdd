import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { comeToRest } from './reach.ts';
import { focusMarkers } from './themes.ts';

export interface Violation {
  rule: string;
  /** The elements that break it, as HTML. */
  elements: string[];
}

interface Asked {
  /** What is looked at; the whole page otherwise. */
  within?: string | null;
  /** The only rules that are asked; all otherwise. */
  only?: readonly string[];
  /** Rules that are not asked. */
  without?: readonly string[];
}

/** Returns what axe finds on the page. It is loaded once for each document, and reports nothing but violations. */
export async function violationsOn(
  page: Page,
  { within = null, only, without = [] }: Asked = {},
): Promise<Violation[]> {
  await comeToRest(page);
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  const context = { ...(within !== null && { include: [within] }), exclude: [focusMarkers] };
  const options = {
    resultTypes: ['violations'],
    selectors: false,
    ...(only && { runOnly: only }),
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
  };
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)})`,
  );
  return violations.map(({ id, nodes }) => ({ rule: id, elements: nodes.map(({ html }) => html) }));
}
