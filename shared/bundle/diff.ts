import { diffArrays, type ArrayChange } from 'diff';

/** One line of a comparison; line numbers from 1. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed' | 'gap';
  before?: number;
  after?: number;
  text: string;
}

const context = 3;
/** More changed lines than this between two fixed points are told as one block: the work grows with their square. */
const mostEdits = 500;

/**
 * Returns the changed lines of a file with three lines around each; a gap names the line that goes on after what is left
 * out. Lines are compared without their ends.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const whole = compareMiddle(linesOf(before), linesOf(after));
  const changed = whole.flatMap(({ kind }, index) => (kind === 'same' ? [] : [index]));
  const result: DiffLine[] = [];
  let next = 0;
  for (const index of changed) {
    const start = Math.max(next, index - context);
    if (start > next || result.length === 0) result.push({ kind: 'gap', text: `line ${whole[start]?.after ?? 1}` });
    let end = index + 1;
    while (end < whole.length && end <= index + context && whole[end]?.kind === 'same') end += 1;
    result.push(...whole.slice(start, Math.max(end, next)));
    next = Math.max(end, next);
  }
  return result;
}

/** Nearly all of a large file is alike: only what lies between the like lines at both ends, and their context, is compared. */
function compareMiddle(before: readonly string[], after: readonly string[]): DiffLine[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const start = Math.max(0, head - context);
  const rest = Math.max(0, tail - context);
  return compare(before.slice(0, before.length - rest), after.slice(0, after.length - rest), start);
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

type Part = Pick<ArrayChange<string>, 'value' | 'added' | 'removed'>;

/** Every line of both texts after `start`. Lines that stand once in each are fixed points, as far as their order agrees (patience diff). */
function compare(before: readonly string[], after: readonly string[], start: number): DiffLine[] {
  const result: DiffLine[] = [];
  let old = start;
  let fresh = start;
  const add = (kind: 'same' | 'added' | 'removed', text: string) => {
    result.push({
      kind,
      ...(kind !== 'added' && { before: (old += 1) }),
      ...(kind !== 'removed' && { after: (fresh += 1) }),
      text,
    });
  };
  for (const [toOld, toFresh] of [...fixedPoints(before, after, start), [before.length, after.length] as const]) {
    const was = before.slice(old, toOld);
    const is = after.slice(fresh, toFresh);
    const parts: Part[] =
      was.length + is.length === 0
        ? []
        : (diffArrays(was, is, { maxEditLength: mostEdits }) ?? [
            { value: was, removed: true, added: false },
            { value: is, removed: false, added: true },
          ]);
    for (const { value, added, removed } of parts) {
      for (const text of value) add(added ? 'added' : removed ? 'removed' : 'same', text);
    }
    const fixed = before[toOld];
    if (fixed !== undefined) add('same', fixed);
  }
  return result;
}

function fixedPoints(before: readonly string[], after: readonly string[], start: number): [number, number][] {
  const places = onlyPlaces(after, start);
  const pairs = [...onlyPlaces(before, start)]
    .flatMap(([text, old]): [number, number][] => {
      const fresh = places.get(text);
      return fresh === undefined ? [] : [[old, fresh]];
    })
    .sort(([a], [b]) => a - b);
  return longestRising(pairs);
}

function onlyPlaces(lines: readonly string[], start: number): Map<string, number> {
  const places = new Map<string, number>();
  const several = new Set<string>();
  for (let index = start; index < lines.length; index++) {
    const text = lines[index] ?? '';
    if (places.has(text)) several.add(text);
    places.set(text, index);
  }
  for (const text of several) places.delete(text);
  return places;
}

/** Returns the longest run of pairs whose second numbers rise, as the first ones do already. */
function longestRising(pairs: readonly [number, number][]): [number, number][] {
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, [, value]] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1];
    ends[low] = index;
  }
  const result: [number, number][] = [];
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) {
    const pair = pairs[index];
    if (pair) result.push(pair);
  }
  return result.reverse();
}
