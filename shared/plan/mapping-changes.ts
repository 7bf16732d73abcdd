import type { ManyToOneMapping, OneToOneMapping, StoredPassword } from '../mapping/mapping-section.ts';
import type { Answers } from '../wizard/answers.ts';
import type { Facts } from '../wizard/facts.ts';
import { change, siteName } from './change.ts';
import type { Change, PasswordSource, ResourceState } from './plan.ts';
import { plannedMappings, type PlannedManyToOne, type PlannedOneToOne } from './planned-mappings.ts';

/**
 * Returns the changes of the mapping section at the site: the entries, then the section itself; and apart from them what
 * `exact` removes, which comes at the very end.
 */
export function mappingChanges(answers: Answers, facts: Facts): { written: Change[]; removed: Change[] } {
  const planned = plannedMappings(answers, facts);
  const site = siteName(answers, facts);
  const { exact, logonMethod, defaultLogonDomain } = answers.mapping;
  const section = facts.site?.mapping ?? null;
  const stays = (others: readonly { own: boolean }[]) => others.some(({ own }) => !exact || !own);
  const oneToOneEnabled = planned.oneToOne.length > 0 || stays(planned.otherOneToOne);
  const manyToOneEnabled = planned.manyToOne.length > 0 || stays(planned.otherManyToOne);
  const sectionChange = change(
    'mapping-section',
    'mapping-section',
    'mapping',
    section && {
      site,
      enabled: section.enabled,
      oneToOneEnabled: section.oneToOneEnabled,
      manyToOneEnabled: section.manyToOneEnabled,
      logonMethod: section.logonMethod,
      defaultLogonDomain: section.defaultLogonDomain,
    },
    { site, enabled: true, oneToOneEnabled, manyToOneEnabled, logonMethod, defaultLogonDomain },
  );
  return {
    written: [
      ...planned.oneToOne.map((entry) => oneToOneChange(entry, site, section !== null)),
      ...planned.manyToOne.map((entry, index) => manyToOneChange(entry, index, site, section !== null)),
      sectionChange,
    ],
    removed: exact
      ? [
          ...planned.otherOneToOne
            .filter(({ own }) => own)
            .map((entry, index) => {
              const before = existingOneToOne(entry, site, null);
              const after = { ...before, present: false };
              return change('one-to-one-mapping', `remove-one-to-one-${index + 1}`, 'mapping', before, after);
            }),
          ...planned.otherManyToOne
            .filter(({ own }) => own)
            .map((entry, index) => {
              const before = existingManyToOne(entry, site);
              const after = { ...before, present: false };
              return change('many-to-one-mapping', `remove-many-to-one-${index + 1}`, 'mapping', before, after);
            }),
        ]
      : [],
  };
}

function oneToOneChange(
  { answer, account, certificate, existing, password }: PlannedOneToOne,
  site: string,
  known: boolean,
) {
  const after: ResourceState<'one-to-one-mapping'> = {
    site,
    thumbprint: certificate.thumbprint,
    certificate: certificate.singleLineBase64,
    account: account.id,
    userName: account.userName,
    enabled: answer.enabled,
    password,
    present: true,
  };
  const absent = { ...after, present: false };
  const before = existing ? existingOneToOne(existing, site, certificate.thumbprint) : known ? absent : null;
  return change('one-to-one-mapping', `one-to-one-${answer.client}`, 'mapping', before, after, answer.client);
}

function manyToOneChange(
  { answer, account, existing, password }: PlannedManyToOne,
  index: number,
  site: string,
  known: boolean,
) {
  const after: ResourceState<'many-to-one-mapping'> = {
    site,
    name: answer.name,
    description: answer.description,
    enabled: answer.enabled,
    permissionMode: answer.permissionMode,
    ...(account && { account: account.id, userName: account.userName }),
    password,
    rules: answer.rules,
    present: true,
  };
  const absent = { ...after, present: false };
  const before = existing ? existingManyToOne(existing, site) : known ? absent : null;
  return change('many-to-one-mapping', `many-to-one-${index + 1}`, 'mapping', before, after);
}

function stored(password: StoredPassword): PasswordSource {
  return password === 'none' ? 'none' : 'keep';
}

function existingOneToOne(
  { certificate, userName, enabled, password }: OneToOneMapping,
  site: string,
  thumbprint: string | null,
): ResourceState<'one-to-one-mapping'> {
  return { site, thumbprint, certificate, userName, enabled, password: stored(password), present: true };
}

function existingManyToOne(
  { name, description, enabled, permissionMode, userName, password, rules }: ManyToOneMapping,
  site: string,
): ResourceState<'many-to-one-mapping'> {
  return {
    site,
    name,
    description,
    enabled,
    permissionMode,
    ...(userName !== undefined && { userName }),
    password: stored(password),
    rules: [...rules],
    present: true,
  };
}
