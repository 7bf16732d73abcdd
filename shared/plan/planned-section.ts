import { manyToOneOf } from '../mapping/answered-section.ts';
import type { ManyToOneMapping, MappingSection, OneToOneMapping } from '../mapping/mapping-section.ts';
import type { Answers } from '../wizard/answers.ts';
import type { Facts } from '../wizard/facts.ts';
import { answeredOrder } from './answered-order.ts';
import { mappingChanges } from './mapping-changes.ts';
import { certificateKey, plannedMappings, type PlannedManyToOne, type PlannedOneToOne } from './planned-mappings.ts';

/**
 * Returns the mapping section of the site as it is after apply: every entry of the given files in its place, changed as
 * answered, with the new ones where the order of the answers puts them. Entries that wait for their password count as finished.
 */
export function plannedSection(answers: Answers, facts: Facts): MappingSection {
  const planned = plannedMappings(answers, facts);
  const existing = facts.site?.mapping ?? { oneToOne: [], manyToOne: [] };
  const { exact, logonMethod, defaultLogonDomain } = answers.mapping;
  const goes = new Set<unknown>(
    exact
      ? [
          ...planned.otherOneToOne.filter(({ own }) => own).map(({ certificate }) => certificateKey(certificate)),
          ...planned.otherManyToOne.filter(({ own }) => own).map(({ name }) => name),
        ]
      : [],
  );
  const answered = new Map(planned.oneToOne.map((entry) => [entry.certificate.singleLineBase64, entry]));
  const named = new Map(planned.manyToOne.map((entry) => [entry.answer.name.toLowerCase(), entry]));
  const section = mappingChanges(answers, facts).written.find((each) => each.resource === 'mapping-section')?.after;
  if (!section) throw new Error('A plan always has the mapping section');
  const staying = new Map(
    existing.manyToOne.filter(({ name }) => !goes.has(name)).map((entry) => [entry.name.toLowerCase(), entry]),
  );
  const order = answeredOrder([...staying.keys()], [...named.keys()]);
  return {
    enabled: section.enabled,
    oneToOneEnabled: section.oneToOneEnabled,
    manyToOneEnabled: section.manyToOneEnabled,
    logonMethod,
    defaultLogonDomain,
    oneToOne: [
      ...existing.oneToOne
        .filter(({ certificate }) => !goes.has(certificateKey(certificate)))
        .map((entry) => answeredOneToOne(answered.get(certificateKey(entry.certificate))) ?? entry),
      ...planned.oneToOne.filter((entry) => !entry.existing).flatMap((entry) => answeredOneToOne(entry) ?? []),
    ],
    manyToOne: order.flatMap((key) => answeredManyToOne(named.get(key)) ?? staying.get(key) ?? []),
  };
}

function answeredOneToOne(entry: PlannedOneToOne | undefined): OneToOneMapping | undefined {
  return (
    entry && {
      certificate: entry.certificate.singleLineBase64,
      userName: entry.account.userName,
      enabled: entry.answer.enabled,
      password: 'encrypted',
    }
  );
}

function answeredManyToOne(entry: PlannedManyToOne | undefined): ManyToOneMapping | undefined {
  return entry && manyToOneOf(entry.answer, () => entry.account?.userName);
}
