import { advice } from './advice.en.ts';
import type { Explanation } from './diagnosis.ts';
import { sources } from './sources.en.ts';
import { hresultOfWin32 } from './windows-code.ts';
import type { NtStatus, WindowsError } from './windows-error.ts';

const logonStatuses = ['401', '401.1', '500', '500.0'];

const failure: Explanation = {
  title: 'Wrong user name or password',
  meaning:
    'Windows refused to log on the account of the mapping: name or password is not right. (With HTTP 500.19 the same code speaks of another account: the one with which IIS opens the folder.)',
  causes: [
    'The password in the mapping is wrong, was mistyped, or was changed or expired since.',
    'A mapping entry has no password: then Windows is asked with a blank one.',
    'The account does not exist on this server, or stands there under another name (HOST\\user on another host).',
    'The name has no domain, and defaultLogonDomain is another one.',
  ],
  fixes: [advice.testLogon, advice.enterPassword, advice.readEvent4625],
  certainty: 'documented',
  source: `${sources.statusCodes}; ${sources.systemErrors}`,
};

/** Returns a row for the state of an account. What IIS writes then nobody could confirm. */
function accountState(
  number: number,
  name: string,
  ntStatus: NtStatus,
  { title, meaning, fixes }: { title: string; meaning: string; fixes: string[] },
): WindowsError {
  return {
    code: hresultOfWin32(number),
    name,
    ntStatuses: [ntStatus],
    explains: logonStatuses,
    explanation: {
      title,
      meaning: `Windows refused to log on the account of the mapping: ${meaning}`,
      causes: ['The state of the account, not IIS and not the certificate.'],
      fixes: [...fixes, advice.readEvent4625],
      certainty: 'unverified',
      source: sources.systemErrors,
    },
  };
}

const userManager = 'Computer Management > Local Users and Groups (domain: Active Directory Users and Computers)';

/** Why Windows does not log on the account of a mapping. */
export const logonErrors: readonly WindowsError[] = [
  {
    code: hresultOfWin32(1326),
    name: 'ERROR_LOGON_FAILURE',
    ntStatuses: [
      { code: 0xc000006d, name: 'STATUS_LOGON_FAILURE' },
      {
        code: 0xc000006a,
        name: 'STATUS_WRONG_PASSWORD',
        explanation: {
          ...failure,
          title: 'The password is wrong',
          meaning: 'The account exists, its password is another one. IIS shows this as ERROR_LOGON_FAILURE (1326).',
          causes: [
            'The password was changed after it was entered in the mapping.',
            'It was mistyped in the mapping, or left empty.',
          ],
          fixes: [advice.enterPassword, advice.testLogon],
          source: sources.logonEvent,
        },
      },
      {
        code: 0xc0000064,
        name: 'STATUS_NO_SUCH_USER',
        explanation: {
          ...failure,
          title: 'The account does not exist',
          meaning:
            'There is no account of this name where Windows looked. IIS shows this as ERROR_LOGON_FAILURE (1326).',
          causes: [
            'The name is misspelt, or the account was deleted or renamed.',
            'The name has no domain, and Windows looked in the wrong place (defaultLogonDomain).',
            'A local account of another server: HOST\\user holds on that host only.',
          ],
          fixes: [
            'Compare userName of the mapping with Get-LocalUser (domain: Get-ADUser); Account Domain in event 4625 shows where Windows looked.',
            'Write the domain or computer in front of the name: DOMAIN\\NAME.',
          ],
          source: sources.logonEvent,
        },
      },
    ],
    explanation: failure,
    explains: ['401', '401.1'],
    under: {
      '500.19': {
        title: 'IIS cannot log on to the folder of the site',
        meaning:
          'IIS could not open web.config, because the account with which it goes to the folder (pass-through or "Connect as") cannot log on. This is not the account or the password of the certificate mapping.',
        causes: [
          'The password of the "Connect as" account changed.',
          'The folder lies on another computer that refuses the identity of the application pool.',
        ],
        fixes: [
          'IIS Manager > site > Basic Settings > Connect as: enter the account again, then Test Settings.',
          'Leave the passwords of the mappings as they are.',
        ],
        certainty: 'documented',
        source: sources.configurationError,
      },
    },
  },
  {
    code: hresultOfWin32(1385),
    name: 'ERROR_LOGON_TYPE_NOT_GRANTED',
    ntStatuses: [{ code: 0xc000015b, name: 'STATUS_LOGON_TYPE_NOT_GRANTED', certainty: 'unverified' }],
    explains: logonStatuses,
    explanation: {
      title: 'The account lacks the logon right',
      meaning:
        'Name and password are right, but the account may not log on in the way that logonMethod asks for. ClearText and Network need "Access this computer from the network", Batch needs "Log on as a batch job", Interactive needs "Allow log on locally".',
      causes: [
        'A group policy or security baseline denies local accounts the network logon ("Deny access to this computer from the network").',
        'The account is in no group that has the right.',
        'logonMethod is Batch or Interactive, and the account was not given that right.',
      ],
      fixes: [
        'secpol.msc > Local Policies > User Rights Assignment: add the account to the right, and look through the Deny entries; a Deny wins.',
        'Find the policy that sets it: gpresult /h report.html.',
        'Or choose another logonMethod in the mapping section: Network, unless the application goes on to other servers.',
      ],
      certainty: 'documented',
      source: sources.logonRights,
    },
  },
  accountState(
    1327,
    'ERROR_ACCOUNT_RESTRICTION',
    { code: 0xc000006e, name: 'STATUS_ACCOUNT_RESTRICTION' },
    {
      title: 'An account restriction forbids the logon',
      meaning: 'a restriction stands in the way; the usual one forbids blank passwords over the network.',
      fixes: ['Give the account a password, and enter it in the mapping: an entry without one is a blank password.'],
    },
  ),
  accountState(
    1328,
    'ERROR_INVALID_LOGON_HOURS',
    { code: 0xc000006f, name: 'STATUS_INVALID_LOGON_HOURS' },
    {
      title: 'The account may not log on at this hour',
      meaning: 'its logon hours do not allow it now.',
      fixes: [
        'Widen the logon hours: Active Directory Users and Computers > Account > Logon Hours, or net user NAME /times:all.',
      ],
    },
  ),
  accountState(
    1329,
    'ERROR_INVALID_WORKSTATION',
    { code: 0xc0000070, name: 'STATUS_INVALID_WORKSTATION' },
    {
      title: 'The account may not log on at this computer',
      meaning: 'it is limited to other computers.',
      fixes: ['Add the server: Active Directory Users and Computers > Account > Log On To.'],
    },
  ),
  accountState(
    1330,
    'ERROR_PASSWORD_EXPIRED',
    { code: 0xc0000071, name: 'STATUS_PASSWORD_EXPIRED' },
    {
      title: 'The password of the account expired',
      meaning: 'its password is too old. IIS cannot change it.',
      fixes: [
        'Set a new password, enter it in every mapping of this account, and let it not expire: Set-LocalUser NAME -PasswordNeverExpires $true (domain: Set-ADUser).',
      ],
    },
  ),
  accountState(
    1331,
    'ERROR_ACCOUNT_DISABLED',
    { code: 0xc0000072, name: 'STATUS_ACCOUNT_DISABLED' },
    {
      title: 'The account is disabled',
      meaning: 'it is disabled.',
      fixes: [`Enable it: ${userManager}, or Enable-LocalUser NAME.`],
    },
  ),
  accountState(
    1793,
    'ERROR_ACCOUNT_EXPIRED',
    { code: 0xc0000193, name: 'STATUS_ACCOUNT_EXPIRED' },
    {
      title: 'The account expired',
      meaning: 'its expiry date has passed.',
      fixes: [
        'Move or remove the date: Set-LocalUser NAME -AccountNeverExpires (domain: Account expires in its properties).',
      ],
    },
  ),
  accountState(
    1907,
    'ERROR_PASSWORD_MUST_CHANGE',
    { code: 0xc0000224, name: 'STATUS_PASSWORD_MUST_CHANGE' },
    {
      title: 'The password must be changed at the first logon',
      meaning: '"User must change password at next logon" is set, and IIS cannot do that.',
      fixes: [`Clear the tick: ${userManager} > account > Properties, then enter the password in the mappings.`],
    },
  ),
  accountState(
    1909,
    'ERROR_ACCOUNT_LOCKED_OUT',
    { code: 0xc0000234, name: 'STATUS_ACCOUNT_LOCKED_OUT' },
    {
      title: 'The account is locked out',
      meaning:
        'too many wrong passwords locked it. One mapping with an old password is enough: each visitor is one attempt.',
      fixes: [
        'First correct the password in every mapping of this account, then unlock it (domain: Unlock-ADAccount NAME).',
      ],
    },
  ),
  {
    code: hresultOfWin32(86),
    name: 'ERROR_INVALID_PASSWORD',
    explanation: {
      title: 'The password is not right',
      meaning:
        'The password that was given does not open the PFX file (Import-PfxCertificate), or is not the old password of the account when it is changed.',
      causes: ['Wrong password for the PFX file.', 'Wrong old password when the password of an account was changed.'],
      fixes: [
        'Try the password with certutil -dump FILE.pfx; it asks for it. Mind the keyboard layout and blanks from copying.',
      ],
      certainty: 'unverified',
      source: sources.systemErrors,
    },
  },
];
