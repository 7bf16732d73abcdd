import { defineFindings } from '../../api/define-findings.ts';
import { allowWithoutIssuer, ruleLessAllow } from '../../mapping/wide-rules.en.ts';

const mappingPage = 'Microsoft Learn: IIS client certificate mapping authentication';

/** Returns the words with the way out that only answers have. */
function orAccepted<Words extends { fix: string }>(words: Words): Words {
  return { ...words, fix: `${words.fix} If this is meant, say on this mapping that you know the risk (acceptRisk).` };
}

/** The findings of step 5. */
export const mappingFinding = defineFindings('mapping', {
  'unknown-client': {
    severity: 'error',
    certainty: 'documented',
    text: ({ client, near }: { client: string; near: string | undefined }) => ({
      title: `There is no client "${client}"`,
      detail: 'The mapping names a client that is not among the client certificates.',
      fix: near === undefined ? 'Add the client, or name another.' : `Did you mean "${near}"?`,
    }),
  },
  'unknown-account': {
    severity: 'error',
    certainty: 'documented',
    text: ({ account, near }: { account: string; near: string | undefined }) => ({
      title: `There is no account "${account}"`,
      detail: 'The mapping names an account that is not among the accounts.',
      fix: near === undefined ? 'Add the account, or name another.' : `Did you mean "${near}"?`,
    }),
  },
  'account-missing': {
    severity: 'error',
    certainty: 'documented',
    source: mappingPage,
    text: ({ name }: { name: string }) => ({
      title: `"${name}" allows access but names no account`,
      detail: 'An Allow mapping gives its visitors an account; only Deny needs none.',
      fix: 'Name an account.',
    }),
  },
  'same-certificate-twice': {
    severity: 'error',
    certainty: 'documented',
    source: 'Microsoft Learn: HTTP error 500.19 (0x800700b7)',
    text: ({ client }: { client: string }) => ({
      title: `The certificate of "${client}" is mapped twice`,
      detail: 'The certificate is the key of the collection: IIS answers 500.19 (0x800700b7) for the whole site.',
      fix: 'Keep one of the two mappings.',
    }),
  },
  'same-name-twice': {
    severity: 'error',
    certainty: 'inferred',
    source: 'IIS_schema.xml: manyToOneMappings, unique key name',
    text: ({ name, other }: { name: string; other: string }) => ({
      title: `Two mappings have the name "${name}"`,
      detail: `"${other}" is the same name to IIS, which does not tell upper from lower case here. The name is the key of the collection (500.19, 0x800700b7).`,
      fix: 'Give each mapping a name of its own.',
    }),
  },
  'same-rule-twice': {
    severity: 'error',
    certainty: 'documented',
    source: 'IIS_schema.xml: rules, combined unique key',
    text: ({ name }: { name: string }) => ({
      title: `"${name}" has the same rule twice`,
      detail: 'Field, subfield, criteria and case together are the key of a rule (500.19, 0x800700b7).',
      fix: 'Remove one of them.',
    }),
  },
  'rule-less-allow': {
    severity: 'error',
    certainty: 'inferred',
    text: ({ name }: { name: string }) => orAccepted(ruleLessAllow(name)),
  },
  'allow-without-issuer': {
    severity: 'error',
    certainty: 'inferred',
    text: ({ name }: { name: string }) => orAccepted(allowWithoutIssuer(name)),
  },
  unreachable: {
    severity: 'warning',
    certainty: 'inferred',
    text: ({ name, by }: { name: string; by: string }) => ({
      title: `"${name}" is never reached`,
      detail: `Every certificate that it matches is taken by "${by}" before it: the first match decides.`,
      fix: `Move it before "${by}", or remove it.`,
    }),
  },
  'deny-after-allow': {
    severity: 'warning',
    certainty: 'inferred',
    text: ({ name, by }: { name: string; by: string }) => ({
      title: `"${name}" denies too late`,
      detail: `"${by}" stands before it and allows every certificate that it would deny: the first match decides.`,
      fix: `Move it before "${by}".`,
    }),
  },
  subfield: {
    severity: 'warning',
    certainty: 'unverified',
    source: 'Microsoft Learn: Rules <rules>',
    text: ({ name, subfield, near }: { name: string; subfield: string; near: string | undefined }) => ({
      title: `Not known: whether IIS understands the subfield "${subfield}"`,
      detail: `Microsoft documents CN, OU, O, L, S and C. The rule of "${name}" may never match.`,
      fix:
        near === undefined ? 'Use a documented subfield, or test this one on the server.' : `Did you mean "${near}"?`,
    }),
  },
  criteria: {
    severity: 'warning',
    certainty: 'inferred',
    text: ({ name, problem }: { name: string; problem: string }) => ({
      title: `A rule of "${name}" is probably not what was meant`,
      detail: problem,
      fix: 'Correct the criteria (matchCriteria). "*" stands for any text.',
    }),
  },
  'certificate-expired': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: HTTP status code overview (403.17)',
    text: ({ clients, count }: { clients: string; count: number }) => ({
      title: count === 1 ? 'A mapped certificate has expired' : `${count} mapped certificates have expired`,
      detail: `${clients}: the visitor is refused with 403.17 before the mapping is asked.`,
      fix: 'Map the renewed certificate: one-to-one compares the whole certificate, so the old entry does not match it.',
    }),
  },
  'certificate-expires-soon': {
    severity: 'information',
    certainty: 'documented',
    source: 'Microsoft Learn: oneToOneMappings <add>',
    text: ({ clients, count }: { clients: string; count: number }) => ({
      title:
        count === 1
          ? 'A mapped certificate expires within 30 days'
          : `${count} mapped certificates expire within 30 days`,
      detail: `${clients}. The renewed certificate is another certificate: it has to be mapped before the visitor shows it.`,
      fix: 'Ask for the renewed certificate now, and map it beside the old one.',
    }),
  },
  'renewal-not-mapped': {
    severity: 'information',
    certainty: 'inferred',
    text: ({ renewals, count }: { renewals: string; count: number }) => ({
      title:
        count === 1 ? 'A renewed certificate is not mapped yet' : `${count} renewed certificates are not mapped yet`,
      detail: `${renewals}: the same subject, valid for longer. The mapping of the older certificate does not match it.`,
      fix: 'Let the mapping name the newer client, or map both while the older one is in use.',
    }),
  },
  'anonymous-on': {
    severity: 'warning',
    certainty: 'documented',
    source: mappingPage,
    text: () => ({
      title: 'Anonymous authentication stays on',
      detail:
        'A visitor whose certificate is not mapped is let in as anonymous: any certificate that the server trusts is enough.',
      fix: 'Turn anonymous authentication off (disableAnonymous), unless an unmapped visitor is welcome.',
    }),
  },
  'nothing-mapped': {
    severity: 'warning',
    certainty: 'documented',
    text: () => ({
      title: 'Nobody is mapped',
      detail: 'There is no enabled mapping, so every visitor gets 401.2 when anonymous authentication is off.',
      fix: 'Map at least one certificate.',
    }),
  },
  'other-authentication': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ methods }: { methods: string }) => ({
      title: 'There is a second door',
      detail: `The given file has ${methods} authentication on for this site; who has a password needs no mapping.`,
      fix: 'Turn it off in IIS Manager under Authentication, unless it is meant.',
    }),
  },
  'active-directory-mapper': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: Configure one-to-one client certificate mappings',
    text: () => ({
      title: 'Active Directory certificate mapping is on',
      detail: 'The given file has clientCertificateMappingAuthentication on. The two mappers exclude each other.',
      fix: 'Turn it off for this site before the new mappings are to work.',
    }),
  },
  'others-stay': {
    severity: 'information',
    certainty: 'documented',
    text: ({ entries }: { entries: string }) => ({
      title: 'Existing mappings stay',
      detail: `The given file has mappings that these answers do not name: ${entries}.`,
      fix: 'To remove them, let the answers be all there is (mapping.exact).',
    }),
  },
  'others-removed': {
    severity: 'information',
    certainty: 'documented',
    text: ({ entries }: { entries: string }) => ({
      title: 'Existing mappings are removed',
      detail: `The answers are to be all there is (mapping.exact): ${entries} will go, each as its own change.`,
      fix: 'To keep them, let existing mappings stay (mapping.exact: false).',
    }),
  },
  'inherited-stay': {
    severity: 'warning',
    certainty: 'documented',
    source: 'IIS_schema.xml: the collections know add and clear, not remove',
    text: ({ entries }: { entries: string }) => ({
      title: 'Inherited mappings cannot be removed here',
      detail: `The answers are to be all there is (mapping.exact), but ${entries} come from a level above the target and stay effective.`,
      fix: 'Remove them where they stand, or let existing mappings stay (mapping.exact: false).',
    }),
  },
  'in-both-files': {
    severity: 'error',
    certainty: 'inferred',
    source: 'Microsoft Learn: HTTP error 500.19 (0x800700b7)',
    text: ({ file, entries }: { file: string; entries: string }) => ({
      title: 'The same entries stand in the other file already',
      detail: `${file} holds ${entries} for this site. IIS reads both files and sees the entries twice: 500.19 (0x800700b7).`,
      fix: `Use ${file} as the target, or remove the entries there first.`,
    }),
  },
  'nothing-to-keep': {
    severity: 'error',
    certainty: 'documented',
    text: ({ userName, file }: { userName: string; file: string }) => ({
      title: `There is no stored password to keep for ${userName}`,
      detail: `${file} has no entry of this kind with a password, so the new entry would have none.`,
      fix: 'Have the password of the account asked for when applying (password: ask).',
    }),
  },
  'keep-on-server-only': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ userName }: { userName: string }) => ({
      title: `The stored password of ${userName} exists only on its server`,
      detail:
        'No configuration file with the entry was given. Files written here hold the entry disabled; apply keeps the password where the server has it.',
      fix: "Give the server's file, or have the password asked for when applying (password: ask).",
    }),
  },
  'disabled-until-apply': {
    severity: 'information',
    certainty: 'documented',
    text: ({ accounts }: { accounts: string }) => ({
      title: 'Some entries are written disabled',
      detail: `The password of ${accounts} is not in the files. An entry without password would be a logon with a blank one, so it stays enabled="false" until apply.ps1 has set it.`,
      fix: 'Run apply.ps1 on the server; do not enable these entries by hand.',
    }),
  },
  'clear-text-logon': {
    severity: 'information',
    certainty: 'documented',
    source: mappingPage,
    text: () => ({
      title: 'The logon method “Clear text” keeps credentials in memory',
      detail:
        'It lets the application reach other servers as the mapped account. Network does not, and is the safer choice when that is not needed.',
      fix: 'Choose the logon method Network (logonMethod) when the application stays on this server.',
    }),
  },
});
