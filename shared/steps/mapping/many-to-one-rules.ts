import type { Finding } from '../../api/finding.ts';
import { documentedSubFields, documentedSubFieldOf } from '../../mapping/judge-rule.ts';
import type { MappingRule } from '../../mapping/mapping-section.ts';
import { plannedSection } from '../../plan/planned-section.ts';
import type { Answers } from '../../wizard/answers.ts';
import type { Facts } from '../../wizard/facts.ts';
import { shadowedMappings } from './shadowed-mappings.ts';
import { mappingFinding } from './text.en.ts';
import { namesIssuer } from '../../mapping/names-issuer.ts';

/** Returns what is wrong with the many-to-one mappings: names, rules, order, and whom they let in. */
export function manyToOneFindings(answers: Answers, facts: Facts): Finding[] {
  return [...entryFindings(answers), ...orderFindings(answers, facts)];
}

function entryFindings({ mapping }: Answers): Finding[] {
  const findings: Finding[] = [];
  const names = new Map<string, string>();
  for (const [index, { name, permissionMode, rules, acceptRisk }] of mapping.manyToOne.entries()) {
    const place = `mapping.manyToOne[${index}]`;
    const other = names.get(name.toLowerCase());
    if (other !== undefined) findings.push(mappingFinding('same-name-twice', { name, other }, `${place}.name`));
    names.set(name.toLowerCase(), name);
    if (permissionMode === 'Allow') {
      const severity = acceptRisk ? 'warning' : 'error';
      if (rules.length === 0) findings.push(mappingFinding('rule-less-allow', { name }, `${place}.rules`, severity));
      else if (!rules.some(namesIssuer)) {
        findings.push(mappingFinding('allow-without-issuer', { name }, `${place}.rules`, severity));
      }
    }
    const keys = new Set<string>();
    for (const [position, rule] of rules.entries()) {
      const key = JSON.stringify([
        rule.certificateField,
        rule.certificateSubField,
        rule.matchCriteria,
        rule.compareCaseSensitive,
      ]);
      if (keys.has(key)) findings.push(mappingFinding('same-rule-twice', { name }, `${place}.rules[${position}]`));
      keys.add(key);
      findings.push(...ruleFindings(name, rule, `${place}.rules[${position}]`));
    }
  }
  return findings;
}

function ruleFindings(name: string, { certificateSubField, matchCriteria }: MappingRule, place: string): Finding[] {
  const problem = criteriaProblem(matchCriteria);
  return [
    ...(documentedSubFields.includes(certificateSubField)
      ? []
      : [
          mappingFinding(
            'subfield',
            { name, subfield: certificateSubField, near: documentedSubFieldOf(certificateSubField) },
            `${place}.certificateSubField`,
          ),
        ]),
    ...(problem === null ? [] : [mappingFinding('criteria', { name, problem }, `${place}.matchCriteria`)]),
  ];
}

function criteriaProblem(criteria: string): string | null {
  if (criteria === '') return 'It asks for an empty text, which hardly any name has.';
  if (criteria !== criteria.trim()) return 'It begins or ends with a blank, which is compared like any character.';
  const written = /^(CN|OU|O|L|S|ST|C|E)\s*=/i.exec(criteria)?.[0];
  if (written !== undefined) return `It begins with "${written}": only the value is compared, without its type.`;
  if (criteria.includes('.*')) return '".*" is a pattern of other programs: here the dot is a dot.';
  return null;
}

/** Entries of the given file that stay are asked too, in their place. */
function orderFindings(answers: Answers, facts: Facts): Finding[] {
  const indices = new Map(answers.mapping.manyToOne.map(({ name }, index) => [name.toLowerCase(), index]));
  const { manyToOne } = plannedSection(answers, facts);
  return shadowedMappings(manyToOne).flatMap(({ index, by }) => {
    const late = manyToOne[index];
    const early = manyToOne[by];
    const answer = late && indices.get(late.name.toLowerCase());
    if (!early || answer === undefined) return [];
    const isDenied = late?.permissionMode === 'Deny' && early.permissionMode === 'Allow';
    const parameters = { name: late?.name ?? '', by: early.name };
    return [mappingFinding(isDenied ? 'deny-after-allow' : 'unreachable', parameters, `mapping.manyToOne[${answer}]`)];
  });
}
