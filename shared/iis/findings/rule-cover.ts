import type { MappingRule } from '../../mapping/mapping-section.ts';

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
  return pattern === text || (pattern.includes('*') && matchesWildcard(pattern, text));
}

/** Greedy from the left: the pieces between stars in their order. A star in the text is a text like any other. */
function matchesWildcard(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let offset = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, offset);
    if (found === -1 || found + piece.length > text.length - last.length) return false;
    offset = found + piece.length;
  }
  return true;
}
