import type { MappingRule } from '../../mapping/mapping-section.ts';
import { matchesWildcard } from '../../text/wildcard.ts';

/**
 * Returns whether every certificate that `narrow` matches is matched by `wide` too: each condition of the wide one
 * follows from one of the narrow one. `*` stands for any text; rules are joined by "and" (both inferred, not documented).
 */
export function covers(wide: readonly MappingRule[], narrow: readonly MappingRule[]): boolean {
  return wide.every((condition) => narrow.some((given) => follows(condition, given)));
}

function follows(condition: MappingRule, given: MappingRule): boolean {
  if (condition.certificateField !== given.certificateField) return false;
  if (condition.certificateSubField !== given.certificateSubField) return false;
  if (condition.compareCaseSensitive && !given.compareCaseSensitive) return false;
  const fold = (text: string) => (condition.compareCaseSensitive ? text : text.toLowerCase());
  const pattern = fold(condition.matchCriteria);
  const text = fold(given.matchCriteria);
  // A star in the narrow criterion is a text like any other.
  return matchesWildcard(pattern, text);
}
