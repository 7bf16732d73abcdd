import { defineFindings } from '../../api/define-findings.ts';

const bindingPage = 'Microsoft Learn: Binding <binding>';
const tls13Post = 'IIS Support Blog: Addressing TLS 1.3 compatibility issues in IIS Express (2025)';

/** The findings of step 1. */
export const sslRequireFinding = defineFindings('ssl-require', {
  'site-not-in-file': {
    severity: 'error',
    certainty: 'documented',
    text: ({ site, file, near }: { site: string; file: string; near: string | undefined }) => ({
      title: `There is no site "${site}" in ${file}`,
      detail: 'Sites are never created: the configuration would belong to nothing.',
      fix: near === undefined ? 'Name a site of that file.' : `Did you mean "${near}"?`,
    }),
  },
  'site-name': {
    severity: 'error',
    certainty: 'documented',
    source: 'Microsoft.Web.Administration: SiteCollection.InvalidSiteNameCharacters',
    text: ({ site, character }: { site: string; character: string }) => ({
      title: `IIS has no site with a name like "${site}"`,
      detail: `A site name cannot contain ${character}.`,
      fix: 'Write the name as IIS Manager shows it under Sites.',
    }),
  },
  'physical-path-not-local': {
    severity: 'error',
    certainty: 'documented',
    text: ({ path }: { path: string }) => ({
      title: 'The folder of the site is not a local path',
      detail: `"${path}" is a network, device or relative path. Opening a network path makes Windows send credentials.`,
      fix: 'Write the folder with its drive letter, such as D:\\sites\\new.',
    }),
  },
  'physical-path-differs': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ answered, given, file }: { answered: string; given: string; file: string }) => ({
      title: 'The site lies in another folder',
      detail: `The answers say ${answered}, ${file} says ${given}.`,
      fix: 'Correct the folder of the site (physicalPath), or check that you have the right file.',
    }),
  },
  'path-invalid': {
    severity: 'error',
    certainty: 'documented',
    text: ({ path, reason }: { path: string; reason: string }) => ({
      title: `"${path}" is not a path of a site`,
      detail: reason,
      fix: 'Write "/" for the whole site, or a path below it such as "/secure".',
    }),
  },
  'path-twice': {
    severity: 'error',
    certainty: 'documented',
    text: ({ path }: { path: string }) => ({
      title: `The path "${path}" is named twice`,
      detail:
        'IIS does not tell upper from lower case in paths; two locations for one path would contradict each other.',
      fix: 'Keep one of them.',
    }),
  },
  'path-below-whole-site': {
    severity: 'information',
    certainty: 'documented',
    text: ({ path }: { path: string }) => ({
      title: `"${path}" is protected already`,
      detail: 'The whole site is protected, so a path below it needs no entry of its own; it gets one all the same.',
      fix: 'Leave it out, or leave "/" out when only this path is meant.',
    }),
  },
  'flags-below-site': {
    severity: 'information',
    certainty: 'documented',
    source: 'IIS Support Blog: IIS client certificate authentication results in 401 (2020)',
    text: ({ paths }: { paths: string }) => ({
      title: 'Only a part of the site is protected',
      detail: `The flags and "anonymous off" are written at ${paths}; the mappings stand at the site, because IIS ignores them below it. The rest of the site stays as it is.`,
      fix: 'Nothing to do when that is what you want.',
    }),
  },
  'certificate-ignored': {
    severity: 'warning',
    certainty: 'documented',
    text: () => ({
      title: 'Nobody is asked for a certificate',
      detail: 'With "ignore" IIS never sees a client certificate, so no mapping can apply.',
      fix: 'Choose "require", or "accept" when visitors without a certificate shall come in by another way.',
    }),
  },
  'require-without-ssl': {
    severity: 'warning',
    certainty: 'inferred',
    source: 'Microsoft Learn: Access <access>',
    text: ({ clientCertificate }: { clientCertificate: string }) => ({
      title: 'http:// is not refused',
      detail: `The certificate is set to "${clientCertificate}", but a visitor may still come over http://, where there is no certificate at all.`,
      fix: 'Turn on “Require SSL” (requireSsl).',
    }),
  },
  'tls13-late-request': {
    severity: 'warning',
    certainty: 'documented',
    source: tls13Post,
    text: ({ windows, symptom }: { windows: string; symptom: string }) => ({
      title: `TLS 1.3 on ${windows} breaks the request for a certificate`,
      detail: `Without "negotiate client certificate" IIS asks for the certificate after the handshake. TLS 1.3 cannot do that: ${symptom}.`,
      fix: 'Best: ask for the certificate in the first handshake (negotiateClientCertificate). Else turn off TLS 1.3 on this binding (disableTls13).',
    }),
  },
  'tls13-not-known': {
    severity: 'warning',
    certainty: 'documented',
    source: tls13Post,
    text: ({ windows, symptom }: { windows: string; symptom: string }) => ({
      title: 'Not known: whether the binding asks in the first handshake',
      detail: `The answers name no binding, and no configuration file holds that setting (it lives in HTTP.SYS). If it is off, TLS 1.3 on ${windows} fails: ${symptom}.`,
      fix: 'Set the https binding here (binding), or look at "netsh http show sslcert" on the server.',
    }),
  },
  'http2-late-request': {
    severity: 'information',
    certainty: 'unverified',
    source: 'RFC 9113, section 9.2.1',
    text: ({ windows }: { windows: string }) => ({
      title: 'Not known: a late request for a certificate over HTTP/2',
      detail: `HTTP/2 forbids renegotiation. What ${windows} does when it has to ask for a certificate after the handshake is not documented.`,
      fix: 'To be on the safe side, ask for the certificate in the first handshake (negotiateClientCertificate), or turn off HTTP/2 on this binding (disableHttp2).',
    }),
  },
  'negotiate-asks-everybody': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ paths }: { paths: string }) => ({
      title: 'Every visitor of this binding is asked for a certificate',
      detail: `Asking in the first handshake happens before the path is known. Only ${paths} is protected, but the visitors of the public pages see the prompt too.`,
      fix: 'Give the protected part a host name of its own (with server name indication), or turn off TLS 1.3 on this binding instead (disableTls13).',
    }),
  },
  'shared-endpoint': {
    severity: 'warning',
    certainty: 'inferred',
    source: 'Microsoft Learn: netsh http',
    text: ({ endpoint, sites }: { endpoint: string; sites: string }) => ({
      title: `Other sites share ${endpoint}`,
      detail: `Bindings without server name indication on one address and port share one HTTP.SYS record: negotiation, TLS version and certificate change for ${sites} too.`,
      fix: 'Use server name indication with a host name, or agree on the change with the owners of those sites.',
    }),
  },
  'binding-in-other-site': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ binding, site, file }: { binding: string; site: string; file: string }) => ({
      title: `The binding ${binding} belongs to the site "${site}"`,
      detail: `${file} has the same binding there; IIS starts only one of two sites with the same binding.`,
      fix: 'Choose another host name or port, or name that site.',
    }),
  },
  'binding-central-store': {
    severity: 'warning',
    certainty: 'documented',
    source: bindingPage,
    text: ({ binding }: { binding: string }) => ({
      title: 'The binding takes its certificate from the centralised certificate store',
      detail: `${binding} has bit 2 in sslFlags. Its HTTP.SYS record is not one of this site's own; apply refuses to change it.`,
      fix: 'Use a binding with a certificate of its own for this site.',
    }),
  },
  'name-indication-without-host': {
    severity: 'error',
    certainty: 'documented',
    source: bindingPage,
    text: () => ({
      title: 'Server name indication needs a host name',
      detail: 'The binding is to be chosen by its name, but has none.',
      fix: 'Fill in the host name (hostName), or turn off server name indication (serverNameIndication).',
    }),
  },
  'binding-address': {
    severity: 'error',
    certainty: 'documented',
    source: bindingPage,
    text: ({ address }: { address: string }) => ({
      title: `"${address}" is not an IP address`,
      detail: 'A binding has "*" for all addresses, an IPv4 address, or an IPv6 address in brackets.',
      fix: 'Use "*", or the address as ipconfig shows it.',
    }),
  },
  'binding-host-name': {
    severity: 'error',
    certainty: 'documented',
    source: bindingPage,
    text: ({ hostName }: { hostName: string }) => ({
      title: `"${hostName}" is not a host name`,
      detail: 'A host name has letters, digits and hyphens between dots; "*." may stand at its start.',
      fix: 'Write the name as visitors type it, without https:// and without port.',
    }),
  },
  'tls13-setting-unknown': {
    severity: 'information',
    certainty: 'documented',
    source: bindingPage,
    text: ({ windows }: { windows: string }) => ({
      title: `${windows} has no TLS 1.3 to disable`,
      detail: 'Turning it off (disableTls13) changes nothing there and is left out.',
      fix: 'Nothing to do.',
    }),
  },
  'http2-setting-unknown': {
    severity: 'information',
    certainty: 'documented',
    source: bindingPage,
    text: ({ windows }: { windows: string }) => ({
      title: `${windows} has no HTTP/2 to disable`,
      detail: 'Turning it off (disableHttp2) changes nothing there and is left out.',
      fix: 'Nothing to do.',
    }),
  },
  'no-server-certificate': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ binding }: { binding: string }) => ({
      title: 'The binding has no certificate in the answers',
      detail: `The binding ${binding} works only when the server already has a certificate on it; nothing here says so.`,
      fix: 'Add the server PFX in step 2, or make sure that the binding has its certificate.',
    }),
  },
  'http-binding-refused': {
    severity: 'information',
    certainty: 'documented',
    text: ({ bindings }: { bindings: string }) => ({
      title: 'http:// will answer 403.4',
      detail: `The site is reached over ${bindings} too; with "require SSL" these visitors get 403.4.`,
      fix: 'Tell them the https:// address, or add a redirecting site.',
    }),
  },
});
