import { advice } from './advice.en.ts';
import type { Explanation } from './diagnosis.ts';
import { expired, revocation, untrusted } from './http-status.en.ts';
import { sources } from './sources.en.ts';
import type { WindowsError } from './windows-error.ts';

const damaged = (meaning: string, first: string[]): Explanation => ({
  title: 'The certificate in a mapping is damaged',
  meaning: `IIS could not decode the certificate attribute of a one-to-one mapping: ${meaning} It must be the Base-64 of the DER certificate, on one line, without BEGIN and END.`,
  causes: [
    ...first,
    'The lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE----- were kept, or line breaks.',
    'Something else was pasted: a thumbprint, a PFX or a whole chain (P7B).',
    'The file was saved as UTF-16 or with a byte order mark, which came along.',
  ],
  fixes: [
    'Make the text anew from the certificate file: [Convert]::ToBase64String([IO.File]::ReadAllBytes("client.cer")) for a DER file, or the "inspect" command for any file; put it into the mapping.',
    'Find the damaged entry: the "check-config" command on the configuration names its line.',
  ],
  certainty: 'documented',
  source: sources.damagedCertificate,
});

/** What Windows finds wrong with a certificate. */
export const certificateErrors: readonly WindowsError[] = [
  {
    code: 0x80093102,
    name: 'CRYPT_E_ASN1_EOD',
    explains: ['401', '401.1', '500', '500.0'],
    explanation: damaged('the data ended too early.', ['Characters got lost at the end when the text was copied.']),
  },
  {
    code: 0x8009310b,
    name: 'CRYPT_E_ASN1_BADTAG',
    explains: ['401', '401.1', '500', '500.0'],
    explanation: damaged('the data does not begin or go on as a certificate does.', [
      'A character got lost or was added in the middle or at the beginning when the text was copied.',
    ]),
  },
  {
    code: 0x800b0109,
    name: 'CERT_E_UNTRUSTEDROOT',
    explains: ['403', '403.16'],
    explanation: {
      ...untrusted,
      title: 'The chain ends in a root that the server does not trust',
      meaning:
        'Windows built the chain of the client certificate, but its root is not trusted by the computer. IIS answers 403.16; the mapping was not asked yet.',
    },
  },
  {
    code: 0x800b010a,
    name: 'CERT_E_CHAINING',
    explains: ['403', '403.16'],
    explanation: {
      ...untrusted,
      title: 'The chain of the client certificate is incomplete',
      meaning:
        'Windows could not build a chain from the client certificate to a trusted root: a CA in between is missing.',
      causes: [
        'An intermediate CA is missing on the server: HTTP.SYS does not download it, though the certificate viewer does.',
        "The client's root CA is not in Trusted Root Certification Authorities of the computer.",
      ],
      fixes: [advice.intermediates, advice.machineRoot, advice.clientLog],
      certainty: 'unverified',
    },
  },
  {
    code: 0x800b0101,
    name: 'CERT_E_EXPIRED',
    explains: ['403', '403.17'],
    explanation: expired,
  },
  {
    code: 0x80092013,
    name: 'CRYPT_E_REVOCATION_OFFLINE',
    explains: ['403', '403.13'],
    explanation: {
      ...revocation,
      title: 'The server cannot reach the revocation list',
      meaning:
        'Windows could not get a valid CRL or OCSP answer for a certificate of the chain. Nothing needs to be revoked: IIS answers 403.13 all the same.',
      causes: [
        'The server (as SYSTEM, which has no proxy of a user) does not reach the CRL or OCSP address.',
        'The CRL is expired: the CA did not publish a new one in time.',
        'The address in the certificate (CDP) is wrong, or an LDAP address outside the domain.',
      ],
      source: `${sources.revocation}; gradenegger.eu: CRYPT_E_REVOCATION_OFFLINE`,
    },
  },
  {
    code: 0x80092012,
    name: 'CRYPT_E_NO_REVOCATION_CHECK',
    explains: ['403', '403.13'],
    explanation: {
      ...revocation,
      title: 'Revocation could not be checked',
      meaning: 'Windows found no way to check whether a certificate of the chain is revoked. IIS answers 403.13.',
      causes: [
        'The certificate names no CRL or OCSP address that the server can use.',
        'The CRL is signed by a CA that may not sign CRLs (no cRLSign).',
      ],
    },
  },
  {
    code: 0x80092010,
    name: 'CRYPT_E_REVOKED',
    explains: ['403', '403.13'],
    explanation: {
      ...revocation,
      title: 'The certificate is revoked',
      meaning: 'The CA revoked the certificate, or a CA above it. IIS answers 403.13.',
      causes: ['The CA revoked it: replaced, lost, or the owner left.'],
      fixes: [
        'Issue a new certificate, and put it into the mapping; remove the mapping of the revoked one.',
        'See date and reason: certutil -verify -urlfetch client.cer.',
      ],
    },
  },
];
