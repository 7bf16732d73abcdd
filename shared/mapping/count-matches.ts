import { decide } from './decide.ts';
import { portions } from './decide-all.ts';
import { judgeMapping } from './judge-mapping.ts';
import type { PreparedSection } from './prepare-section.ts';
import { visitorNames, type Visitor } from './visitor.ts';

/** Of the visitors at hand, how many the rules of a many-to-one mapping match, and for how many it decides. */
export interface MatchCount {
  matching: number;
  deciding: number;
}

/**
 * Yields the counts of every many-to-one mapping so far, in collection order, after each portion of the visitors; the last
 * ones are the answer. A disabled mapping is counted as if it were on, but decides for nobody.
 */
export function* countMatches(prepared: PreparedSection, visitors: readonly Visitor[]): Generator<MatchCount[], void> {
  const { manyToOne } = prepared.section;
  const counts = manyToOne.map(() => ({ matching: 0, deciding: 0 }));
  yield counts;
  for (const portion of portions(prepared, visitors)) {
    for (const visitor of portion) {
      const names = visitorNames(visitor);
      const { by } = decide(prepared, visitor);
      for (const [index, count] of counts.entries()) {
        const mapping = manyToOne[index];
        if (mapping && judgeMapping(mapping, names).matches) count.matching += 1;
        if (by?.kind === 'many-to-one' && by.index === index) count.deciding += 1;
      }
    }
    yield counts.map((count) => ({ ...count }));
  }
}
