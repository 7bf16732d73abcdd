import { structuredPatch } from 'diff';

/** One line of a comparison; line numbers from 1. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed' | 'gap';
  before?: number;
  after?: number;
  text: string;
}

const context = 3;

/** Returns the changed lines of a file with three lines around each; gaps stand where lines are left out. */
export function diffLines(before: string, after: string): DiffLine[] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context });
  return hunks.flatMap(({ oldStart, newStart, lines }) => {
    let old = oldStart;
    let fresh = newStart;
    const result: DiffLine[] = [{ kind: 'gap', text: `line ${newStart}` }];
    for (const line of lines) {
      const text = line.slice(1).replace(/\r$/, '');
      if (line.startsWith('-')) result.push({ kind: 'removed', before: old++, text });
      else if (line.startsWith('+')) result.push({ kind: 'added', after: fresh++, text });
      else if (line.startsWith(' ')) result.push({ kind: 'same', before: old++, after: fresh++, text });
    }
    return result;
  });
}

/** Returns a configuration's text without the value of any password, encrypted or clear. */
export function withoutPasswords(text: string): string {
  return text
    .replace(/(\b\w*password\s*=\s*)("[^"]*"|'[^']*')/gi, '$1"(not shown)"')
    .replace(/\[enc:[^\]]*\]/g, '(not shown)');
}
