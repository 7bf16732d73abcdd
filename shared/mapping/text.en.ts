import { certificateDamage } from '../iis/certificate-damage.en.ts';
import type { CertificateProblem } from '../iis/certificate-attribute.ts';
import { listNames } from '../text/list-names.ts';
import type { Decision } from './decide.ts';
import type { MappingJudgement } from './judge-mapping.ts';
import { documentedSubFields, type RuleJudgement } from './judge-rule.ts';
import type { ManyToOneMapping, MappingSection } from './mapping-section.ts';

/** Why a whole section or collection is not looked at. */
export const offReason = {
  section: 'The section is switched off: enabled is false.',
  'one-to-one': 'One-to-one mappings are switched off: oneToOneCertificateMappingsEnabled is false.',
  'many-to-one': 'Many-to-one mappings are switched off: manyToOneCertificateMappingsEnabled is false.',
} as const;

export const disabledReason = 'The entry is disabled.';

export const oneToOneReason = {
  match: "It holds the visitor's certificate, byte for byte.",
  other: 'It holds another certificate; one-to-one compares the whole certificate.',
  disabledHolder: "It holds the visitor's certificate, but the entry is disabled.",
  damaged: (problem: CertificateProblem) =>
    `The entry ${certificateDamage[problem]} IIS cannot read it (0x80093102 or 0x8009310B).`,
  damagedHolder: (problem: CertificateProblem) =>
    `It is meant for the visitor's certificate, but the entry ${certificateDamage[problem]} IIS cannot read it (0x80093102 or 0x8009310B).`,
  together: (count: number, disabled: number, damaged: number) =>
    `None of ${count} entries is an enabled, readable one with the visitor's certificate; ${disabled} are disabled, ${damaged} are damaged.`,
};

export const manyToOneTogether = (count: number, disabled: number) =>
  `None of ${count} mappings applies: ${disabled} are disabled, the rules of the others do not match.`;

const joined = "That all rules of a mapping must match is implied by Microsoft's guidance, not said.";

/** Returns why a many-to-one mapping matches or not. */
export function mappingReason(
  { permissionMode }: Pick<ManyToOneMapping, 'permissionMode'>,
  { matches, rules }: MappingJudgement,
): string {
  const effect = permissionMode === 'Deny' ? ' It denies access.' : '';
  if (rules.length === 0) return `It has no rules, so it matches everybody. Published examples take it so.${effect}`;
  const failing = rules.filter((rule) => !rule.matches).length;
  if (rules.length === 1) return matches ? `Its rule matches.${effect}` : 'Its rule does not match.';
  if (matches) return `All ${rules.length} rules match. ${joined}${effect}`;
  if (failing === rules.length) return `None of its ${rules.length} rules matches.`;
  return `${failing} of ${rules.length} rules ${failing === 1 ? 'does' : 'do'} not match. ${joined}`;
}

/** Returns why a rule matches or not, and what about it is not documented. */
export function ruleReason({ rule, matches, values, reason }: RuleJudgement): string {
  const { certificateField: field, certificateSubField: subField, matchCriteria, compareCaseSensitive } = rule;
  const what = `${field} ${subField}`;
  const has = `${what} is ${listNames(values)}`;
  const caseAside = compareCaseSensitive ? '' : ', upper and lower case aside';
  const sentences = {
    equal: `${has}, as the rule asks${caseAside}.`,
    fits: `${has} and fits "${matchCriteria}"${caseAside}.`,
    absent: `The ${field.toLowerCase()} has no ${subField}; the rule asks for "${matchCriteria}".`,
    case: `${has}; the rule asks for "${matchCriteria}" and tells upper from lower case.`,
    part: `${has}; without "*" the rule asks for exactly "${matchCriteria}".`,
    different: `${has}; the rule asks for "${matchCriteria}"${caseAside}.`,
  };
  return [
    sentences[reason],
    ...(values.length > 1
      ? [
          `${matches ? 'One of several values is enough' : 'None of the values matches'}: how IIS takes several is not known.`,
        ]
      : []),
    ...(matchCriteria.includes('*') ? ['How IIS 7 and later read "*" is not documented.'] : []),
    ...(documentedSubFields.includes(subField)
      ? []
      : [`Whether IIS knows "${subField}" is not documented: Microsoft names ${documentedSubFields.join(', ')}.`]),
  ].join(' ');
}

/** Returns why the outcome is what it is. */
export function outcomeReason(section: MappingSection, decision: Decision): string {
  const { by, rival, passesDamaged } = decision;
  if (!section.enabled) return offReason.section;
  if (by === null) return unmappedReason(section);
  return [
    by.kind === 'one-to-one'
      ? `Entry ${by.index + 1} of the one-to-one mappings holds this certificate.`
      : `"${decision.mapping ?? ''}" is the first mapping that matches${decision.outcome === 'denied' ? ', and it denies access' : ''}.`,
    ...(decision.outcome === 'mapped' && decision.account === undefined
      ? ['It names no account; what IIS does then is not documented.']
      : []),
    ...(rival === null ? [] : [rivalReason(section, by, rival)]),
    ...(passesDamaged
      ? ['A damaged one-to-one entry stands before it: nobody says whether IIS goes on after such an entry.']
      : []),
  ].join(' ');
}

function unmappedReason({ oneToOneEnabled, manyToOneEnabled }: MappingSection): string {
  return [
    'No enabled entry is for this certificate.',
    ...(oneToOneEnabled ? [] : [offReason['one-to-one']]),
    ...(manyToOneEnabled ? [] : [offReason['many-to-one']]),
  ].join(' ');
}

function rivalReason(
  { oneToOne, manyToOne }: MappingSection,
  by: NonNullable<Decision['by']>,
  rival: NonNullable<Decision['rival']>,
): string {
  const isSameKey =
    by.kind === 'one-to-one' &&
    rival.kind === 'one-to-one' &&
    oneToOne[by.index]?.certificate === oneToOne[rival.index]?.certificate;
  if (isSameKey) {
    return `One-to-one entry ${rival.index + 1} has the same certificate, which is the key of the collection: IIS answers 500.19 (0x800700b7) for the whole site until one of them is removed.`;
  }
  const name =
    rival.kind === 'one-to-one' ? `One-to-one entry ${rival.index + 1}` : `"${manyToOne[rival.index]?.name ?? ''}"`;
  return [
    `${name} ${rival.matches ? 'matches too' : 'may match too'}.`,
    by.kind === rival.kind
      ? 'That the first one decides is inferred from the priorities of IIS 6.'
      : 'That one-to-one mappings go first is documented for IIS 6 only.',
  ].join(' ');
}

/** Why the visitor sees the status. */
export const statusReason = {
  denied: 'The mapper denied access. Microsoft lists 403.12 for that; that IIS 10 answers Deny with it is inferred.',
  damaged: 'The entry for this certificate cannot be read when the visitor comes.',
  unmapped:
    'Anonymous authentication is off, so nothing lets an unmapped visitor in, unless another authentication method does.',
  anonymousNotTold: 'Nothing lets an unmapped visitor in, unless anonymous or another authentication method is on.',
};
