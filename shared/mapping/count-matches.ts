import { decide } from './decide.ts';
import { portions } from './decide-all.ts';
import { judgeMapping } from './judge-mapping.ts';
import type { PreparedSection } from './prepare-section.ts';
import { visitorNames, type Visitor } from './visitor.ts';

/** What a many-to-one mapping does with the visitors at hand. */
export interface MatchCount {
  /** How many its rules match. */
  matching: number;
  /** For how many it decides. */
  deciding: number;
  /** For how many of those another mapping after it matches too: only the order keeps that one from deciding. */
  contested: number;
}

/**
 * Yields the counts of every many-to-one mapping so far, in collection order, after each portion of the visitors; the last
 * ones are the answer. A disabled mapping is counted as if it were on, but decides for nobody.
 */
export function* countMatches(prepared: PreparedSection, visitors: readonly Visitor[]): Generator<MatchCount[], void> {
  const { manyToOne } = prepared.section;
  const counts = manyToOne.map(() => ({ matching: 0, deciding: 0, contested: 0 }));
  yield counts;
  for (const portion of portions(prepared, visitors)) {
    for (const visitor of portion) {
      const names = visitorNames(visitor);
      const { by, rival } = decide(prepared, visitor);
      for (const [index, count] of counts.entries()) {
        const mapping = manyToOne[index];
        if (mapping && judgeMapping(mapping, names).matches) count.matching += 1;
        if (by?.kind !== 'many-to-one' || by.index !== index) continue;
        count.deciding += 1;
        if (rival?.matches) count.contested += 1;
      }
    }
    yield counts.map((count) => ({ ...count }));
  }
}
