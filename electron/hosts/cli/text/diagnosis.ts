import type { CallOutput } from '../../../../shared/api/contract.ts';
import type { Style } from './style.ts';

/** Returns what `diagnose` prints: for each input what it means, what causes it and what to do. */
export function diagnosisText({ results }: CallOutput<'prove', 'diagnose'>, style: Style): string {
  return results
    .map(({ input, title, meaning, causes, fixes, certainty, source }) =>
      [
        `${style.strong(onOneLine(input))}  ${title}`,
        `  ${style.wrap(meaning, 2)}`,
        ...list('Causes', causes, style),
        ...list('What to do', fixes, style),
        `  ${style.quiet(style.wrap(`(${certainty}; ${source})`, 2))}`,
      ].join('\n'),
    )
    .join('\n\n');
}

/** A pasted text can have several lines, and characters that would steer the terminal. */
function onOneLine(input: string): string {
  return input.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

function list(heading: string, items: readonly string[], style: Style): string[] {
  return items.length === 0 ? [] : [`  ${heading}`, ...items.map((item) => `    - ${style.wrap(item, 6)}`)];
}
