import { advice } from './advice.en.ts';
import type { Explanation } from './diagnosis.ts';
import { sources } from './sources.en.ts';

/** A TLS alert: what its sender did not like. Which causes are meant depends on who sent it. */
export interface TlsAlert {
  number: number;
  /** As in the RFCs; error texts write it with blanks and in shorter forms. */
  name: string;
  otherNames?: readonly string[];
  /** What Schannel makes of it when it receives it. */
  schannel?: { name: string; code: number };
  title: string;
  /** When the client sent it: it judges the server. */
  fromClient: readonly string[];
  /** When the server sent it: it judges the client. */
  fromServer: readonly string[];
  fixes: readonly string[];
  certainty?: Explanation['certainty'];
  source?: string;
}

const illegalMessage = { name: 'SEC_E_ILLEGAL_MESSAGE', code: 0x80090326 };
const unknownCertificate = { name: 'SEC_E_CERT_UNKNOWN', code: 0x80090327 };
const decryptFailure = { name: 'SEC_E_DECRYPT_FAILURE', code: 0x80090330 };

const serverChain =
  "When the client sent it: bind a server certificate that the client trusts, with its intermediates in the computer's store, and check it with openssl s_client -connect HOST:443 -servername HOST.";
const commonVersions =
  'Compare protocols and ciphers: Get-TlsCipherSuite on the server, openssl s_client with -tls1_2 and -tls1_3 from the client.';
const clientChain =
  'When the server sent it: check the client certificate and its chain with certutil -verify -urlfetch client.cer on the server.';

const clientRoot =
  "When the server sent it: put the client's root CA into the trusted roots of that server or proxy (IIS: Trusted Root Certification Authorities of the computer, certlm.msc).";

/** The alerts that matter with certificates. IIS itself answers a bad client certificate with HTTP 403, not with an alert. */
export const tlsAlerts: readonly TlsAlert[] = [
  {
    number: 10,
    name: 'unexpected_message',
    otherNames: ['handshake_unexpected'],
    schannel: illegalMessage,
    title: 'A message came out of turn',
    fromClient: [
      'The server asked for a certificate in the middle of the connection (renegotiation), and the client does not take part.',
    ],
    fromServer: ['The client spoke something else than TLS, or another version, at this port.'],
    fixes: [advice.negotiateFirst, commonVersions],
  },
  {
    number: 40,
    name: 'handshake_failure',
    schannel: illegalMessage,
    title: 'The two sides found nothing in common',
    fromClient: ['No common cipher or signature algorithm.'],
    fromServer: [
      'No common cipher or protocol version.',
      'The server requires a client certificate and none came (TLS 1.2; many servers and proxies say it so).',
    ],
    fixes: [commonVersions, 'Send a client certificate: openssl s_client -cert client.pem -key client.key.'],
  },
  {
    number: 42,
    name: 'bad_certificate',
    otherNames: ['bad_cert'],
    schannel: unknownCertificate,
    title: 'A certificate is damaged or its signature is wrong',
    fromClient: ['The server certificate is damaged, or does not fit its chain.'],
    fromServer: ['The client certificate was refused; some servers also say this when none came.'],
    fixes: [serverChain, clientChain],
  },
  {
    number: 43,
    name: 'unsupported_certificate',
    otherNames: ['unsupported_cert'],
    schannel: unknownCertificate,
    title: 'A certificate is of the wrong kind',
    fromClient: ['The server certificate lacks the EKU server authentication (1.3.6.1.5.5.7.3.1).'],
    fromServer: ['The client certificate lacks the EKU client authentication (1.3.6.1.5.5.7.3.2).'],
    fixes: ['Issue the certificate anew with the right EKU; the "inspect" command shows what it has now.'],
  },
  {
    number: 44,
    name: 'certificate_revoked',
    otherNames: ['revoked_cert'],
    schannel: { name: 'CRYPT_E_REVOKED', code: 0x80092010 },
    title: 'A certificate is revoked',
    fromClient: ['The CA revoked the server certificate.'],
    fromServer: ['The CA revoked the client certificate.'],
    fixes: ['Issue a new certificate. See date and reason: certutil -verify -urlfetch FILE.cer.'],
  },
  {
    number: 45,
    name: 'certificate_expired',
    otherNames: ['expired_cert'],
    schannel: { name: 'SEC_E_CERT_EXPIRED', code: 0x80090328 },
    title: 'A certificate is expired or not valid yet',
    fromClient: ['The server certificate expired, or the clock of the client is wrong.'],
    fromServer: ['The client certificate expired, or the clock of the server is wrong.'],
    fixes: ['Renew the certificate, bind or map the new one; check the clocks of both sides (w32tm /query /status).'],
  },
  {
    number: 46,
    name: 'certificate_unknown',
    schannel: unknownCertificate,
    title: 'A certificate was refused for another reason',
    fromClient: ['The client does not accept the server certificate: other host name, or not trusted.'],
    fromServer: ['The server does not accept the client certificate, for a reason that it does not say.'],
    fixes: [serverChain, clientChain],
  },
  {
    number: 47,
    name: 'illegal_parameter',
    schannel: illegalMessage,
    title: 'A value in the handshake is not allowed',
    fromClient: ['A device in between changes the handshake, or the server is faulty.'],
    fromServer: ['A device in between changes the handshake, or the client is faulty.'],
    fixes: ['Try past proxies and TLS inspection; update client and server.'],
  },
  {
    number: 48,
    name: 'unknown_ca',
    schannel: { name: 'SEC_E_UNTRUSTED_ROOT', code: 0x80090325 },
    title: 'The CA of a certificate is not trusted',
    fromClient: [
      'The client does not trust the CA of the server certificate, or the server does not send the intermediate CA.',
    ],
    fromServer: [
      'The server, or a proxy before it, does not trust the CA of the client certificate (IIS itself answers HTTP 403.16).',
    ],
    fixes: [serverChain, clientRoot, advice.intermediates],
  },
  {
    number: 49,
    name: 'access_denied',
    schannel: { name: 'SEC_E_LOGON_DENIED', code: 0x8009030c },
    title: 'The certificate is good, but access is denied',
    fromClient: ['The client stopped by its own rules.'],
    fromServer: ['The server, or a proxy before it, does not let the owner of this certificate in.'],
    fixes: [
      "Look for the access rule in the server or proxy that sent it; IIS' own mapping answers with HTTP 401 or 403.",
    ],
  },
  {
    number: 50,
    name: 'decode_error',
    schannel: illegalMessage,
    title: 'A message could not be read',
    fromClient: ['A message or certificate of the server is damaged or too long.'],
    fromServer: [
      'The client chain is damaged, or longer than Schannel takes (MessageLimitServerClientAuth, 32 KB by default).',
    ],
    fixes: [
      'Send only the client certificate and its intermediates, no further certificates; look at both with the "inspect" command.',
    ],
  },
  {
    number: 51,
    name: 'decrypt_error',
    schannel: decryptFailure,
    title: 'A signature in the handshake does not verify',
    fromClient: ['The private key of the server does not fit its certificate.'],
    fromServer: [
      'The private key of the client does not fit its certificate, or a smart card signs in a way that the server does not take.',
    ],
    fixes: [
      'Check that key and certificate belong together: certutil -store My THUMBPRINT ("Encryption test passed"), or the "inspect" command on the PFX.',
    ],
  },
  {
    number: 70,
    name: 'protocol_version',
    schannel: { name: 'SEC_E_UNSUPPORTED_FUNCTION', code: 0x80090302 },
    title: 'The protocol version is not supported',
    fromClient: ['The server offers a TLS version that the client does not allow.'],
    fromServer: ['The client speaks TLS 1.0 or 1.1 only, or TLS 1.3 to a server that has it off.'],
    fixes: [commonVersions],
  },
  {
    number: 71,
    name: 'insufficient_security',
    schannel: { name: 'SEC_E_ALGORITHM_MISMATCH', code: 0x80090331 },
    title: 'The ciphers are too weak for one side',
    fromClient: ['The server offers only ciphers that the client finds too weak.'],
    fromServer: ['The client offers only ciphers that the server finds too weak.'],
    fixes: [commonVersions],
  },
  {
    number: 80,
    name: 'internal_error',
    schannel: { name: 'SEC_E_INTERNAL_ERROR', code: 0x80090304 },
    title: 'One side failed within itself',
    fromClient: ['The client could not use its own key or memory.'],
    fromServer: [
      'The server could not use its private key (see Schannel event 36870), or has no certificate for this name.',
    ],
    fixes: [
      'Event Viewer > Windows Logs > System, source Schannel, at the same second.',
      'certutil -store My THUMBPRINT must say "Encryption test passed".',
    ],
  },
  {
    number: 100,
    name: 'no_renegotiation',
    title: 'The client does not renegotiate',
    fromClient: [
      'IIS asked for the certificate after the handshake (TLS 1.2 renegotiation), which this client does not do (Go, rustls).',
    ],
    fromServer: ['The server refuses to renegotiate.'],
    fixes: [advice.negotiateFirst],
    source: 'RFC 5246, section 7.2.2',
  },
  {
    number: 116,
    name: 'certificate_required',
    otherNames: ['rx_certificate_required'],
    title: 'A client certificate is required, and none came',
    fromClient: [],
    fromServer: [
      'The client sent no certificate: it has none, none fits the list of accepted issuers, or the user cancelled (TLS 1.3).',
    ],
    fixes: [
      'Send a certificate with its key: openssl s_client -cert client.pem -key client.key; in a browser, close all windows and choose one.',
      'On the client: certmgr.msc > Personal: the certificate must show "You have a private key".',
    ],
    certainty: 'unverified',
    source: sources.tlsRfc,
  },
];
