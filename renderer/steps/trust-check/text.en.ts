import { groupDigits as number } from '../../../shared/text/group-digits.ts';
import type { ControlState } from '../../../shared/trust/trust-findings.ts';

/** The words of step 4. */
export const trustScreen = {
  working: 'Working it out …',
  noClient: 'There is no visitor’s certificate yet, so there is nothing to check.',
  bring: 'Bring one in step 2',
  states: {
    pass: 'Pass',
    fail: 'Fail',
    'not-known': 'Not known yet',
  } satisfies Record<ControlState, string>,
  control: (position: number) => `Control ${position}`,
  evidence: 'Evidence',
  moreEvidence: (count: number) => `${number(count)} more`,
  toDo: 'What to do:',
  commands: 'Fix, as administrator on the server',
  undo: 'Undo',
  why: 'Why',
  classic: 'The walkthrough’s own command says:',
  findOutAbout: (what: string) => `Find out on the server: ${what}`,
  undoOf: (what: string) => `Undo: ${what}`,
  asked: (asked: number, all: number) =>
    `One certificate of each kind of chain was looked at: ${number(asked)} of ${number(all)}.`,
  findOutCommands: {
    'client-roots': 'Get-ChildItem Cert:\\LocalMachine\\Root | Format-List * | Out-File root.txt',
    'self-signed-roots':
      'Get-ChildItem Cert:\\LocalMachine\\Root -Recurse | Where-Object {$_.Issuer -ne $_.Subject} | Format-List * | Out-File computer_filtered.txt',
  },
  findOutHints: {
    'client-roots': 'Run it on the server, then give the file root.txt below. It changes nothing else.',
    'self-signed-roots':
      'No output means that no names differ. It compares names only: an export of the store, given below, says more. It changes nothing but that file.',
  },
  listings: {
    title: 'What the server has',
    lead: 'Give the listing of the server’s stores, and the two controls get real answers. Nothing is asked over the network, and nothing goes into the answers.',
    forms:
      'Output of Get-ChildItem Cert:\\LocalMachine\\Root | Format-List *, of certutil -store Root, of reg query, netsh http show sslcert or Get-WindowsFeature; or an export as P7B or SST.',
    paste: 'Paste a listing here',
    take: 'Take the pasted text',
    pasted: 'Pasted text',
    choose: 'Choose files …',
    store: 'Which store a P7B or SST export is of',
    stores: {
      Root: 'Trusted Root (Root)',
      CA: 'Intermediates (CA)',
      Disallowed: 'Untrusted (Disallowed)',
      ClientAuthIssuer: 'Issuers for client authentication',
    },
    thisServer: 'The stores of this server are read by the program itself. That changes nothing.',
    readFrom: (at: string) => `This server, read on ${at.slice(0, 10)} at ${at.slice(11, 19)} UTC`,
    readAgain: 'Read again',
    reading: 'Reading this server …',
    notTold: 'Not told',
    given: 'Given',
    none: 'Nothing is given yet: what only the server knows is not known.',
    certificates: (count: number, stores: string) =>
      `${count === 1 ? '1 certificate' : `${number(count)} certificates`} of ${stores}`,
    settings: 'Settings of the server',
    both: (certificates: string) => `${certificates}, and settings of the server`,
    byNames: 'By names only: the listing has no certificates in it, so signatures cannot be verified.',
    filtered: 'It shows only certificates whose issuer differs from the subject: it cannot answer Control 1.',
    remove: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} is removed.`,
    taken: (name: string, what: string) => `${name}: ${what}.`,
    empty: 'The text is empty. List the whole store without a filter.',
    notRecognised: (name: string) =>
      `${name} is neither a listing of a store nor settings of a server. Take the whole output of one of the commands.`,
    tooLarge: (name: string) => `${name} is too large for a listing. List one store only.`,
  },
  found: 'Found in what was given',
  rest: {
    title: 'What else decides',
    state: { known: 'Known', 'not-known': 'Not known yet' },
    intermediates: {
      title: 'Intermediates',
      all: 'Every visitor’s chain is complete with the certificates of step 2.',
      missing: (names: string) => `Not among the certificates of step 2: ${names}. HTTP.SYS fetches none by itself.`,
      none: 'There is no visitor’s certificate yet.',
    },
    revocation: {
      title: 'Revocation',
      addresses: (addresses: string) =>
        `The server must reach ${addresses}, as SYSTEM and without a user’s proxy; otherwise IIS answers 403.13.`,
      noAddress:
        'The visitors’ certificates name no address for revocation. What HTTP.SYS makes of that is not documented.',
      how: 'Run it as SYSTEM on the server, with the certificate of a visitor.',
    },
    schannel: {
      title: 'SCHANNEL settings',
      notKnown: 'Whether the server sends a list of issuers, and which store decides, is not known.',
      known: (list: string, mode: string) => `List of issuers: ${list}. Trust mode: ${mode}.`,
      list: (value: number | null) => (value === null ? 'not known' : value === 0 ? 'not sent' : 'sent'),
      mode: (value: number | null) =>
        value === null
          ? 'not known'
          : value === 0
            ? '0, Trusted Root decides'
            : `${value}, the store of issuers for client authentication decides`,
    },
    feature: {
      title: 'Windows feature',
      notKnown: (right: string, wrong: string) =>
        `IIS mapping needs ${right}. ${wrong} looks alike, but is the mapping of Active Directory.`,
      right: (name: string, isThere: boolean) => `${name} is ${isThere ? 'installed' : 'not installed'}.`,
      wrong: (name: string) => `${name} is installed: that is the mapping of Active Directory, not this one.`,
    },
    commands: {
      revocation: 'certutil -verify -urlfetch client.cer',
      schannel: 'reg query HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL',
      feature: 'Get-WindowsFeature Web-Cert-Auth, Web-Client-Auth',
      intermediates: 'certutil -store CA',
    },
  },
} as const;
