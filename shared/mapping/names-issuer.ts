import type { MappingRule } from './mapping-section.ts';

/** Returns whether a rule says anything about the CA: a criterion that any text fits does not. */
export function namesIssuer({ certificateField, matchCriteria }: MappingRule): boolean {
  return certificateField === 'Issuer' && !/^\*+$/.test(matchCriteria);
}
