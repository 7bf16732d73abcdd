import { advice } from './advice.en.ts';
import type { Explanation } from './diagnosis.ts';
import { sources } from './sources.en.ts';

const harmless = (title: string, meaning: string): Explanation => ({
  title,
  meaning: `${meaning} This is no failure.`,
  causes: [],
  fixes: ['Nothing to do.'],
  certainty: 'documented',
  source: sources.schannelEvents,
});

const readAlert =
  'Read the alert number in the text of the event ("fatal alert code is 48") and look it up: "alert 48".';

/** Events of the source Schannel in the System log, and the Security log's event of a failed logon. */
export const windowsEvents: Readonly<Record<number, Explanation>> = {
  36867: harmless('A TLS credential is being created', 'Schannel begins to prepare a certificate and its key.'),
  36870: {
    title: 'The private key of the server certificate cannot be used',
    meaning:
      'Schannel could not open the private key of the certificate at the binding; with it often comes 0x8009030D. HTTP.SYS opens the key as SYSTEM: IIS_IUSRS or the application pool need no access to it.',
    causes: [
      'SYSTEM has no access to the key file.',
      'The key set is broken: the PFX was imported not exportable in IIS Manager, or the key was not imported at all.',
    ],
    fixes: [
      'certlm.msc > Personal > certificate > All Tasks > Manage Private Keys: SYSTEM needs Full control.',
      'certutil -store My THUMBPRINT must say "Encryption test passed"; else certutil -repairstore My THUMBPRINT, or import the PFX again.',
    ],
    certainty: 'documented',
    source: `${sources.schannelEvents}; ${sources.brokenKey}`,
  },
  36871: {
    title: 'A TLS credential could not be created',
    meaning:
      'Schannel failed while preparing TLS for a server or client; the internal error state in the text tells more.',
    causes: [
      'The protocols that the program asks for are all turned off (SCHANNEL\\Protocols).',
      'The private key of the certificate cannot be used.',
    ],
    fixes: [
      'Look at HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols for versions that are off.',
      'See which process it is: the event names its id. Look for event 36870 at the same second.',
    ],
    certainty: 'documented',
    source: sources.schannelEvents,
  },
  36880: harmless('A TLS handshake succeeded', 'Schannel records protocol and cipher of a connection.'),
  36885: {
    title: 'The list of accepted issuers is too long and was cut',
    meaning:
      'While asking for a client certificate the server sends the names of accepted CAs, and they exceed 16 KB. The list was truncated; a client whose CA fell off sends no certificate: no prompt, 403.7.',
    causes: ['SendTrustedIssuerList is 1, and very many CAs are in Trusted Root of the computer.'],
    fixes: [
      'Send no list (default since Windows Server 2012): remove SendTrustedIssuerList under HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL, or set it to 0.',
      'Or name a small store at the binding (sslctlstorename=ClientAuthIssuer) that holds only the CAs of the clients.',
      'Or remove roots that nobody needs.',
    ],
    certainty: 'documented',
    source: sources.issuerList,
  },
  36886: {
    title: 'There is no suitable server certificate',
    meaning: 'Schannel found no certificate with which this computer could answer as a TLS server.',
    causes: [
      'The binding has no certificate.',
      'The certificate has no private key, or not the EKU server authentication.',
    ],
    fixes: [
      'IIS Manager > site > Bindings > https: choose a certificate. netsh http show sslcert shows what HTTP.SYS has.',
    ],
    certainty: 'documented',
    source: sources.schannelEvents,
  },
  36887: {
    title: 'The other side sent a fatal alert',
    meaning:
      'The other side of the TLS connection broke it off; on a web server that is the client. The alert number in the text tells why; 48 means that the client does not trust the CA of the server certificate.',
    causes: [
      'The client does not accept the server certificate (alerts 42 to 48).',
      'Protocols or ciphers do not fit (40, 70, 71).',
    ],
    fixes: [readAlert],
    certainty: 'documented',
    source: `${sources.schannelEvents}; ${sources.alerts}`,
  },
  36888: {
    title: 'This computer sent a fatal alert',
    meaning: 'Schannel on this computer broke a TLS connection off. The alert number in the text tells why.',
    causes: [
      'No common protocol version or cipher (40, 70).',
      'Somebody spoke something else than TLS at this port (10), such as a scanner.',
      'The private key cannot be used (80).',
    ],
    fixes: [readAlert, 'Schannel events name no client: compare the second with httperr.log and the firewall.'],
    certainty: 'documented',
    source: `${sources.schannelEvents}; ${sources.alerts}`,
  },
  4625: {
    title: 'An account failed to log on',
    meaning:
      'The Security log records a failed logon. Status and Sub Status in the text tell why, Logon Type how (3 network, 4 batch, 8 clear text), Account Domain where Windows looked.',
    causes: [
      'Sub Status 0xC000006A: wrong password. 0xC0000064: no such account.',
      'Status 0xC000015B: the account lacks the logon right.',
      '0xC0000234 locked out, 0xC0000072 disabled, 0xC0000071 password expired.',
    ],
    fixes: ['Look up the Sub Status, or the Status when that is 0x0.', advice.testLogon],
    certainty: 'documented',
    source: sources.logonEvent,
  },
};
