import type { CallOutput } from '../../../../shared/api/contract.ts';
import { counted, type Style } from './style.ts';

const shownRows = 20;

/** Returns what `import` prints. */
export function importText(
  { taken, rejected, written, out }: CallOutput<'mapping', 'import'> & { out: string },
  style: Style,
): string {
  const lines = rejected
    .slice(0, shownRows)
    .flatMap(({ row, column, code, title, detail, fix }) => [
      `row ${row}${column === undefined ? '' : `, ${column}`}  ${title}  ${style.quiet(code)}`,
      `    ${detail}`,
      `    fix  ${fix}`,
    ]);
  if (rejected.length > shownRows) {
    lines.push(`... and ${counted(rejected.length - shownRows, 'more row')}; --json lists them all.`);
  }
  if (lines.length > 0) lines.push('');
  const outcome =
    written === undefined
      ? `Nothing was written to ${out}: ${counted(rejected.length, 'row')} cannot be taken. --partial takes the others.`
      : `${style.green('Wrote')} ${written} with ${counted(taken, 'new mapping')}${rejected.length > 0 ? `; ${counted(rejected.length, 'row')} left out` : ''}.`;
  return [...lines, outcome].join('\n');
}
