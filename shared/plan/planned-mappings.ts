import type { Certificate } from '../certificates/certificate.ts';
import { mappingSections } from '../iis/read-site.ts';
import type { ManyToOneMapping, MappingSection, OneToOneMapping } from '../mapping/mapping-section.ts';
import type { Account } from '../steps/user-account/answers.ts';
import type { Answers } from '../wizard/answers.ts';
import type { Facts } from '../wizard/facts.ts';
import type { PasswordSource } from './plan.ts';

export interface PlannedOneToOne {
  answer: Answers['mapping']['oneToOne'][number];
  account: Account;
  certificate: Certificate;
  existing: OneToOneMapping | undefined;
  password: PasswordSource;
}

export interface PlannedManyToOne {
  answer: Answers['mapping']['manyToOne'][number];
  account: Account | undefined;
  existing: ManyToOneMapping | undefined;
  password: PasswordSource;
}

export interface PlannedMappings {
  oneToOne: readonly PlannedOneToOne[];
  manyToOne: readonly PlannedManyToOne[];
  /** Entries of the given files that the answers do not name; `own` are those that the target file has for the site itself. */
  otherOneToOne: readonly (OneToOneMapping & { own: boolean })[];
  otherManyToOne: readonly (ManyToOneMapping & { own: boolean })[];
}

/**
 * Returns the answered mappings, each with the entry of the given files that it changes. A one-to-one entry is found by
 * its certificate's bytes, a many-to-one entry by its name, case aside. Answers that name nobody are left to the rules.
 */
export function plannedMappings(answers: Answers, facts: Facts): PlannedMappings {
  const { mapping, userAccount } = answers;
  const accounts = new Map(userAccount.accounts.map((account) => [account.id, account]));
  const clients = new Map(facts.clients.map(({ id, certificate }) => [id, certificate]));
  const section: Pick<MappingSection, 'oneToOne' | 'manyToOne'> = facts.site?.mapping ?? {
    oneToOne: [],
    manyToOne: [],
  };
  const byCertificate = new Map(section.oneToOne.map((entry) => [certificateKey(entry.certificate), entry]));
  const byName = new Map(section.manyToOne.map((entry) => [entry.name.toLowerCase(), entry]));
  const source = (account: Account | undefined, existing: { password: string } | undefined): PasswordSource =>
    passwordSource(account, existing, answers, facts);

  const oneToOne = mapping.oneToOne.flatMap((answer) => {
    const account = accounts.get(answer.account);
    const certificate = clients.get(answer.client);
    if (!account || !certificate) return [];
    const existing = byCertificate.get(certificate.singleLineBase64);
    return [{ answer, account, certificate, existing, password: source(account, existing) }];
  });
  const manyToOne = mapping.manyToOne.map((answer) => {
    const account = answer.account === undefined ? undefined : accounts.get(answer.account);
    const existing = byName.get(answer.name.toLowerCase());
    return { answer, account, existing, password: source(account, existing) };
  });
  const namedCertificates = new Set(oneToOne.map(({ certificate }) => certificate.singleLineBase64));
  const names = new Set(mapping.manyToOne.map(({ name }) => name.toLowerCase()));
  const own = ownEntries(answers, facts);
  return {
    oneToOne,
    manyToOne,
    otherOneToOne: section.oneToOne
      .filter((entry) => !namedCertificates.has(certificateKey(entry.certificate)))
      .map((entry) => ({ ...entry, own: own.certificates.has(entry.certificate) })),
    otherManyToOne: section.manyToOne
      .filter((entry) => !names.has(entry.name.toLowerCase()))
      .map((entry) => ({ ...entry, own: own.names.has(entry.name) })),
  };
}

/**
 * Returns the keys of the entries that the target file has for the site itself. An inherited entry cannot be removed: the
 * collections have no `remove` (IIS_schema.xml), and `clear` would take the others too.
 */
function ownEntries(
  { review }: Answers,
  { applicationHost, web, site }: Facts,
): { certificates: ReadonlySet<string>; names: ReadonlySet<string> } {
  const isWeb = review.target === 'web.config';
  const placed = mappingSections({ applicationHost: isWeb ? null : applicationHost, web: isWeb ? web : null });
  const atSite = placed.find(({ path, site: name }) => path === '/' && (isWeb || name === site?.name))?.section;
  const atServer = isWeb ? undefined : placed.find(({ site: name }) => name === undefined)?.section;
  const inheritedCertificates = new Set(atServer?.oneToOne.map(({ certificate }) => certificate));
  const inheritedNames = new Set(atServer?.manyToOne.map(({ name }) => name));
  return {
    certificates: new Set(
      atSite?.oneToOne.map(({ certificate }) => certificate).filter((each) => !inheritedCertificates.has(each)),
    ),
    names: new Set(atSite?.manyToOne.map(({ name }) => name).filter((each) => !inheritedNames.has(each))),
  };
}

/** Returns the Base-64 of a `certificate` attribute without its white space: equal texts are equal bytes. */
export function certificateKey(attribute: string): string {
  return attribute.replace(/\s+/g, '');
}

function passwordSource(
  account: Account | undefined,
  existing: { password: string } | undefined,
  { review }: Answers,
  { passwordsGiven }: Facts,
): PasswordSource {
  if (!account) return 'none';
  if (account.password === 'keep') return existing === undefined || existing.password !== 'none' ? 'keep' : 'ask';
  return review.plainTextPasswords && account.password === 'ask' && passwordsGiven.has(account.id)
    ? 'in-file'
    : account.password;
}

/** Returns whether an entry's password stands in the file that is written, so that it may stay enabled there. */
export function passwordIsInFile(source: PasswordSource, existing: { password: string } | undefined): boolean {
  return source === 'in-file' || (source === 'keep' && existing !== undefined && existing.password !== 'none');
}
