import { advice } from './advice.en.ts';
import { sources } from './sources.en.ts';
import { hresultOfWin32 } from './windows-code.ts';
import type { WindowsError } from './windows-error.ts';

const configurationStatus = ['500.19', '500'];

/** What IIS and Windows find wrong with configuration, permissions, binding and protocol. */
export const configurationErrors: readonly WindowsError[] = [
  {
    code: hresultOfWin32(5),
    name: 'ERROR_ACCESS_DENIED',
    otherNames: ['E_ACCESSDENIED'],
    ntStatuses: [{ code: 0xc0000022, name: 'STATUS_ACCESS_DENIED' }],
    explanation: {
      title: 'Access denied',
      meaning:
        'Windows or IIS refuses access; the HTTP status tells what kind. 401.2: no authentication method took the request. 401.3: the mapped account may not read the file. 403.7: no certificate came. 500.19: IIS may not read web.config.',
      causes: [
        'No mapping applied and anonymous authentication is off (401.2).',
        'The mapped account has no Read & execute permission on the folder (401.3).',
        'No client certificate came, the code stands on the page of 403.7.',
        'IIS_IUSRS or the identity of the application pool may not read web.config (500.19).',
      ],
      fixes: ['Look the code up together with its status, such as "401.3 5": the IIS log has both.'],
      certainty: 'documented',
      source: `${sources.statusCodes}; ${sources.systemErrors}`,
    },
    under: {
      '500.19': {
        title: 'IIS may not read web.config',
        meaning:
          'The identity with which IIS reads the configuration has no Read permission on web.config or its folder.',
        causes: [
          'IIS_IUSRS or the identity of the application pool is missing in the permissions of the folder.',
          'The file was moved there and kept the permissions of its old place.',
        ],
        fixes: [
          'icacls "PATH" /grant "IIS_IUSRS:(OI)(CI)RX"',
          'Restore inheritance on the file: icacls "PATH\\web.config" /reset.',
        ],
        certainty: 'documented',
        source: sources.configurationError,
      },
    },
  },
  {
    code: hresultOfWin32(33),
    name: 'ERROR_LOCK_VIOLATION',
    explains: configurationStatus,
    explanation: {
      title: 'The section is locked',
      meaning:
        'web.config holds a section that applicationHost.config locks (overrideModeDefault="Deny"). access, anonymousAuthentication and iisClientCertificateMappingAuthentication are locked by default.',
      causes: ['The mapping section, the SSL flags or anonymous authentication stand in web.config.'],
      fixes: [
        'Write the settings into a <location path="SITE"> of applicationHost.config instead: Configuration Editor > From: ApplicationHost.config.',
        'Or unlock for this site only: appcmd unlock config "SITE" -section:system.webServer/security/access (and the other two).',
      ],
      certainty: 'documented',
      source: sources.configurationError,
    },
  },
  {
    code: hresultOfWin32(13),
    name: 'ERROR_INVALID_DATA',
    explains: configurationStatus,
    explanation: {
      title: 'The configuration file is malformed',
      meaning: 'The XML is not well-formed, or holds an element or attribute that IIS does not know at this place.',
      causes: [
        'An <add> of a mapping stands outside <oneToOneMappings> or <manyToOneMappings>.',
        'A flag or attribute that is in no schema of IIS, such as SslMapCert.',
        'A module that is not installed brings a section of its own.',
        'Quotes or & are not escaped.',
      ],
      fixes: [
        'Run the "check-config" command on the file: it names the line and what is meant.',
        'Read Config Error and Config Source on the error page, on the server itself.',
      ],
      certainty: 'documented',
      source: sources.configurationError,
    },
  },
  {
    code: hresultOfWin32(183),
    name: 'ERROR_ALREADY_EXISTS',
    explains: configurationStatus,
    explanation: {
      title: 'An entry exists twice',
      meaning: 'A collection holds two entries with the same key: in one file, or once inherited and once here.',
      causes: [
        'The same certificate stands in two one-to-one mappings.',
        'Two many-to-one mappings have one name; upper and lower case do not tell them apart.',
        'The entries stand both in applicationHost.config and in web.config.',
      ],
      fixes: [
        'Keep one of the two: the "check-config" command names both lines.',
        'Where the inherited ones are not wanted, begin the collection with <clear/>.',
      ],
      certainty: 'documented',
      source: 'Microsoft Learn: HTTP error 500.19 (0x800700b7)',
    },
  },
  {
    code: hresultOfWin32(50),
    name: 'ERROR_NOT_SUPPORTED',
    ntStatuses: [{ code: 0xc00000bb, name: 'STATUS_NOT_SUPPORTED' }],
    explains: ['500', '500.0'],
    explanation: {
      title: 'The certificate is asked for after a TLS 1.3 handshake',
      meaning:
        'On Windows Server 2025 and Windows 11 24H2 IIS answers 500.0 with this code when a page requires a certificate that was not asked for in the first handshake: TLS 1.3 has no renegotiation.',
      causes: [
        'SSL flags require or accept a certificate, "Negotiate Client Certificate" is off in the HTTP.SYS record, and the client speaks TLS 1.3.',
      ],
      fixes: [advice.negotiateFirst, advice.noTls13, advice.noHttp2],
      certainty: 'documented',
      source: sources.tls13,
    },
  },
  {
    code: hresultOfWin32(1312),
    name: 'ERROR_NO_SUCH_LOGON_SESSION',
    explanation: {
      title: 'The private key of the server certificate is missing or broken',
      meaning:
        'IIS Manager shows this when a binding is given a certificate whose private key is not in the computer\'s store, or cannot be used ("A specified logon session does not exist").',
      causes: [
        'The PFX was imported with "Allow this certificate to be exported" unticked, in IIS Manager, and the key set broke.',
        'Only the .cer was imported, without its key.',
        "The key lies in a user's store, not in that of the computer.",
      ],
      fixes: [
        'Check the key: certutil -store My THUMBPRINT must say "Encryption test passed".',
        'Import the PFX again into Personal of the computer (certlm.msc), exportable; or repair: certutil -repairstore My THUMBPRINT.',
      ],
      certainty: 'documented',
      source: sources.brokenKey,
    },
  },
];
