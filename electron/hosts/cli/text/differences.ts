import type { Change, Plan } from '../../../../shared/plan/plan.ts';
import { printable } from './printable.ts';
import { counted } from './style.ts';

/** Returns what is shown before the question whether a plan may be applied: what differs of it, and its digest. */
export function differencesText({ target, digest, changes }: Plan, differing: readonly Change[]): string {
  const { site, titles } = printable({ site: target.site, titles: differing.map(({ title }) => title) });
  const rest = changes.length - differing.length;
  return [
    `This server differs from the plan for site ${site} in ${counted(differing.length, 'change')}, ${rest} are as planned:`,
    ...titles.map((title) => `  ${title}`),
    `Digest of the plan: ${digest}`,
  ].join('\n');
}
