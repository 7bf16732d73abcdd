import { decide, type Decision } from './decide.ts';
import type { PreparedSection } from './prepare-section.ts';
import type { Visitor } from './visitor.ts';

/** Judgements of one mapping for one visitor that are made in one go: some milliseconds. */
const judgementsAtOnce = 4_000;
const visitorsAtOnce = 200;

/**
 * Yields what the mapper does with each visitor, in their order, in portions small enough that a page can draw between
 * them; the portions joined are the answer.
 */
export function* decideAll(prepared: PreparedSection, visitors: readonly Visitor[]): Generator<Decision[], void> {
  for (const portion of portions(prepared, visitors)) yield portion.map((visitor) => decide(prepared, visitor));
}

/** Yields the visitors in portions: the more many-to-one mappings there are, the fewer at once. */
export function* portions<V>({ section }: PreparedSection, visitors: readonly V[]): Generator<V[], void> {
  const size = Math.max(1, Math.min(visitorsAtOnce, Math.floor(judgementsAtOnce / (section.manyToOne.length + 1))));
  for (let from = 0; from < visitors.length; from += size) yield visitors.slice(from, from + size);
}
