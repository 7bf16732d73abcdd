/** What a finding says of many-to-one mappings that let in too many, in a configuration file and in answers alike. */
interface Words {
  title: string;
  detail: string;
  fix: string;
}

/** Returns the words for an Allow mapping without rules. */
export const ruleLessAllow = (name: string): Words => ({
  title: `"${name}" lets everybody in`,
  detail: 'A mapping without rules matches every certificate that the server trusts, from any CA.',
  fix: 'Add rules, at least one on the issuer.',
});

/** Returns the words for an Allow mapping without a rule on the issuer. */
export const allowWithoutIssuer = (name: string): Words => ({
  title: `"${name}" does not say which CA must have issued the certificate`,
  detail:
    'Any CA in Trusted Root can write such a subject into a certificate. (An issuer rule compares names, not keys.)',
  fix: 'Add a rule on the issuer, such as Issuer CN.',
});
