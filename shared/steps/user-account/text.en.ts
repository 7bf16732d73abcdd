import { defineFindings } from '../../api/define-findings.ts';
import type { PasswordlessAccount } from '../../windows/passwordless-account.ts';

const passwordless: Readonly<Record<PasswordlessAccount, string>> = {
  'managed-or-computer-account': 'looks like a managed service account or a computer account',
  'application-pool-identity': 'is the identity of an application pool',
  'service-account': 'is a virtual account of a service',
  'built-in-identity': 'is an identity that Windows has built in',
  group: 'is a group',
};

/** The findings of step 3. */
export const userAccountFinding = defineFindings('user-account', {
  'id-twice': {
    severity: 'error',
    certainty: 'documented',
    text: ({ id }: { id: string }) => ({
      title: `Two accounts have the id "${id}"`,
      detail: 'A mapping that names it could mean either.',
      fix: 'Give each account an id of its own.',
    }),
  },
  'name-twice': {
    severity: 'error',
    certainty: 'documented',
    text: ({ userName, other }: { userName: string; other: string }) => ({
      title: `The account ${userName} is listed twice`,
      detail: `"${other}" is the same Windows account: names differ in case only, or not at all. It has one password.`,
      fix: 'Keep one entry, and let all mappings name it.',
    }),
  },
  'local-name': {
    severity: 'error',
    certainty: 'documented',
    source: 'Microsoft Learn: New-LocalUser',
    text: ({ userName, reason }: { userName: string; reason: string }) => ({
      title: `Windows refuses the account name "${userName}"`,
      detail: reason,
      fix: 'Use at most 20 characters, and none of " / \\ [ ] : ; | = , + * ? < > @',
    }),
  },
  'local-name-of-other-computer': {
    severity: 'error',
    certainty: 'documented',
    text: ({ userName, computer }: { userName: string; computer: string | undefined }) => ({
      title: `"${userName}" is not an account of this server`,
      detail:
        computer === undefined
          ? 'A local account is written without a computer name; it is resolved on the server.'
          : `The files are for ${computer}.`,
      fix: 'Write the name alone, or make it a domain account (kind: domain).',
    }),
  },
  'name-of-computer': {
    severity: 'error',
    certainty: 'documented',
    source: 'Microsoft Learn: New-LocalUser',
    text: ({ userName }: { userName: string }) => ({
      title: `"${userName}" is the name of the computer`,
      detail: 'Windows refuses an account with the name of its computer.',
      fix: 'Choose another name.',
    }),
  },
  'domain-missing': {
    severity: 'error',
    certainty: 'documented',
    source: 'Microsoft Learn: IIS client certificate mapping authentication',
    text: ({ userName }: { userName: string }) => ({
      title: `No domain is known for ${userName}`,
      detail: 'A domain account with a bare name needs its domain, or IIS looks for a local account.',
      fix: 'Write DOMAIN\\name, or fill in the default domain (defaultLogonDomain).',
    }),
  },
  'domain-name': {
    severity: 'error',
    certainty: 'documented',
    text: ({ userName, reason }: { userName: string; reason: string }) => ({
      title: `"${userName}" is not the name of a domain account`,
      detail: reason,
      fix: 'Write DOMAIN\\name.',
    }),
  },
  'user-principal-name': {
    severity: 'warning',
    certainty: 'unverified',
    text: ({ userName }: { userName: string }) => ({
      title: 'Not known: whether IIS takes a user principal name here',
      detail: `${userName} has the form name@domain. No source shows a mapping with such a name.`,
      fix: 'Write DOMAIN\\name, or test it before you rely on it.',
    }),
  },
  'managed-account': {
    severity: 'error',
    certainty: 'inferred',
    source: 'Microsoft Learn: Service accounts; Application pool identities',
    text: ({ userName, without }: { userName: string; without: PasswordlessAccount }) => ({
      title: `${userName} ${passwordless[without]}`,
      detail:
        'IIS logs on with a password that is stored in the mapping. Nobody has the password of such an account, so no visitor could be given it.',
      fix: 'Use an ordinary local or domain account.',
    }),
  },
  administrator: {
    severity: 'warning',
    certainty: 'documented',
    text: ({ userName }: { userName: string }) => ({
      title: `${userName} is an administrator`,
      detail:
        'Whoever holds the certificate would act as an administrator. Apply stops at an account in Administrators.',
      fix: 'Use an account that may read the folder of the site and nothing else.',
    }),
  },
  'create-domain-account': {
    severity: 'error',
    certainty: 'documented',
    text: ({ userName }: { userName: string }) => ({
      title: `${userName} cannot be created here`,
      detail: 'Only local accounts are created on the server; a domain account belongs to its domain.',
      fix: 'Use an account that exists (create: false), and have it made in the domain.',
    }),
  },
  'generate-needs-create': {
    severity: 'error',
    certainty: 'documented',
    text: ({ userName }: { userName: string }) => ({
      title: `No password can be made for ${userName}`,
      detail:
        'A password is generated only for a local account that is created in the same run: a new password for an existing account locks out whoever uses it.',
      fix: 'Have the password asked for when applying (password: ask), or have a local account created.',
    }),
  },
  'keep-needs-existing': {
    severity: 'error',
    certainty: 'documented',
    text: ({ userName }: { userName: string }) => ({
      title: `There is no stored password to keep for ${userName}`,
      detail: 'A new account has no password in any entry.',
      fix: 'Have the password made on the server (password: generate), or asked for when applying (password: ask).',
    }),
  },
  'directory-not-local': {
    severity: 'error',
    certainty: 'documented',
    text: ({ path }: { path: string }) => ({
      title: 'The folder is not a local path of the server',
      detail: `"${path}" is a network, device or relative path.`,
      fix: 'Write the folder with its drive letter, such as D:\\sites\\new.',
    }),
  },
  'not-used': {
    severity: 'information',
    certainty: 'documented',
    text: ({ id }: { id: string }) => ({
      title: `No mapping uses the account "${id}"`,
      detail: 'It is prepared on the server all the same.',
      fix: 'Remove it, or map a certificate to it.',
    }),
  },
  'no-directory-access': {
    severity: 'information',
    certainty: 'documented',
    source: 'Microsoft Learn: serverRuntime (authenticatedUserOverride)',
    text: ({ userName }: { userName: string }) => ({
      title: `${userName} gets no access to a folder`,
      detail:
        'IIS reads static files as the mapped user. Without Read & execute the visitor gets 401.3, unless Users may read there already.',
      fix: 'Let it read the folder of the site (directoryAccess).',
    }),
  },
  'password-expires': {
    severity: 'information',
    certainty: 'inferred',
    text: ({ userName }: { userName: string }) => ({
      title: `The password of ${userName} must not expire unnoticed`,
      detail:
        'IIS logs on with the password stored in the mapping. When it expires, is changed, or the account is locked, visitors get 401.1 (0x8007052e and others).',
      fix: 'Plan its change together with the mapping, or exempt the account from expiry.',
    }),
  },
  'password-for-nobody': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ id }: { id: string }) => ({
      title: `A password was given for "${id}", but no account has this id`,
      detail: "The passwords of accounts are found by the account's id in the answers.",
      fix: 'Correct the id.',
    }),
  },
});
