import type { Location, Problem } from '../../../../shared/api/problem.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

/** Returns an expected failure for people: what, where, what to do. */
export function problemText(problem: Problem, style: Style): string {
  const { code, title, detail, fix, location } = printable(problem);
  return [
    `${style.red('error')}  ${style.strong(title)}  ${style.quiet(code)}`,
    ...(location ? [`       ${placeText(location)}`] : []),
    `       ${style.wrap(detail, 7)}`,
    `  fix  ${style.wrap(fix, 7)}`,
  ].join('\n');
}

/** Returns `answers.json:12:5 (mapping.oneToOne[0].client)`, as editors and terminals turn it into a link. */
export function placeText({ file, line, column, path }: Location): string {
  const position = line === undefined ? '' : column === undefined ? `:${line}` : `:${line}:${column}`;
  return `${file}${position}${path === undefined ? '' : ` (${path})`}`;
}
