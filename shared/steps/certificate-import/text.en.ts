import { defineFindings } from '../../api/define-findings.ts';

const analyse = 'Microsoft Learn: Analyze client certificates';

/** The findings of step 2 about the answers as a whole; what is wrong inside one file is found when it is opened. */
export const certificateImportFinding = defineFindings('certificate-import', {
  'id-twice': {
    severity: 'error',
    certainty: 'documented',
    text: ({ id }: { id: string }) => ({
      title: `Two clients have the id "${id}"`,
      detail: 'A mapping that names it could mean either.',
      fix: 'Give each client an id of its own.',
    }),
  },
  'same-client-twice': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ id, other }: { id: string; other: string }) => ({
      title: `"${id}" and "${other}" are the same certificate`,
      detail: 'Both have the same bytes; only one of them can be mapped.',
      fix: 'Keep one of them.',
    }),
  },
  'not-valid-now': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: HTTP status codes in IIS (403.17)',
    text: ({ what, subject, period }: { what: string; subject: string; period: string }) => ({
      title: `The ${what} is outside its period of validity`,
      detail: `${subject} is valid ${period}. IIS answers 403.17 to a client certificate that has expired or is not yet valid.`,
      fix: 'Renew the certificate. A renewed client certificate must be mapped again: IIS compares the whole certificate.',
    }),
  },
  'client-purpose': {
    severity: 'warning',
    certainty: 'documented',
    source: analyse,
    text: ({ subject }: { subject: string }) => ({
      title: 'The certificate is not meant for clients',
      detail: `${subject} has an extended key usage without "Client Authentication" (1.3.6.1.5.5.7.3.2). Browsers do not offer it, and HTTP.SYS checks usage by default.`,
      fix: 'Ask the CA for a certificate with Client Authentication.',
    }),
  },
  'client-key-usage': {
    severity: 'warning',
    certainty: 'documented',
    source: 'RFC 5280, section 4.2.1.3',
    text: ({ subject }: { subject: string }) => ({
      title: 'The key may not sign',
      detail: `${subject} has a key usage without digitalSignature; TLS client authentication signs.`,
      fix: 'Ask the CA for a certificate with digitalSignature.',
    }),
  },
  'client-is-ca': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ subject }: { subject: string }) => ({
      title: 'This is the certificate of a CA, not of a client',
      detail: `${subject} may issue certificates. Mapping it maps only whoever holds the CA's own key.`,
      fix: 'Use the certificate that the CA issued to the client; let the CA be an authority.',
    }),
  },
  'client-key-not-needed': {
    severity: 'information',
    certainty: 'documented',
    text: ({ file }: { file: string }) => ({
      title: 'The private key of a client does not belong on the server',
      detail: `${file} holds a private key. Only its certificate goes into the mapping; the key is not copied.`,
      fix: 'Keep the file with its owner, and hand over the .cer next time.',
    }),
  },
  'server-key-missing': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ file }: { file: string }) => ({
      title: 'The server certificate comes without its private key',
      detail: `${file} holds no private key. IIS can use the certificate only when the server already has the key.`,
      fix: 'Use the PFX file.',
    }),
  },
  'server-purpose': {
    severity: 'warning',
    certainty: 'documented',
    source: analyse,
    text: ({ subject }: { subject: string }) => ({
      title: 'The certificate is not meant for servers',
      detail: `${subject} has an extended key usage without "Server Authentication" (1.3.6.1.5.5.7.3.1).`,
      fix: 'Ask the CA for a certificate with Server Authentication.',
    }),
  },
  'server-name': {
    severity: 'warning',
    certainty: 'documented',
    source: 'RFC 9525',
    text: ({ hostName, names }: { hostName: string; names: string }) => ({
      title: `The server certificate does not name ${hostName}`,
      detail: `It names ${names}. Visitors of ${hostName} get a warning or no connection.`,
      fix: 'Use a certificate with that name among its subject alternative names, or correct the host name of the binding.',
    }),
  },
  'authority-is-not-ca': {
    severity: 'warning',
    certainty: 'documented',
    source: 'RFC 5280, section 4.2.1.9',
    text: ({ subject, file }: { subject: string; file: string }) => ({
      title: 'This is not the certificate of a CA',
      detail: `${subject} in ${file} may not issue certificates, so it does not belong in a store of authorities.`,
      fix: 'Remove it; when it is the certificate of a client, let it be one.',
    }),
  },
  'authority-key': {
    severity: 'warning',
    certainty: 'documented',
    source: 'RFC 3647, section 4.6.2',
    text: ({ subject, file }: { subject: string; file: string }) => ({
      title: 'The private key of a CA is in the file',
      detail: `${file} holds the private key of ${subject}. Who has it can issue certificates that the server trusts. The server needs the certificate only, and only that is copied.`,
      fix: 'Export the certificate without its key (.cer), keep the file away from the server, and find out why it left the CA.',
    }),
  },
  'leaf-in-root': {
    severity: 'warning',
    certainty: 'inferred',
    source: 'RFC 5280, section 4.2.1.9',
    text: ({ subject }: { subject: string }) => ({
      title: 'A certificate that is no CA goes to Trusted Root',
      detail: `${subject} signed itself and may issue nothing. In Trusted Root the whole machine trusts whoever holds its key.`,
      fix: 'Leave it out unless it is the self-signed certificate of a client that you mean to trust; better have a CA issue one.',
    }),
  },
  'authority-store': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: Error 403.7 or 403.16 (KB2802568)',
    text: ({ subject }: { subject: string }) => ({
      title: 'A root goes to the intermediate store',
      detail: `${subject} is self-signed but goes to the intermediates (store: CA); there nothing trusts it.`,
      fix: 'Let it go to Trusted Root (store: Root) when this root is to be trusted by the whole machine.',
    }),
  },
  weak: {
    severity: 'warning',
    certainty: 'inferred',
    text: ({ subject, reason }: { subject: string; reason: string }) => ({
      title: 'Weak cryptography',
      detail: `${subject}: ${reason}. Windows may refuse it by policy.`,
      fix: 'Have it renewed with RSA of 2048 bits or more, or an elliptic curve, and SHA-256.',
    }),
  },
});
