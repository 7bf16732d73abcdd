import type { Explanation } from './diagnosis.ts';
import { sources } from './sources.en.ts';
import { tlsAlerts, type TlsAlert } from './tls-alerts.en.ts';
import type { WindowsError } from './windows-error.ts';

/** Returns a row for a code that Schannel returns when it receives one of several alerts. */
function received(code: number, name: string, title: string, also = ''): WindowsError {
  const alerts = tlsAlerts.filter(({ schannel }) => schannel?.code === code);
  const listed = alerts.map((alert) => `${alert.number} ${alert.name}`).join(', ');
  return {
    code,
    name,
    explanation: {
      title,
      meaning: `Schannel returns this when the other side of the TLS connection sends the alert ${listed}.${also}`,
      causes: alerts.flatMap(causes),
      fixes: [
        ...new Set(alerts.flatMap(({ fixes }) => fixes)),
        'The number of the alert stands in event 36887 (Event Viewer > Windows Logs > System, source Schannel).',
      ],
      certainty: 'documented',
      source: sources.alerts,
    },
  };
}

function causes({ fromServer, fromClient }: TlsAlert): string[] {
  return [
    ...fromServer.map((cause) => `Seen on the client: ${cause}`),
    ...fromClient.map((cause) => `Seen on the server: ${cause}`),
  ];
}

const unusableKey: Explanation = {
  title: 'The certificate or its private key cannot be used',
  meaning:
    'Schannel was given a certificate whose private key it cannot open; on a server event 36870 stands beside it.',
  causes: [
    'SYSTEM has no access to the private key of the server certificate.',
    'The key set is broken, or only the .cer was imported.',
  ],
  fixes: [
    'certutil -store My THUMBPRINT must say "Encryption test passed"; else certutil -repairstore My THUMBPRINT, or import the PFX again.',
    'certlm.msc > Personal > certificate > All Tasks > Manage Private Keys: SYSTEM needs Full control.',
  ],
  certainty: 'documented',
  source: sources.brokenKey,
};

/** What Schannel returns to a program, on either side of the connection. */
export const schannelErrors: readonly WindowsError[] = [
  received(0x80090326, 'SEC_E_ILLEGAL_MESSAGE', 'The handshake was broken off: a message did not fit'),
  received(0x80090327, 'SEC_E_CERT_UNKNOWN', 'The other side refuses the certificate'),
  received(0x80090328, 'SEC_E_CERT_EXPIRED', 'A certificate is expired or not valid yet'),
  received(
    0x80090325,
    'SEC_E_UNTRUSTED_ROOT',
    'The CA of a certificate is not trusted',
    " On a client it is also the verdict on the server's certificate.",
  ),
  received(
    0x8009030c,
    'SEC_E_LOGON_DENIED',
    'Access is denied, or the logon failed',
    ' Windows authentication returns it when a logon fails.',
  ),
  received(0x80090330, 'SEC_E_DECRYPT_FAILURE', 'A signature or message in the handshake does not verify'),
  received(0x80090302, 'SEC_E_UNSUPPORTED_FUNCTION', 'The protocol version is not supported'),
  received(0x80090331, 'SEC_E_ALGORITHM_MISMATCH', 'The two sides have no algorithm in common'),
  received(0x80090304, 'SEC_E_INTERNAL_ERROR', 'One side failed within itself'),
  { code: 0x8009030d, name: 'SEC_E_UNKNOWN_CREDENTIALS', explanation: unusableKey },
];
