import { defineFindings } from '../../api/define-findings.ts';
import { allowWithoutIssuer, ruleLessAllow } from '../../mapping/wide-rules.en.ts';

const errorPage = 'Microsoft Learn: HTTP Error 500.19 when you open an IIS webpage';

interface SchemaParameters {
  detail: string;
  suggestion: string | undefined;
}

function meant({ suggestion }: SchemaParameters, otherwise: string): string {
  return suggestion === undefined ? otherwise : `Write "${suggestion}".`;
}

/** What does not fit IIS' schema is the same in every section. */
const schema = {
  'unknown-attribute': {
    severity: 'error',
    certainty: 'documented',
    source: errorPage,
    text: (parameters: SchemaParameters) => ({
      title: 'IIS does not know this attribute',
      detail: `${parameters.detail} IIS answers 500.19 (0x8007000D).`,
      fix: meant(parameters, 'Remove the attribute.'),
    }),
  },
  'unknown-element': {
    severity: 'error',
    certainty: 'documented',
    source: errorPage,
    text: (parameters: SchemaParameters) => ({
      title: 'An element stands where IIS does not allow it',
      detail: `${parameters.detail} IIS answers 500.19 (0x8007000D).`,
      fix: meant(parameters, 'Move the element to its place, or remove it.'),
    }),
  },
  'unknown-section': {
    severity: 'error',
    certainty: 'documented',
    source: errorPage,
    text: (parameters: SchemaParameters) => ({
      title: 'IIS does not know this section',
      detail: `${parameters.detail} Unless the server declares it, IIS answers 500.19 (0x8007000D).`,
      fix: meant(parameters, 'Correct the name, or remove the element.'),
    }),
  },
  'missing-attribute': {
    severity: 'error',
    certainty: 'documented',
    source: errorPage,
    text: (parameters: SchemaParameters) => ({
      title: 'A required attribute is missing',
      detail: `${parameters.detail} IIS answers 500.19 (0x8007000D).`,
      fix: 'Add the attribute, or remove the element.',
    }),
  },
  'invalid-value': {
    severity: 'error',
    certainty: 'documented',
    source: errorPage,
    text: (parameters: SchemaParameters) => ({
      title: 'A value is not one that IIS accepts',
      detail: `${parameters.detail} IIS answers 500.19 (0x8007000D).`,
      fix: meant(parameters, 'Write one of the values that are valid here.'),
    }),
  },
} as const;

const duplicatePage = 'Microsoft Learn: HTTP Error 500.19 (0x800700b7)';
const mappingPage = 'Microsoft Learn: IIS client certificate mapping authentication';
const belowSitePost = 'IIS Support Blog: IIS client certificate authentication results in 401 (2020)';

/** Findings of a configuration file about access, sites, locks and the other ways in. */
export const sslRequireFileFinding = defineFindings('ssl-require', {
  ...schema,
  'map-cert-flag': {
    severity: 'error',
    certainty: 'documented',
    source: 'IIS_schema.xml of IIS 7.0 to 10',
    text: (parameters: SchemaParameters) => ({
      title: 'SslMapCert is no flag of IIS',
      detail: `${parameters.detail} A page of Microsoft lists it by mistake: it is a bit of IIS 5 and 6.`,
      fix: 'Remove SslMapCert. Mapping is switched on by enabled="true" of iisClientCertificateMappingAuthentication.',
    }),
  },
  'require-without-negotiate': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: AccessSSLFlags (AccessSSLRequireCert needs AccessSSLNegotiateCert)',
    text: ({ place }: { place: string }) => ({
      title: 'A certificate is required but never asked for',
      detail: `${place} has SslRequireCert without SslNegotiateCert: IIS does not ask for the certificate, and every visitor gets 403.7.`,
      fix: 'Write sslFlags="Ssl, SslNegotiateCert, SslRequireCert".',
    }),
  },
  'require-without-ssl': {
    severity: 'warning',
    certainty: 'inferred',
    source: 'Microsoft Learn: Access <access>',
    text: ({ place }: { place: string }) => ({
      title: 'http:// is not refused',
      detail: `${place} asks for a certificate but has no Ssl flag: over http:// there is no certificate at all.`,
      fix: 'Add Ssl to sslFlags.',
    }),
  },
  'child-reopens': {
    severity: 'error',
    certainty: 'documented',
    source: 'Microsoft Learn: Deep Dive into IIS Configuration',
    text: ({ child, parent, what }: { child: string; parent: string; what: string }) => ({
      title: `"${child}" is open again`,
      detail: `${parent} is protected, but below it ${what}.`,
      fix: 'Remove the setting at the lower level, unless this part is meant to be public.',
    }),
  },
  'section-locked-by-default': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: HTTP Error 500.19 (0x80070021)',
    text: ({ section }: { section: string }) => ({
      title: 'This section is locked on a standard server',
      detail: `A web.config may hold ${section} only where the server unlocks it; otherwise IIS answers 500.19 (0x80070021). This file does not tell.`,
      fix: 'Put the section into <location path="SITE"> of applicationHost.config, or unlock it for this one site.',
    }),
  },
  'part-locked': {
    severity: 'warning',
    certainty: 'inferred',
    source: 'Microsoft Learn: How to Use Locking in IIS Configuration',
    text: ({
      section,
      what,
      place,
      by,
      line,
    }: Record<'section' | 'what' | 'place' | 'by', string> & { line: number }) => ({
      title: `${what} is locked at a level above`,
      detail: `${place} sets ${what} of ${section}, but line ${line} has ${by}. IIS answers 500.19 (0x80070021).`,
      fix: 'Remove the setting here, or the lock there.',
    }),
  },
  'section-twice': {
    severity: 'error',
    certainty: 'inferred',
    source: duplicatePage,
    text: ({ section, path, first }: { section: string; path: string; first: number }) => ({
      title: 'The same section stands twice',
      detail: `${section} for ${path} is in line ${first} already. IIS answers 500.19 (0x800700b7).`,
      fix: 'Merge the two into one.',
    }),
  },
  'section-not-declared': {
    severity: 'error',
    certainty: 'inferred',
    source: 'Microsoft Learn: Deep Dive into IIS Configuration',
    text: ({ section }: { section: string }) => ({
      title: 'The section is not declared',
      detail: `${section} is not in configSections, so IIS does not know it.`,
      fix: 'Install the feature that brings the section, or remove the element.',
    }),
  },
  'section-not-readable': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: Deep Dive into IIS Configuration',
    text: ({ section, why }: { section: string; why: string }) => ({
      title: 'A section cannot be read from this file',
      detail: `${section} has ${why}: its content is in another file or encrypted, and was not judged.`,
      fix: 'Look at the section on the server itself.',
    }),
  },
  'web-config-too-large': {
    severity: 'error',
    certainty: 'documented',
    source: 'Microsoft Learn: MaxWebConfigFileSizeInKB',
    text: ({ kilobytes }: { kilobytes: number }) => ({
      title: 'The web.config is too large for IIS',
      detail: `It has ${kilobytes} KB; IIS reads at most 250 KB and answers 500.19.`,
      fix: 'Put the mappings into <location path="SITE"> of applicationHost.config.',
    }),
  },
  'findings-left-out': {
    severity: 'information',
    certainty: 'documented',
    text: ({ count, codes, maximum }: { count: number; codes: string; maximum: number }) => ({
      title: `${count} more findings of the same kinds`,
      detail: `Only the first ${maximum} of each kind are listed; the others are ${codes} too.`,
      fix: 'Correct what these have in common, and check the file again.',
    }),
  },
  'same-site-twice': {
    severity: 'error',
    certainty: 'documented',
    source: duplicatePage,
    text: ({ what, first }: { what: string; first: number }) => ({
      title: 'Two sites have the same name or number',
      detail: `${what} is in line ${first} already. Both are keys, and names do not differ by case.`,
      fix: 'Give each site a name and an id of its own.',
    }),
  },
  'same-binding-twice': {
    severity: 'error',
    certainty: 'documented',
    source: duplicatePage,
    text: ({ binding, first }: { binding: string; first: number }) => ({
      title: 'A site has the same binding twice',
      detail: `${binding} is in line ${first} already.`,
      fix: 'Remove one of them.',
    }),
  },
  'location-without-site': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ path, near }: { path: string; near: string | undefined }) => ({
      title: 'A location belongs to no site',
      detail: `There is no site for <location path="${path}">: what stands in it applies to nothing.`,
      fix: near === undefined ? 'Correct the path, or remove the location.' : `Did you mean "${near}"?`,
    }),
  },
  'no-https-binding': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ site }: { site: string }) => ({
      title: `"${site}" has no https binding`,
      detail: 'The site asks for a certificate, but nobody can reach it over https://.',
      fix: 'Add an https binding with a server certificate.',
    }),
  },
  'http-binding-refused': {
    severity: 'information',
    certainty: 'documented',
    text: ({ site, bindings }: { site: string; bindings: string }) => ({
      title: 'http:// will answer 403.4',
      detail: `"${site}" is reached over ${bindings} too; with the flag Ssl these visitors get 403.4.`,
      fix: 'Tell them the https:// address, or add a redirecting site.',
    }),
  },
  'shared-endpoint': {
    severity: 'warning',
    certainty: 'inferred',
    source: 'Microsoft Learn: netsh http',
    text: ({ site, endpoint, sites }: { site: string; endpoint: string; sites: string }) => ({
      title: `Other sites share ${endpoint}`,
      detail: `"${site}" asks for certificates there. Bindings without server name indication on one address and port share one HTTP.SYS record: its settings hold for ${sites} too.`,
      fix: 'Use server name indication with a host name for each site.',
    }),
  },
});

/** Findings of a configuration file about the mapping section and what decides beside it. */
export const mappingFileFinding = defineFindings('mapping', {
  ...schema,
  'below-site': {
    severity: 'warning',
    certainty: 'documented',
    source: belowSitePost,
    text: ({ path }: { path: string }) => ({
      title: 'Mappings below the site are ignored',
      detail: `The mappings at ${path} are read by nobody: IIS takes them from the site or the server only, and visitors get 401.2.`,
      fix: 'Move the entries to the site itself. Flags and "anonymous off" may stay at the path.',
    }),
  },
  'same-certificate-twice': {
    severity: 'error',
    certainty: 'documented',
    source: duplicatePage,
    text: ({ first, inherited }: { first: number; inherited: boolean }) => ({
      title: 'A certificate is mapped twice',
      detail: `The same text is in line ${first} already${inherited ? ', from where it is inherited' : ''}. It is the key of the collection: IIS answers 500.19 (0x800700b7) for the whole site.`,
      fix: 'Keep one of the two entries.',
    }),
  },
  'same-certificate-other-text': {
    severity: 'warning',
    certainty: 'inferred',
    source: 'IIS_schema.xml: oneToOneMappings, unique key certificate',
    text: ({ first }: { first: number }) => ({
      title: 'A certificate is mapped twice, in different text',
      detail: `Line ${first} has the same certificate with other white space. IIS does not see a duplicate; which entry decides is not documented.`,
      fix: 'Keep one of the two entries.',
    }),
  },
  'same-name-twice': {
    severity: 'error',
    certainty: 'documented',
    source: duplicatePage,
    text: ({ name, first, inherited }: { name: string; first: number; inherited: boolean }) => ({
      title: `Two mappings have the name "${name}"`,
      detail: `The name is in line ${first} already${inherited ? ', from where it is inherited' : ''}. It is the key of the collection (500.19, 0x800700b7).`,
      fix: 'Give each mapping a name of its own.',
    }),
  },
  'names-differ-in-case': {
    severity: 'error',
    certainty: 'inferred',
    source: 'IIS_schema.xml: manyToOneMappings, key name without caseSensitive',
    text: ({ name, other, first }: { name: string; other: string; first: number }) => ({
      title: `"${name}" and "${other}" are one name to IIS`,
      detail: `Line ${first} has "${other}". IIS does not tell upper from lower case in this key (500.19, 0x800700b7).`,
      fix: 'Give each mapping a name of its own.',
    }),
  },
  'same-rule-twice': {
    severity: 'error',
    certainty: 'documented',
    source: duplicatePage,
    text: ({ name, first }: { name: string; first: number }) => ({
      title: `"${name}" has the same rule twice`,
      detail: `The rule is in line ${first} already. Field, subfield, criteria and case together are its key.`,
      fix: 'Remove one of them.',
    }),
  },
  'certificate-damaged': {
    severity: 'error',
    certainty: 'documented',
    source: 'Microsoft Learn: Configuring One-to-One Client Certificate Mappings',
    text: ({ userName, problem }: { userName: string; problem: string }) => ({
      title: 'The certificate is damaged',
      detail: `The entry of "${userName}" ${problem} IIS notices only when the visitor comes: 401.1 with 0x80093102 or 0x8009310B.`,
      fix: 'Give the certificate as Base-64 of its DER, without BEGIN and END, on one line.',
    }),
  },
  'clear-text-password': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: oneToOneMappings <add>',
    text: ({ what }: { what: string }) => ({
      title: 'A password stands in clear text',
      detail: `${what} has its password in readable form. Who can read the file knows it.`,
      fix: 'Set the password through IIS on the server, which encrypts it, and change it: it has been seen.',
    }),
  },
  'cipher-text-without-provider': {
    severity: 'error',
    certainty: 'inferred',
    source: 'Microsoft Learn: oneToOneMappings (its sample has the same mistake)',
    text: ({ what }: { what: string }) => ({
      title: 'An encrypted password names no provider',
      detail: `The password of ${what} has the form [enc:TEXT:enc]; the form that IIS reads is [enc:PROVIDER:BASE64:enc].`,
      fix: 'Set the password again through IIS on the server.',
    }),
  },
  'provider-not-on-this-server': {
    severity: 'error',
    certainty: 'inferred',
    source: 'IIS team blog: CNG data encryption',
    text: ({ what, provider, known }: { what: string; provider: string; known: string }) => ({
      title: `This server has no provider "${provider}"`,
      detail: `The password of ${what} was encrypted with it; configProtectedData has ${known}. The password comes from another server.`,
      fix: 'Set the password again through IIS on this server.',
    }),
  },
  'no-password': {
    severity: 'warning',
    certainty: 'inferred',
    source: mappingPage,
    text: ({ what }: { what: string }) => ({
      title: 'An entry has no password',
      detail: `${what} is enabled without a password: IIS tries a blank one. Visitors get 401.1, and a domain account can be locked out.`,
      fix: 'Set the password through IIS on the server, or disable the entry.',
    }),
  },
  'account-missing': {
    severity: 'warning',
    certainty: 'documented',
    source: mappingPage,
    text: ({ what }: { what: string }) => ({
      title: 'An entry names no account',
      detail: `${what} allows access, but there is no account that its visitors could get.`,
      fix: 'Fill in userName and password, or disable the entry.',
    }),
  },
  'collection-off': {
    severity: 'warning',
    certainty: 'documented',
    source: mappingPage,
    text: ({ collection, attribute }: { collection: string; attribute: string }) => ({
      title: `The entries of ${collection} are switched off`,
      detail: `${attribute} is false, so none of them applies.`,
      fix: `Write ${attribute}="true", or remove the entries.`,
    }),
  },
  'nothing-mapped': {
    severity: 'warning',
    certainty: 'documented',
    source: mappingPage,
    text: ({ place }: { place: string }) => ({
      title: 'Nobody is mapped',
      detail: `Mapping is on at ${place}, but there is no enabled entry.`,
      fix: 'Add a mapping.',
    }),
  },
  'rule-less-allow': {
    severity: 'error',
    certainty: 'inferred',
    text: ({ name }: { name: string }) => ruleLessAllow(name),
  },
  'allow-without-issuer': {
    severity: 'error',
    certainty: 'inferred',
    text: ({ name }: { name: string }) => allowWithoutIssuer(name),
  },
  'deny-after-allow': {
    severity: 'warning',
    certainty: 'inferred',
    text: ({ name, by, first }: { name: string; by: string; first: number }) => ({
      title: `"${name}" denies too late`,
      detail: `"${by}" in line ${first} stands before it and allows every certificate that it would deny: the first match decides.`,
      fix: `Move it before "${by}".`,
    }),
  },
  'anonymous-on': {
    severity: 'error',
    certainty: 'documented',
    source: mappingPage,
    text: ({ place, by }: { place: string; by: string }) => ({
      title: 'Anonymous authentication is on beside the mapping',
      detail: `${place}: ${by}. A visitor whose certificate is not mapped is let in as anonymous.`,
      fix: 'Write <anonymousAuthentication enabled="false" /> there, unless an unmapped visitor is welcome.',
    }),
  },
  'anonymous-not-told': {
    severity: 'warning',
    certainty: 'inferred',
    source: mappingPage,
    text: ({ place }: { place: string }) => ({
      title: 'Not known: whether anonymous authentication is off',
      detail: `This file does not say so for ${place}, and it is on by default. A visitor whose certificate is not mapped would be let in as anonymous.`,
      fix: 'Write <anonymousAuthentication enabled="false" /> there, or look at the server.',
    }),
  },
  'other-authentication': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ place, methods }: { place: string; methods: string }) => ({
      title: 'There is a second door',
      detail: `${place} has ${methods} authentication on; who has a password needs no mapping.`,
      fix: 'Turn it off in IIS Manager under Authentication, unless it is meant.',
    }),
  },
  'active-directory-mapper': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: Configure one-to-one client certificate mappings',
    text: ({ place }: { place: string }) => ({
      title: 'Active Directory certificate mapping is on',
      detail: `${place} has clientCertificateMappingAuthentication on beside the mapping of IIS. The two mappers exclude each other.`,
      fix: 'Turn one of them off.',
    }),
  },
  'not-asked-for': {
    severity: 'warning',
    certainty: 'documented',
    source: mappingPage,
    text: ({ place }: { place: string }) => ({
      title: 'Nobody is asked for a certificate',
      detail: `Mapping is on at ${place}, but sslFlags has no SslNegotiateCert there or below: no certificate ever reaches it.`,
      fix: 'Write sslFlags="Ssl, SslNegotiateCert, SslRequireCert".',
    }),
  },
  'feature-absent': {
    severity: 'warning',
    certainty: 'inferred',
    source: 'Microsoft Learn: Introduction to IIS Architectures',
    text: ({ list }: { list: string }) => ({
      title: 'The mapper of IIS is not installed',
      detail: `IISCertificateMappingAuthenticationModule is not in ${list}: the section may stand in the file, but nothing maps, and visitors get 401.2.`,
      fix: 'Install the feature Web-Cert-Auth (clients: IIS-IISCertificateMappingAuthentication). Web-Client-Auth is another one.',
    }),
  },
});
