import type { Answers } from '../wizard/answers.ts';
import type { ManyToOneMapping, MappingSection } from './mapping-section.ts';

type ManyToOneAnswer = Answers['mapping']['manyToOne'][number];

/** Returns a many-to-one mapping as IIS will have it; `userNameOf` finds the name of an account by its id. */
export function manyToOneOf(
  { name, description, enabled, permissionMode, account, rules }: ManyToOneAnswer,
  userNameOf: (account: string) => string | undefined,
): ManyToOneMapping {
  const userName = account === undefined ? undefined : userNameOf(account);
  return {
    name,
    description,
    enabled,
    permissionMode,
    ...(userName !== undefined && { userName }),
    password: userName === undefined ? 'none' : 'encrypted',
    rules,
  };
}

/**
 * Returns the section that the site would have with more many-to-one mappings at a position: what a template would do, seen
 * before it is taken.
 */
export function sectionWith(
  section: MappingSection,
  mappings: readonly ManyToOneAnswer[],
  at: number,
  userNameOf: (account: string) => string | undefined,
): MappingSection {
  const added = mappings.map((mapping) => manyToOneOf(mapping, userNameOf));
  return {
    ...section,
    enabled: true,
    manyToOneEnabled: true,
    manyToOne: [...section.manyToOne.slice(0, at), ...added, ...section.manyToOne.slice(at)],
  };
}

/** Returns the section as it is once the entries of these certificates (single-line Base-64) are disabled. */
export function sectionWithout(section: MappingSection, certificates: ReadonlySet<string>): MappingSection {
  return {
    ...section,
    oneToOne: section.oneToOne.map((entry) =>
      certificates.has(entry.certificate.replace(/\s+/g, '')) ? { ...entry, enabled: false } : entry,
    ),
  };
}
