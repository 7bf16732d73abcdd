import { advice } from './advice.en.ts';
import type { Explanation } from './diagnosis.ts';
import { sources } from './sources.en.ts';

/** What browsers and other clients say when no HTTP answer came. */
export interface ClientError {
  names: readonly string[];
  /** Whole sentences and forms that are no names. */
  wording?: RegExp;
  explanation: Explanation;
}

const reset: Explanation = {
  title: 'The connection was reset: usually TLS 1.3 on Windows Server 2022',
  meaning:
    'The server broke the TCP connection off, without an HTTP answer; the IIS log has no line. On Windows Server 2022 and Windows 11 before 24H2 this is how a page that requires a certificate ends when TLS 1.3 is spoken and the certificate was not asked for in the first handshake.',
  causes: [
    'SSL flags require a certificate, "Negotiate Client Certificate" is off in the HTTP.SYS record, and the client speaks TLS 1.3.',
    'A firewall or TLS inspection in between breaks the connection off.',
    'The certificate or the private key at the binding cannot be used (Schannel event 36870).',
  ],
  fixes: [
    'Make sure: curl --tls-max 1.2 https://HOST/ (or openssl s_client -tls1_2) works, with TLS 1.3 it does not.',
    advice.negotiateFirst,
    advice.noTls13,
    'Look into %SystemRoot%\\System32\\LogFiles\\HTTPERR and the System log (source Schannel) at the same second.',
  ],
  certainty: 'documented',
  source: sources.tls13,
};

const serverCertificate: Explanation = {
  title: 'The client does not accept the server certificate',
  meaning:
    'The client judges the certificate at the binding, before any client certificate is sent. Mapping and client certificates are not at fault.',
  causes: [
    'The CA of the server certificate is not trusted by the client, or its intermediate CA is missing on the server.',
    'The host name in the address is not in the subject alternative names of the certificate.',
    'The server certificate is expired, revoked, or the clock of the client is wrong.',
  ],
  fixes: [
    'See what the server sends: openssl s_client -connect HOST:443 -servername HOST -showcerts.',
    'Import the root CA on the client, the intermediate CA on the server (certlm.msc > Intermediate Certification Authorities).',
    'Bind a certificate that has this host name: IIS Manager > site > Bindings > https > Edit.',
  ],
  certainty: 'documented',
  source: sources.chromium,
};

const handshake: Explanation = {
  title: 'The TLS handshake failed',
  meaning: 'Client and server did not come to a TLS connection; there is no HTTP answer and no line in the IIS log.',
  causes: [
    'What answers at this port does not speak TLS: an http binding, or a binding without certificate.',
    'No common protocol version or cipher.',
    'The private key of the server certificate cannot be used (Schannel event 36870).',
    'The server requires a client certificate in the handshake, and none came.',
  ],
  fixes: [
    'Event Viewer > Windows Logs > System, source Schannel, at the same second: look up its event id and alert number.',
    'netsh http show sslcert: is there a record for this address and host name?',
    advice.askWithOpenSsl,
  ],
  certainty: 'inferred',
  source: `${sources.chromium}; ${sources.schannelEvents}`,
};

const clientKey: Explanation = {
  title: 'The private key of the client certificate cannot be used',
  meaning: 'The client chose a certificate, but could not sign with its key; the server never saw the certificate.',
  causes: [
    'The certificate was imported without its private key.',
    'The token or smart card is not there, or its driver failed.',
    'The program has no permission to use the key.',
  ],
  fixes: [
    'certmgr.msc > Personal: the certificate must show "You have a private key"; else import the PFX.',
    'Test the token: certutil -scinfo.',
  ],
  certainty: 'documented',
  source: sources.chromium,
};

const needed: Explanation = {
  title: 'The server asked for a client certificate, and the client has none to give',
  meaning:
    'The server demanded a certificate in the handshake; the client has none that fits, or was not told to use one.',
  causes: [
    'No certificate with a private key is in the store of this user.',
    'No certificate comes from a CA that the server lists as accepted.',
    'The program (script, service, embedded browser) cannot show the prompt.',
  ],
  fixes: [
    'certmgr.msc > Personal: import the PFX of the user; it must show "You have a private key".',
    advice.askWithOpenSsl,
    'In a program, give the certificate explicitly: curl --cert, Invoke-WebRequest -Certificate.',
  ],
  certainty: 'unverified',
  source: sources.chromium,
};

/** The rows, more exact ones first. */
export const clientErrors: readonly ClientError[] = [
  {
    names: ['ERR_SSL_CLIENT_AUTH_NO_COMMON_ALGORITHMS'],
    explanation: {
      title: 'The client certificate cannot sign in a way that the server takes',
      meaning:
        'The key of the client certificate (often on a smart card) and the server have no signature algorithm in common. TLS 1.3 asks for RSA-PSS, which older cards and drivers lack.',
      causes: ['A smart card or token that has no RSA-PSS, with TLS 1.3.', 'A SHA-1-only key provider.'],
      fixes: [
        'Turn TLS 1.3 off for this binding: IIS Manager > site > Bindings > Edit > "Disable TLS 1.3 over TCP" (Windows Server 2022 and later).',
        'Update the driver (minidriver) of the card.',
      ],
      certainty: 'documented',
      source: sources.smartCard,
    },
  },
  {
    names: ['ERR_BAD_SSL_CLIENT_AUTH_CERT'],
    explanation: {
      title: 'The server refused the client certificate in the handshake',
      meaning:
        'The browser sent a certificate, or none, and the server broke the handshake off because of it. IIS itself mostly answers 403 instead; a proxy or load balancer before it does this.',
      causes: [
        'The certificate is expired, revoked, or from a CA that the server does not accept.',
        'The user chose the wrong certificate; the browser remembers the choice.',
        'The EKU client authentication is missing.',
      ],
      fixes: [
        'Close all windows of the browser and choose another certificate.',
        'Check the chain on the server: certutil -verify -urlfetch client.cer.',
        'Event Viewer > Windows Logs > System, source Schannel, events 36887 and 36888.',
      ],
      certainty: 'unverified',
      source: sources.chromium,
    },
  },
  {
    names: ['ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'SSL_ERROR_CLIENT_AUTH_CERT_NEEDED'],
    wording: /client certificate (?:is )?(?:needed|required) to complete/i,
    explanation: needed,
  },
  {
    names: [
      'ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY',
      'ERR_SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED',
      'ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED',
      'CURLE_SSL_CERTPROBLEM',
    ],
    wording: /curl: ?\(58\)/i,
    explanation: clientKey,
  },
  {
    names: ['ERR_HTTP_1_1_REQUIRED', 'HTTP_1_1_REQUIRED'],
    explanation: {
      title: 'The server asks for HTTP/1.1, because HTTP/2 cannot ask for a certificate',
      meaning:
        'HTTP/2 forbids asking for a certificate after the handshake; a server that needs one sends HTTP_1_1_REQUIRED.',
      causes: ['The certificate is asked for late, for a part of the site only, while HTTP/2 is on.'],
      fixes: [advice.negotiateFirst, advice.noHttp2],
      certainty: 'inferred',
      source: sources.http2,
    },
  },
  {
    names: ['ERR_CONNECTION_RESET', 'ECONNRESET', 'WSAECONNRESET', 'PR_CONNECT_RESET_ERROR', 'NS_ERROR_NET_RESET'],
    wording:
      /connection (?:was )?reset|reset by (?:peer|server)|forcibly closed by the remote host|socket hang up|curl: ?\(56\)/i,
    explanation: reset,
  },
  {
    names: ['ERR_CONNECTION_CLOSED', 'ERR_EMPTY_RESPONSE', 'PR_END_OF_FILE_ERROR'],
    wording:
      /underlying connection was closed(?!.{0,200}(?:trust|secure channel))|closed the connection unexpectedly|curl: ?\(52\)|empty reply from server/i,
    explanation: {
      ...reset,
      title: 'The connection was closed without an answer: often TLS 1.3 with a late request for a certificate',
      certainty: 'inferred',
    },
  },
  {
    names: [
      'SEC_ERROR_UNKNOWN_ISSUER',
      'SEC_ERROR_UNTRUSTED_ISSUER',
      'SEC_ERROR_EXPIRED_CERTIFICATE',
      'SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE',
      'SEC_ERROR_REVOKED_CERTIFICATE',
      'SSL_ERROR_BAD_CERT_DOMAIN',
      'MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT',
      'MOZILLA_PKIX_ERROR_MITM_DETECTED',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_GET_ISSUER_CERT',
      'CERT_HAS_EXPIRED',
      'CERT_NOT_YET_VALID',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'CERT_E_CN_NO_MATCH',
      'CURLE_PEER_FAILED_VERIFICATION',
    ],
    wording:
      /could not establish trust relationship|remote certificate (?:is invalid|was rejected)|certificate[ _]verify[ _]failed|self[- ]signed certificate|unable to (?:get local issuer|verify the first) certificate|curl: ?\(60\)/i,
    explanation: serverCertificate,
  },
  {
    names: [
      'ERR_SSL_PROTOCOL_ERROR',
      'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
      'ERR_SSL_OBSOLETE_VERSION',
      'ERR_SSL_UNRECOGNIZED_NAME_ALERT',
      'SSL_ERROR_NO_CYPHER_OVERLAP',
      'SSL_ERROR_UNSUPPORTED_VERSION',
      'SSL_ERROR_RX_RECORD_TOO_LONG',
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'CURLE_SSL_CONNECT_ERROR',
      'SSL_ERROR_SYSCALL',
    ],
    wording:
      /could not create SSL\/TLS secure channel|SSL connection could not be established|wrong version number|failed to receive handshake|handshake fail|curl: ?\(35\)|EPROTO\b/i,
    explanation: handshake,
  },
];

/** Chromium has a name for each way in which a server certificate can be wrong; they all begin so. */
export const serverCertificatePrefix = 'ERR_CERT_';
export const serverCertificateExplanation = serverCertificate;

/** The same on Windows, where it has a number (WinHTTP, WinINet, Winsock). */
export const clientErrorNumbers = {
  connectionReset: reset,
  certificateNeeded: { ...needed, source: sources.winHttp },
  privateKeyMissing: { ...clientKey, source: sources.winHttp },
} as const;
