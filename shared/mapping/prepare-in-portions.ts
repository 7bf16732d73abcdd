import type { MappingSection } from './mapping-section.ts';
import { prepareSection, type PreparedSection } from './prepare-section.ts';

/** Certificates that are read in one go: a few milliseconds. */
const entriesAtOnce = 50;

/** Does what `prepareSection` does, in portions small enough that a page can draw between them; returns the answer at the end. */
export function* prepareInPortions(
  section: MappingSection,
  atOnce: number = entriesAtOnce,
): Generator<undefined, PreparedSection> {
  const count = section.oneToOne.length;
  const holders = new Map<string, number[]>();
  const damagedHolders = new Map<string, number[]>();
  const problems = new Map<number, PreparedSection['problems'] extends ReadonlyMap<number, infer P> ? P : never>();
  const disabledBefore = new Uint32Array(count + 1);
  const damagedBefore = new Uint32Array(count + 1);
  for (let from = 0; from < count; from += atOnce) {
    const part = prepareSection({ ...section, oneToOne: section.oneToOne.slice(from, from + atOnce) });
    join(holders, part.holders, from);
    join(damagedHolders, part.damagedHolders, from);
    for (const [index, problem] of part.problems) problems.set(from + index, problem);
    append(disabledBefore, part.disabledBefore, from);
    append(damagedBefore, part.damagedBefore, from);
    yield undefined;
  }
  return { section, holders, damagedHolders, problems, disabledBefore, damagedBefore };
}

function join(all: Map<string, number[]>, part: ReadonlyMap<string, readonly number[]>, from: number): void {
  for (const [key, positions] of part) {
    const moved = positions.map((position) => position + from);
    const known = all.get(key);
    if (known) known.push(...moved);
    else all.set(key, moved);
  }
}

/** The counts of a part begin at zero; those of the whole go on where the part before ended. */
function append(all: Uint32Array, part: Uint32Array, from: number): void {
  const before = all[from] ?? 0;
  for (const [index, count] of part.entries()) all[from + index] = before + count;
}
