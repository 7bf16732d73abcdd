import { advice } from './advice.en.ts';
import type { Explanation } from './diagnosis.ts';
import { sources } from './sources.en.ts';

/** 403.13, which the codes of a failed revocation check vary. */
export const revocation: Explanation = {
  title: 'The client certificate is revoked, or revocation cannot be checked',
  meaning:
    'The server checks whether the CA revoked the certificate. It says 403.13 too when it cannot get an answer, though nothing is revoked.',
  causes: [
    'The server (as SYSTEM, which has no proxy of a user) does not reach the CRL or OCSP address (0x80092013).',
    'The CRL is expired, or its issuer may not sign CRLs (no cRLSign).',
    'The certificate names no usable CRL address (0x80092012).',
    'The CA revoked the certificate (0x80092010).',
  ],
  fixes: [
    advice.verifyAsSystem,
    'Give SYSTEM its proxy: netsh winhttp set proxy PROXY:PORT, or open the firewall to the CRL addresses.',
    advice.clientLog,
    'Only when the CA publishes nothing: write the HTTP.SYS record with verifyclientcertrevocation=disable. Revoked certificates then keep working.',
  ],
  certainty: 'documented',
  source: sources.revocation,
};

/** 403.16, which the codes of a chain without trust vary. */
export const untrusted: Explanation = {
  title: 'The server does not trust the client certificate',
  meaning:
    'The certificate arrived, but Windows on the server could not build a trusted chain from it (usually 0x800B0109, in the log 2148204809). The mapping was not asked yet.',
  causes: [
    "The client's root CA is not in Trusted Root Certification Authorities of the computer (a user's store does not count).",
    'A certificate that is not self-signed lies in Trusted Root of the computer; one of them breaks every client certificate.',
    'An intermediate CA is missing on the server: HTTP.SYS does not download it, though the certificate viewer does.',
    'ClientAuthTrustMode or the store named at the binding (sslctlstorename) limits which CAs are accepted.',
    'The client certificate is self-signed and not in Trusted Root.',
  ],
  fixes: [
    advice.machineRoot,
    advice.moveFromRoot,
    advice.intermediates,
    'Look at HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL, ClientAuthTrustMode, and at "Ctl Store Name" in netsh http show sslcert.',
    advice.clientLog,
  ],
  certainty: 'documented',
  source: sources.trust,
};

/** 403.17. */
export const expired: Explanation = {
  title: 'The client certificate is expired or not valid yet',
  meaning: "The server's clock is outside the validity of the client certificate (0x800B0101).",
  causes: ['The certificate expired.', "The server's clock is wrong.", 'The certificate begins to be valid later.'],
  fixes: [
    'Renew the certificate, and put the new one into its one-to-one mapping: a renewed certificate is another certificate.',
    'Check the time on the server: w32tm /query /status.',
  ],
  certainty: 'documented',
  source: sources.statusCodes,
};

/** What IIS means with a status, keyed `status` or `status.substatus`; 0 as substatus is the status alone. */
export const httpStatuses: Readonly<Record<string, Explanation>> = {
  '401': {
    title: 'Not authorised',
    meaning:
      'IIS does not let the visitor in as who they are. The substatus tells why: 401.1 the logon failed, 401.2 no authentication method took the request, 401.3 the account may not read the file.',
    causes: [
      'The account of the mapping could not log on (401.1).',
      'No mapping applied and anonymous authentication is off (401.2).',
      'The mapped account has no right to read the files (401.3).',
    ],
    fixes: [
      'Read sc-substatus and sc-win32-status of the request in the IIS log and look both up together, such as "401.1 2147943726".',
    ],
    certainty: 'documented',
    source: sources.statusCodes,
  },
  '401.1': {
    title: 'The logon failed',
    meaning:
      'IIS found an account for the visitor, but Windows refused to log it on. With certificate mapping that is the account of the mapping entry, or an entry whose certificate IIS cannot read.',
    causes: [
      'The password in the mapping is wrong, or was changed since (0x8007052E).',
      'The certificate attribute of a one-to-one mapping is damaged (0x80093102, 0x8009310B).',
      'The account lacks the logon right that the logon method needs (0x80070569).',
      'The account is locked, disabled or expired, or its password is.',
      'The account does not exist, or belongs to another domain than defaultLogonDomain.',
    ],
    fixes: [advice.exactError, advice.testLogon, advice.readEvent4625],
    certainty: 'documented',
    source: sources.statusCodes,
  },
  '401.2': {
    title: 'No authentication method took the request',
    meaning:
      'None of the authentication methods that are on could say who the visitor is, and anonymous authentication is off. The certificate arrived or not, but it led to no account.',
    causes: [
      'iisClientCertificateMappingAuthentication is disabled, or the feature is not installed.',
      'The mappings stand at an application or folder below the site: IIS ignores them there.',
      'No mapping matches this certificate (a renewed certificate is another certificate), and anonymous authentication is off.',
      'The Active Directory mapper (clientCertificateMappingAuthentication) was turned on instead of the IIS one.',
    ],
    fixes: [
      'Move the mappings to the site: Configuration Editor with the site selected, committed to ApplicationHost.config.',
      'Check that the feature is there: Get-WindowsFeature Web-Cert-Auth (on Windows clients Get-WindowsOptionalFeature -Online -FeatureName IIS-IISCertificateMappingAuthentication).',
      'Check which account this certificate gets: the "simulate" command with the configuration and the certificate.',
      'Compare the certificate attribute of the mapping with the certificate that the visitor uses now.',
    ],
    certainty: 'documented',
    source: sources.belowSite,
  },
  '401.3': {
    title: 'The account may not read the file',
    meaning: 'The logon worked, but the file permissions (NTFS) do not let the mapped account read what was asked for.',
    causes: [
      'The mapped account has no Read & execute permission on the folder of the site.',
      'A folder below does not inherit the permission, or a Deny entry stands in the way.',
    ],
    fixes: [
      'Give the account Read & execute: icacls "PATH" /grant "ACCOUNT:(OI)(CI)RX".',
      'See what it may do now: folder > Properties > Security > Advanced > Effective Access.',
    ],
    certainty: 'documented',
    source: sources.statusCodes,
  },
  '403': {
    title: 'Forbidden',
    meaning:
      'IIS refuses the request whoever asks. With client certificates the substatus tells why: 403.4 https needed, 403.5 128 bit needed, 403.7 no certificate, 403.12 the mapping denies, 403.13 revoked or not to be checked, 403.16 not trusted, 403.17 expired.',
    causes: [
      'No client certificate came (403.7).',
      'The certificate came, but the server does not trust its chain (403.16), cannot check revocation (403.13) or finds it expired (403.17).',
      'A many-to-one mapping denies it (403.12).',
    ],
    fixes: [
      'Read sc-substatus of the request in the IIS log; browsers elsewhere than on the server do not show it. Then look up the pair, such as 403.16.',
    ],
    certainty: 'documented',
    source: sources.statusCodes,
  },
  '403.4': {
    title: 'https is needed',
    meaning: 'The page was asked for over http, while its SSL flags hold Ssl ("Require SSL").',
    causes: ['The address begins with http://.', 'A load balancer ends TLS and passes plain http on to IIS.'],
    fixes: [
      'Use https:// in the address; add a redirect from http to https.',
      'Behind a load balancer, pass TLS through to IIS: mapping needs the certificate in any case.',
    ],
    certainty: 'documented',
    source: sources.statusCodes,
  },
  '403.5': {
    title: '128-bit encryption is needed',
    meaning: 'The SSL flags hold Ssl128, and the connection was made with a weaker cipher.',
    causes: ['An old client, or a server whose cipher order prefers weak ciphers.'],
    fixes: [
      'Drop Ssl128: IIS Manager > site > SSL Settings. Weak ciphers are turned off for the whole server instead (Get-TlsCipherSuite).',
    ],
    certainty: 'documented',
    source: sources.statusCodes,
  },
  '403.7': {
    title: 'No client certificate came',
    meaning:
      'The SSL flags require a client certificate (SslRequireCert), and the client sent none. The error page shows 0x80070005 with it.',
    causes: [
      'The client has no certificate with a private key in its own store.',
      'The certificate is not for client authentication (EKU 1.3.6.1.5.5.7.3.2), or its key usage lacks digitalSignature, so the browser does not offer it.',
      'The server sends a list of accepted issuers that lacks this CA (SendTrustedIssuerList, Schannel event 36885).',
      'The user cancelled the prompt; the browser remembers that until it is closed.',
      'TLS 1.3 or HTTP/2: the certificate is asked for after the handshake, which the client does not support.',
      'A proxy or load balancer in between ends TLS.',
    ],
    fixes: [
      'On the client: certmgr.msc > Personal: the certificate must show "You have a private key".',
      'Close all windows of the browser and try again, or use a private window.',
      advice.askWithOpenSsl,
      'Set SSL Settings to Accept for a test: when the page comes then, the certificate is missing and the rest works.',
      advice.negotiateFirst,
    ],
    certainty: 'documented',
    source: sources.noCertificate,
  },
  '403.12': {
    title: 'The mapping denies access',
    meaning:
      'The certificate arrived and was accepted, but the mapper refused it: a many-to-one mapping with permissionMode "Deny" matches it, or the account that it maps to was denied access.',
    causes: [
      'A many-to-one mapping with permissionMode "Deny" matches the certificate.',
      'The mapped account has no permission on the file.',
    ],
    fixes: [
      'See which mapping applies: the "simulate" command with the configuration and the certificate.',
      'Order the many-to-one mappings so that the Allow for this certificate stands before the Deny for the rest.',
      'Check the permissions of the mapped account on the folder: icacls "PATH".',
    ],
    certainty: 'inferred',
    source: sources.denied,
  },
  '403.13': revocation,
  '403.16': untrusted,
  '403.17': expired,
};
