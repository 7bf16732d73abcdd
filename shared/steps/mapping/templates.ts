import type { Answers } from '../../wizard/answers.ts';
import type { ManyToOneAnswer } from './edit-many-to-one.ts';

/** Many-to-one mappings that belong together, what they do, and where in the order they do it. */
export interface Template {
  mappings: readonly ManyToOneAnswer[];
  explanation: string;
  /** `first`: before all others; `last`: after all others. The order decides, as IIS 6 did and nothing says otherwise. */
  position: 'first' | 'last';
}

interface RuleOf {
  field: 'Subject' | 'Issuer';
  subField: string;
  value: string;
}

function rule({ field, subField, value }: RuleOf): ManyToOneAnswer['rules'][number] {
  // Names that differ in case only are the same name (RFC 5280, section 7.1).
  return {
    certificateField: field,
    certificateSubField: subField,
    matchCriteria: value,
    compareCaseSensitive: false,
  };
}

function mapping(name: string, description: string, rules: readonly RuleOf[], account: string | null): ManyToOneAnswer {
  return {
    name,
    description,
    enabled: true,
    permissionMode: account === null ? 'Deny' : 'Allow',
    ...(account !== null && { account }),
    rules: rules.map(rule),
    acceptRisk: false,
  };
}

/** What an issuing CA is known by in a rule; the more of it, the fewer other CAs have the same. */
export interface IssuerName {
  commonName: string;
  organisation?: string | undefined;
}

function issuerRules({ commonName, organisation }: IssuerName): RuleOf[] {
  return [
    { field: 'Issuer', subField: 'CN', value: commonName },
    ...(organisation === undefined ? [] : [{ field: 'Issuer' as const, subField: 'O', value: organisation }]),
  ];
}

/** Returns the mapping that gives everybody with a certificate of one CA the same account. */
export function onlyThisIssuer(issuer: IssuerName, account: string): Template {
  return {
    mappings: [mapping(`Issued by ${issuer.commonName}`, '', issuerRules(issuer), account)],
    explanation: `Every certificate that "${issuer.commonName}" issued gets this account. The name of the CA is compared, not its key: a trusted CA of the same name would be let in too.`,
    position: 'last',
  };
}

/** Returns the mappings that give everybody of an organisation the account but those of one of its units. */
export function everybodyExcept(
  { organisation, unit, issuer }: { organisation: string; unit: string; issuer: IssuerName },
  account: string,
): Template {
  const everybody: RuleOf[] = [{ field: 'Subject', subField: 'O', value: organisation }, ...issuerRules(issuer)];
  const except: RuleOf[] = [
    { field: 'Subject', subField: 'O', value: organisation },
    { field: 'Subject', subField: 'OU', value: unit },
  ];
  return {
    mappings: [
      mapping(`Not ${unit} of ${organisation}`, '', except, null),
      mapping(`Everybody of ${organisation}`, '', everybody, account),
    ],
    explanation: `First everybody of "${unit}" in "${organisation}" is denied, then everybody else of "${organisation}" with a certificate of "${issuer.commonName}" gets this account. The Deny must stand first: that the first match decides is inferred.`,
    position: 'last',
  };
}

/** Returns the mapping at the end that denies whoever no other entry is for. */
export function denyTheRest(): Template {
  return {
    mappings: [mapping('Deny the rest', 'Whoever no mapping before is for', [], null)],
    explanation:
      'Whoever no entry before it is for is denied with 403.12 instead of going on to another authentication method. That a mapping without rules matches everybody, and that it is asked last, is inferred.',
    position: 'last',
  };
}

/** Returns the mapping that denies one person in whatever certificate of theirs, before any other mapping is asked. */
export function denyThisPerson(commonName: string, issuer: IssuerName): Template {
  const rules: RuleOf[] = [{ field: 'Subject', subField: 'CN', value: commonName }, ...issuerRules(issuer)];
  return {
    mappings: [mapping(`Deny ${commonName}`, '', rules, null)],
    explanation: `Every certificate with the name "${commonName}" from "${issuer.commonName}" is denied with 403.12, unless a one-to-one mapping is for it: those go first (documented for IIS 6 only).`,
    position: 'first',
  };
}

/** Returns the position at which a template's mappings are put in: a rule-less mapping at the end stays there. */
export function positionOf({ position }: Template, { mapping: { manyToOne } }: Answers): number {
  if (position === 'first') return 0;
  const last = manyToOne.at(-1);
  return last?.rules.length === 0 ? manyToOne.length - 1 : manyToOne.length;
}
