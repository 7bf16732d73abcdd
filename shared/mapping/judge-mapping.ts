import type { Certainty } from '../api/finding.ts';
import { strongest, weakest } from './certainty.ts';
import { judgeRule, type RuleJudgement } from './judge-rule.ts';
import type { ManyToOneMapping } from './mapping-section.ts';
import type { VisitorNames } from './visitor.ts';

export interface MappingJudgement {
  matches: boolean;
  rules: readonly RuleJudgement[];
  certainty: Certainty;
}

/**
 * Returns whether a many-to-one mapping matches, enabled or not: every rule must match. Microsoft implies that ("a good
 * wildcard rule matches information from several different fields") and does not say it. No rules match everybody, as
 * published recipes that end with a rule-less Deny take it.
 */
export function judgeMapping({ rules }: Pick<ManyToOneMapping, 'rules'>, names: VisitorNames): MappingJudgement {
  const judged = rules.map((rule) => judgeRule(rule, names));
  const failing = judged.filter(({ matches }) => !matches);
  return { matches: failing.length === 0, rules: judged, certainty: certaintyOf(judged, failing) };
}

function certaintyOf(judged: readonly RuleJudgement[], failing: readonly RuleJudgement[]): Certainty {
  if (judged.length === 0) return 'inferred';
  const every = weakest(...judged.map(({ certainty }) => certainty));
  if (judged.length === 1) return every;
  if (failing.length === 0) return weakest('inferred', every);
  // Where no rule matches it makes no difference how they are joined; else one failing rule decides, if all must match.
  const joined = weakest('unverified', strongest(...failing.map(({ certainty }) => certainty)));
  return failing.length === judged.length ? strongest(every, joined) : joined;
}
