import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from './diff.ts';

const lines = fc.array(fc.constantFrom('<a>', '<b x="1">', '</a>', '', '  <c/>', '<d/>', '<e/>'), { maxLength: 30 });

/** Makes the second text of the first one and its comparison. */
function patched(before: readonly string[], diff: ReturnType<typeof diffLines>): string[] {
  const removed = new Set(diff.flatMap(({ kind, before: line }) => (kind === 'removed' ? [line] : [])));
  const result = before.filter((_, index) => !removed.has(index + 1));
  for (const { kind, after, text } of diff)
    if (kind === 'added' && after !== undefined) result.splice(after - 1, 0, text);
  return result;
}

describe('diffLines', () => {
  it('tells every change, with the right line numbers', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffLines(before.map((line) => `${line}\r\n`).join(''), after.map((line) => `${line}\n`).join(''));
        expect(patched(before, diff)).toEqual(after);
        for (const { kind, before: old, after: fresh, text } of diff) {
          if (kind === 'same' || kind === 'removed') expect(before[(old ?? 0) - 1]).toBe(text);
          if (kind === 'same' || kind === 'added') expect(after[(fresh ?? 0) - 1]).toBe(text);
        }
      }),
    );
  });

  it('shows three lines around a change and names where it goes on', () => {
    const before = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
    const after = before.map((line) => (line === 'line 5' ? 'five' : line === 'line 25' ? 'twenty-five' : line));
    const diff = diffLines(before.join('\n'), after.join('\n'));
    expect(diff.map(({ kind, text }) => `${kind[0] ?? ''} ${text}`)).toEqual([
      'g line 2',
      ...['s line 2', 's line 3', 's line 4', 'r line 5', 'a five', 's line 6', 's line 7', 's line 8'],
      'g line 22',
      ...['s line 22', 's line 23', 's line 24', 'r line 25', 'a twenty-five', 's line 26', 's line 27', 's line 28'],
    ]);
  });

  it('says nothing of equal texts, and all of a new one', () => {
    expect(diffLines('a\nb\n', 'a\r\nb\r\n')).toEqual([]);
    expect(diffLines('', 'a\nb\n').map(({ kind }) => kind)).toEqual(['gap', 'added', 'added']);
  });

  it('finds ten thousand new entries between the old lines', () => {
    const before = Array.from({ length: 2000 }, (_, index) => `<site id="${index}">`);
    const entries = Array.from({ length: 10_000 }, (_, index) => ['<!-- waits -->', `<add n="${index}" />`]).flat();
    const diff = diffLines(before.join('\n'), [...before.slice(0, 900), ...entries, ...before.slice(900)].join('\n'));
    expect(diff.filter(({ kind }) => kind === 'added')).toHaveLength(20_000);
    expect(diff.filter(({ kind }) => kind === 'removed')).toEqual([]);
  });
});
