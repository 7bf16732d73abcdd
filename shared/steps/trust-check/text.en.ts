import { defineFindings } from '../../api/define-findings.ts';

const kb2802568 = 'Microsoft Learn: Error 403.7 or 403.16 (KB2802568)';

/** The findings of step 4, from supplied certificates alone: the structure of chains, never "trusted". */
export const trustCheckFinding = defineFindings('trust-check', {
  'client-root-not-supplied': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: 403.16 client certificate is untrusted (KB942061)',
    text: ({ clients, missing }: { clients: string; missing: string }) => ({
      title: 'Control 1 is not known: the root of a client is not among the certificates',
      detail: `${clients}: the chain ends before a root that goes to Trusted Root (${missing}). If the server lacks it, IIS answers 403.16.`,
      fix: 'Bring the root among the authorities, to go to Trusted Root (store: Root), or make sure that the server trusts it already.',
    }),
  },
  'issuer-not-supplied': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: Http.sys registry settings (CertChainCacheOnlyUrlRetrieval)',
    text: ({ clients, missing }: { clients: string; missing: string }) => ({
      title: 'Control 1 is not known: the CA that issued a client certificate is missing',
      detail: `${clients}: nothing supplied is ${missing}. The server must have it: a root in Trusted Root, an intermediate in the intermediate store, because HTTP.SYS fetches none by itself. Otherwise the visitor gets 403.16.`,
      fix: 'Bring it among the authorities, or make sure that the server has it.',
    }),
  },
  'not-self-signed-in-root': {
    severity: 'warning',
    certainty: 'documented',
    source: kb2802568,
    text: ({ subject }: { subject: string }) => ({
      title: 'Control 2 fails: a certificate that is not self-signed goes to Trusted Root',
      detail: `${subject} was issued by another CA. One such certificate in Trusted Root breaks every client certificate login of the machine (403.16, or 403.7). Apply refuses to put it there.`,
      fix: 'Let it go to the intermediates (store: CA).',
    }),
  },
  'leaf-to-root': {
    severity: 'warning',
    certainty: 'inferred',
    source: 'RFC 5280, section 4.2.1.9',
    text: ({ subjects }: { subjects: string }) => ({
      title: 'A certificate that is no CA goes to Trusted Root',
      detail: `${subjects}: may issue no certificates. A mapping needs no client certificate in any store; in Trusted Root the whole machine trusts whoever holds its key.`,
      fix: 'Leave it out of the authorities, unless it is the self-signed certificate of a client that you mean to trust.',
    }),
  },
  'authority-key': {
    severity: 'warning',
    certainty: 'documented',
    source: 'RFC 3647, section 4.6.2',
    text: ({ files }: { files: string }) => ({
      title: 'The private key of an authority is about to reach the server',
      detail: `${files}: holds a private key beside the certificate. Who has the key of a CA can issue certificates that the server trusts. Apply and bundle take the certificate only; the file itself must not be copied to the server.`,
      fix: 'Export the certificate without its key (.cer) and use that file.',
    }),
  },
  'client-key': {
    severity: 'information',
    certainty: 'documented',
    source: 'Microsoft Learn: One-to-one mappings',
    text: ({ clients }: { clients: string }) => ({
      title: 'The private key of a client does not belong on the server',
      detail: `${clients}: the file holds the private key. Only the certificate goes into the mapping; apply and bundle copy no key.`,
      fix: 'Keep the file away from the server, and use the .cer.',
    }),
  },
  'root-is-machine-wide': {
    severity: 'information',
    certainty: 'documented',
    text: ({ subjects }: { subjects: string }) => ({
      title: 'Trusting a root concerns the whole machine',
      detail: `Every program on the server will trust certificates of ${subjects}, not only this site.`,
      fix: 'Check that this root may be trusted for everything it issues.',
    }),
  },
  'chain-problem': {
    severity: 'warning',
    certainty: 'documented',
    source: 'RFC 5280, section 6',
    text: ({ clients, problems }: { clients: string; problems: string }) => ({
      title: 'The chain of a client has a fault',
      detail: `${clients}: ${problems}. Windows decides on trust; it is likely to answer 403.16 or 403.17.`,
      fix: 'Ask the CA for a certificate with a sound chain.',
    }),
  },
  revocation: {
    severity: 'information',
    certainty: 'documented',
    source: 'KB294305, KB884115',
    text: ({ addresses }: { addresses: string }) => ({
      title: 'The server must reach the revocation lists',
      detail: `HTTP.SYS checks revocation by default, as SYSTEM and without a user's proxy. If ${addresses} cannot be fetched, IIS answers 403.13 although nothing is revoked.`,
      fix: 'Try "certutil -verify -urlfetch" with a client certificate as SYSTEM on the server.',
    }),
  },
  'revocation-not-known': {
    severity: 'information',
    certainty: 'unverified',
    source: 'KB294305',
    text: ({ clients }: { clients: string }) => ({
      title: 'Not known: revocation of certificates without an address',
      detail: `${clients}: no CRL or OCSP address is in the certificate. What HTTP.SYS makes of that is not documented.`,
      fix: 'Test one of them on the server; 403.13 is the sign.',
    }),
  },
});
