import { defineFindings } from '../../api/define-findings.ts';

const kb2802568 = 'Microsoft Learn: Error 403.7 or 403.16 (KB2802568)';
const schannel = 'Microsoft Learn: Overview of TLS - SSL (Schannel SSP)';

/** The findings of step 4 about listings and settings of the server. */
export const serverFinding = defineFindings('trust-check', {
  'intermediate-in-root': {
    severity: 'warning',
    certainty: 'documented',
    source: kb2802568,
    text: ({ subjects }: { subjects: string }) => ({
      title: 'Certificates in Trusted Root that are not self-signed',
      detail: `${subjects}: issued by another CA. One such certificate in Trusted Root makes IIS refuse every client certificate (403.16, or 403.7 where the server sends its list of issuers). What Group Policy distributes comes back after a move: change the policy.`,
      fix: 'Move them to the intermediate store: Move-Item Cert:\\LocalMachine\\Root\\THUMBPRINT -Destination Cert:\\LocalMachine\\CA',
    }),
  },
  'renamed-issuer-in-root': {
    severity: 'warning',
    certainty: 'inferred',
    source: kb2802568,
    text: ({ subjects }: { subjects: string }) => ({
      title: 'A certificate in Trusted Root looks self-signed and is not',
      detail: `${subjects}: issuer and subject have one name, but the signature was made with another key. The command of the walkthrough compares names and does not show it.`,
      fix: 'Move it to the intermediate store (CA); import the self-signed root of that CA if it is to be trusted.',
    }),
  },
  'leaf-in-root': {
    severity: 'warning',
    certainty: 'inferred',
    source: `${kb2802568}; RFC 5280, section 4.2.1.9`,
    text: ({ subjects }: { subjects: string }) => ({
      title: 'Trusted Root holds certificates that are no CA',
      detail: `${subjects}: may issue no certificates. Where another CA issued one, it breaks every client certificate login as an intermediate does (403.16, or 403.7); where it signed itself, the whole machine trusts whoever holds its key. A mapping needs no client certificate in any store.`,
      fix: 'Keep a copy and take it out: Export-Certificate -Cert Cert:\\LocalMachine\\Root\\THUMBPRINT -FilePath THUMBPRINT.cer; Remove-Item Cert:\\LocalMachine\\Root\\THUMBPRINT. Only a self-signed client certificate that you mean to trust has to stay.',
    }),
  },
  'client-key-on-server': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: Import-PfxCertificate, Remove-Item of the certificate provider',
    text: ({ subjects }: { subjects: string }) => ({
      title: 'The private key of a client is on the server',
      detail: `${subjects}: listed with a private key. The mapping needs the public certificate only; whoever gets into the server could log on elsewhere as this client.`,
      fix: 'Make sure that the client has its PFX, then remove certificate and key: Remove-Item Cert:\\LocalMachine\\STORE\\THUMBPRINT -DeleteKey. A deleted key does not come back.',
    }),
  },
  'root-in-ca': {
    severity: 'information',
    certainty: 'documented',
    source: kb2802568,
    text: ({ subjects }: { subjects: string }) => ({
      title: 'Roots in the intermediate store',
      detail: `${subjects}: self-signed, and in the store CA, where nothing trusts them.`,
      fix: 'Import into Trusted Root what is to be trusted by the whole machine, and remove it here.',
    }),
  },
  'root-expired': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: HTTP status codes in IIS (403.17)',
    text: ({ subjects }: { subjects: string }) => ({
      title: 'The root of a client has expired',
      detail: `${subjects}: in Trusted Root, and outside its period of validity. A chain that ends in it does not validate.`,
      fix: 'Get the renewed root from the CA and import it.',
    }),
  },
  'expired-roots': {
    severity: 'information',
    certainty: 'documented',
    source: 'Microsoft Learn: Required trusted root certificates (KB293781)',
    text: ({ subjects }: { subjects: string }) => ({
      title: 'Expired roots in Trusted Root',
      detail: `${subjects}: no client of this configuration leads to them. Some expired roots are needed by Windows itself for what was signed in their time.`,
      fix: "Leave Microsoft's own; remove those of a CA of your own that nobody needs.",
    }),
  },
  disallowed: {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: Configure trusted roots and disallowed certificates',
    text: ({ subjects }: { subjects: string }) => ({
      title: "A certificate of a client's chain is disallowed on the server",
      detail: `${subjects}: in the store of untrusted certificates, which overrules Trusted Root.`,
      fix: 'Find out why it was put there before anything is removed; use certificates of another CA.',
    }),
  },
  'issuer-list-too-long': {
    severity: 'warning',
    certainty: 'inferred',
    source: 'KB933430',
    text: ({ kilobytes, isSent }: { kilobytes: number; isSent: boolean | null }) => ({
      title: 'The list of issuers does not fit',
      detail: `The names in the store take about ${kilobytes} KB; Schannel sends 16 KB at most and cuts the rest (event 36885), so that a browser may offer no certificate. ${
        isSent === null
          ? 'It matters only where SendTrustedIssuerList is 1, which is not known here.'
          : isSent
            ? 'SendTrustedIssuerList is 1 on this server.'
            : 'The list is not sent on this server.'
      }`,
      fix: 'Leave SendTrustedIssuerList off, as it is by default since Windows Server 2012, or name a small store of issuers on the binding.',
    }),
  },
  'issuer-list-sent': {
    severity: 'information',
    certainty: 'documented',
    source: 'Microsoft Learn: Transport Layer Security (TLS) registry settings',
    text: () => ({
      title: 'The server sends its list of issuers',
      detail:
        'SendTrustedIssuerList is 1. Browsers then offer only certificates of those issuers: one that is missing in the list leads to 403.7.',
      fix: 'Make sure that the list names the CA of every client, or set the value to 0.',
    }),
  },
  'client-auth-trust-mode': {
    severity: 'warning',
    certainty: 'documented',
    source: schannel,
    text: ({ mode }: { mode: number }) => ({
      title: 'Another store decides on client certificates',
      detail: `ClientAuthTrustMode is ${mode}: ${mode === 1 ? 'exclusive root trust' : 'exclusive CA trust'}. The chain must end in the store of issuers for client authentication, so Control 1 about Trusted Root is not enough. The value concerns the whole machine.`,
      fix: 'Put the CA of every client into Client Authentication Issuers (ClientAuthIssuer), or set the value to 0.',
    }),
  },
  'ctl-store': {
    severity: 'information',
    certainty: 'documented',
    source: schannel,
    text: ({ store }: { store: string }) => ({
      title: 'The binding names a store of issuers',
      detail: `The HTTP.SYS record names ${store}. The list of issuers comes from there; with ClientAuthTrustMode 1 or 2 so does trust.`,
      fix: 'Put the CA of every client into that store too.',
    }),
  },
  'wrong-feature': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: IIS Client Certificate Mapping Authentication',
    text: ({ isRightOneMissing }: { isRightOneMissing: boolean }) => ({
      title: 'Web-Client-Auth is the other feature',
      detail: `The server has Web-Client-Auth, which maps through Active Directory. The mapping of this configuration is Web-Cert-Auth${isRightOneMissing ? ', and that is not installed: IIS does not know the section (500.19)' : ', which is installed too'}.`,
      fix: isRightOneMissing
        ? 'Install-WindowsFeature Web-Cert-Auth. Apply does it.'
        : 'Nothing, unless the Active Directory mapper is turned on for the site: then turn it off.',
    }),
  },
});
