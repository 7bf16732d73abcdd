import type { Finding } from '../../api/finding.ts';
import type { Answers } from '../../wizard/answers.ts';
import { mappingFinding } from './text.en.ts';

/** Returns what is wrong with the many-to-one mappings: names, rules, and whom they let in. */
export function manyToOneFindings({ mapping }: Answers): Finding[] {
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
      else if (!rules.some(({ certificateField }) => certificateField === 'Issuer')) {
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
    }
  }
  return findings;
}
