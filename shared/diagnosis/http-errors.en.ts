import { advice } from './advice.en.ts';
import type { Explanation } from './diagnosis.ts';
import { sources } from './sources.en.ts';

/** The statuses that do not judge the visitor, keyed as in `httpStatuses`. */
export const httpErrors: Readonly<Record<string, Explanation>> = {
  '413': {
    title: 'The request body is too large to ask for a certificate after it',
    meaning:
      'When IIS asks for the certificate after the handshake, it must first take in the whole request body, and does so only up to uploadReadAheadSize (49152 bytes by default). A larger POST is answered 413 and the connection is closed.',
    causes: [
      'A POST or upload larger than uploadReadAheadSize is the first request of a connection whose certificate is asked for late.',
    ],
    fixes: [
      advice.negotiateFirst,
      'Or let the client send a small GET first on the same connection.',
      'Or raise the limit: appcmd set config "SITE" -section:system.webServer/serverRuntime -uploadReadAheadSize:BYTES -commit:apphost. Large values let strangers fill memory.',
    ],
    certainty: 'documented',
    source: sources.renegotiation,
  },
  '500': {
    title: 'Internal server error',
    meaning:
      'Something failed in the server; status and substatus do not tell what, the HRESULT on the error page (seen on the server itself) does. With client certificates 0x80070032 is the known one: TLS 1.3.',
    causes: [
      '0x80070032: the certificate is asked for after a TLS 1.3 handshake (Windows Server 2025, Windows 11 24H2).',
      '0x80070569: the mapped account lacks the logon right.',
      'An error in the application.',
    ],
    fixes: [
      'Open the page on the server itself and read the Error Code; look it up together with the status, such as "500.0 0x80070032".',
      'Trace the request: IIS Manager > site > Failed Request Tracing Rules, status 500.',
    ],
    certainty: 'documented',
    source: sources.statusCodes,
  },
  '500.19': {
    title: 'The configuration cannot be read',
    meaning:
      'IIS stops at an error in web.config or applicationHost.config; the Error Code (HRESULT) on the page tells which kind, Config Error and Config Source show the line.',
    causes: [
      '0x80070021: a section in web.config is locked at the server.',
      '0x8007000D: the XML is malformed, or an element or attribute stands where IIS does not know it.',
      '0x800700B7: an entry exists twice, also once inherited and once here.',
      '0x80070005: IIS may not read the file.',
      '0x8007052E: the account with which IIS opens the folder (pass-through or "Connect as") cannot log on.',
    ],
    fixes: [
      'Open the page on the server itself, read Error Code and Config Source, and look the code up together with 500.19.',
      'Check the file before it goes live: the "check-config" command.',
    ],
    certainty: 'documented',
    source: sources.configurationError,
  },
  '502': {
    title: 'The back end refused the proxy, for want of a certificate',
    meaning:
      "A reverse proxy (ARR) got no usable answer. When the back-end site accepts or requires client certificates, this is what ARR answers: it ends TLS itself and cannot pass the visitor's key on.",
    causes: [
      'SSL Settings of the back-end site are Accept or Require.',
      'Any other failure between proxy and back end: name, certificate, time-out.',
    ],
    fixes: [
      'Set SSL Settings of the back-end site to Ignore and read the certificate from the header X-ARR-ClientCert, taking it from the proxy only.',
      "Mapping in IIS needs the visitor's own TLS connection: pass TCP through instead of ending TLS in the proxy.",
    ],
    certainty: 'documented',
    source: sources.proxy,
  },
};

/** The same for all statuses below 400. */
export const httpSuccess: Explanation = {
  title: 'The request did not fail',
  meaning:
    'IIS let the request through. In the log cs-username names the account that the visitor got; "-" there means anonymous.',
  causes: [],
  fixes: [
    'When "-" stands in cs-username although a certificate was sent, no mapping applied: turn anonymous authentication off, and run the "simulate" command with the certificate.',
  ],
  certainty: 'documented',
  source: sources.statusCodes,
};
