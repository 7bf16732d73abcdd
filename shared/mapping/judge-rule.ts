import type { Certainty } from '../api/finding.ts';
import { matchesWildcard } from '../text/wildcard.ts';
import { weakest } from './certainty.ts';
import type { MappingRule } from './mapping-section.ts';
import type { VisitorNames } from './visitor.ts';

/** The subfields that Microsoft names (Microsoft Learn: Rules <rules>); `S` is the state, not `ST`. */
export const documentedSubFields: readonly string[] = ['CN', 'OU', 'O', 'L', 'S', 'C'];

/** Other names of attribute types: those of the IIS 6 help (Edit Rule Element), and RFC 4519's for the state. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['ST', 'S'],
  ['Email', 'E'],
  ['GN', 'G'],
]);

/** Returns the documented subfield that was probably meant by another text: `ST`, `cn`, `State`; undefined where none is near. */
export function documentedSubFieldOf(text: string): string | undefined {
  const wanted = text.trim().toLowerCase();
  return documentedSubFields.find((subField) => subField.toLowerCase() === wanted) ?? meantSubFields.get(wanted);
}

const meantSubFields: ReadonlyMap<string, string> = new Map([
  ['st', 'S'],
  ['state', 'S'],
  ['commonname', 'CN'],
  ['organization', 'O'],
  ['organisation', 'O'],
  ['organizationalunit', 'OU'],
  ['locality', 'L'],
  ['city', 'L'],
  ['country', 'C'],
]);

/** Why a rule matches (`equal`, `fits`) or not. */
export type RuleReason = 'equal' | 'fits' | 'absent' | 'case' | 'part' | 'different';

export interface RuleJudgement {
  rule: MappingRule;
  matches: boolean;
  /** What the certificate has in this subfield. */
  values: readonly string[];
  reason: RuleReason;
  certainty: Certainty;
}

/**
 * Returns whether a rule matches. Documented: a literal value of a documented subfield, with or without case. Inferred:
 * that a literal must be the whole value. Not confirmed anywhere: what `*` means in IIS 7 and later, that one of several
 * values is enough, and any other subfield.
 */
export function judgeRule(rule: MappingRule, names: VisitorNames): RuleJudgement {
  const { certificateField, certificateSubField: subField, matchCriteria, compareCaseSensitive } = rule;
  const values = names[certificateField].get(otherNames.get(subField) ?? subField) ?? [];
  const isPattern = matchCriteria.includes('*');
  const fold = (text: string) => (compareCaseSensitive ? text : text.toLowerCase());
  const wanted = fold(matchCriteria);
  const folded = values.map(fold);
  const matches = folded.some((value) => matchesWildcard(wanted, value));
  const reason = matches ? (isPattern ? 'fits' : 'equal') : mismatch(rule, wanted, folded);
  const isKnown = documentedSubFields.includes(subField) && !isPattern && values.length < 2;
  const certainty = weakest(isKnown ? 'documented' : 'unverified', reason === 'part' ? 'inferred' : 'documented');
  return { rule, matches, values, reason, certainty };
}

function mismatch({ compareCaseSensitive }: MappingRule, wanted: string, values: readonly string[]): RuleReason {
  if (values.length === 0) return 'absent';
  const aside = wanted.toLowerCase();
  if (compareCaseSensitive && values.some((value) => matchesWildcard(aside, value.toLowerCase()))) return 'case';
  return values.some((value) => value.includes(wanted)) ? 'part' : 'different';
}
