import type { TlsVerdict } from '../steps/ssl-require/rules.ts';

/** The stations between the handshake and the file, as questions. */
export const accessQuestions = {
  asked: 'Is the visitor asked for a certificate?',
  sent: 'Does the visitor send this one?',
  trusted: 'Does Windows trust it?',
  mapped: 'Is it mapped to an account?',
  'logged-on': 'May the account log on?',
  folder: 'May the account read the folder?',
} as const;

/** Why a visitor is asked or not, and the way out. */
export const askedText: Readonly<Record<TlsVerdict['kind'], { reason: (symptom: string) => string; fix?: string }>> = {
  'not-asked': {
    reason: () => 'The SSL flags of the site do not ask for a certificate, so there is nothing to map.',
    fix: 'Set clientCertificate to require or accept.',
  },
  'asked-in-first-handshake': {
    reason: () => 'The binding asks for it in the first handshake, in every version of TLS.',
  },
  'late-request-works': { reason: () => 'It is asked for after the handshake, by renegotiation of TLS 1.2.' },
  'late-request-over-http2-not-known': {
    reason: () => 'It is asked for after the handshake. Whether that works over HTTP/2 is not documented.',
    fix: 'Ask in the first handshake: set negotiateClientCertificate on the binding.',
  },
  'late-request-fails': {
    reason: (symptom) => `It is asked for after the handshake, which TLS 1.3 does not know: ${symptom}.`,
    fix: 'Ask in the first handshake: set negotiateClientCertificate on the binding.',
  },
  'binding-not-known': {
    reason: (symptom) =>
      `No binding is given. If it does not ask in the first handshake and TLS 1.3 is on, ${symptom}.`,
    fix: 'Give the binding, or the applicationHost.config that has it.',
  },
};

export const sentText = {
  notKnown:
    "It may authenticate a client. Whether the visitor has its private key and chooses it, only the visitor's computer knows.",
  purpose: 'Its extended key usage does not allow client authentication, so browsers do not offer it.',
  keyUsage: 'Its key usage does not allow signatures, so browsers do not offer it.',
  fix: 'Have it issued for client authentication.',
  look: 'Look for it, with its key, in the personal store of the visitor.',
};

export const trustedText = {
  expired: (period: string) => `It is valid ${period}, which is not now.`,
  issuer: (what: string) => `Its issuer is not supplied: ${what}. HTTP.SYS does not fetch it by itself.`,
  root: (what: string) => `No supplied root for the store Root ends its chain: ${what}. The server may have one.`,
  problem: (what: string) => `Its chain has a fault: ${what}.`,
  noChain: 'Its chain was not built over the supplied authorities.',
  complete:
    'By structure its chain ends in a root that the answers put into the store Root. Trust and revocation are for Windows to say.',
  renew: 'Have it renewed, and map the new certificate.',
  supply: 'Add the missing certificate under authorities.',
  check: 'The trust check after apply tells.',
};

export const loggedOnText = {
  nobody: 'Nobody is to be logged on.',
  passwordless: (account: string) => `Nobody has the password of ${account}, and IIS needs it to log on.`,
  notInAnswers: (account: string) => `The answers do not know ${account}; its password stands in the configuration.`,
  generated: (account: string, right: string) =>
    `Apply makes ${account} with a password of its own, grants ${right} and tries the logon. Group policy can still forbid it.`,
  asked: (account: string, right: string) =>
    `Apply asks for the password of ${account}, grants ${right} and tries the logon. A password that is changed or expires later shuts the visitor out.`,
  kept: (account: string) =>
    `The server keeps the password that it has stored for ${account}; whether it still is the right one is not known here.`,
  upn: 'Whether IIS takes a name of the form name@domain is not known.',
  ordinary: 'Use an ordinary account.',
  test: 'Verify after apply tries the logon.',
};

export const folderText = {
  noFolder: 'The folder of the site is not known.',
  granted: (account: string, rights: string, path: string) =>
    `${account} gets ${rights} on ${path}. An entry that denies, or the server's setting authenticatedUserOverride, can change that.`,
  notGranted: (account: string, path: string) =>
    `The answers grant ${account} nothing on ${path}. Users may read there already; if not, the visitor gets 401.3.`,
  nobody: 'Nobody is to read it.',
  grant: 'Let the account read the folder (directoryAccess).',
  give: 'Give the physical path of the site.',
};

export const admittedText = 'Nothing that is known stops the visitor.';
