import { listNames } from '../text/list-names.ts';
import type { Resource, ResourceState } from './plan.ts';

type Titles = {
  readonly [R in Resource]: (after: ResourceState<R>, before: ResourceState<R> | null, client: string | null) => string;
};

const stores = {
  Root: 'Trusted Root Certification Authorities',
  CA: 'Intermediate Certification Authorities',
  My: 'Personal',
  WebHosting: 'Web Hosting',
} as const;

const titles: Titles = {
  'windows-feature': ({ name }) => `Install the Windows feature ${name}`,
  certificate: ({ subject, store }) => `Import ${subject} into ${stores[store]}`,
  'local-account': ({ userName }) => `Create the local account ${userName}`,
  'logon-right': ({ userName, right }) => `Grant ${userName} the logon right ${right}`,
  'directory-access': ({ userName, path, rights }) => `Give ${userName} ${rights} on ${path}`,
  'https-binding': ({ bindingInformation, site }, before) =>
    `${before?.present ? 'Set' : 'Add'} the https binding ${bindingInformation} of "${site}"`,
  'http-sys-record': ({ endpoint }) => `Write the HTTP.SYS record of ${endpoint.value}`,
  'section-lock': ({ section, site }) => `Unlock ${section} for "${site}"`,
  'mapping-section': ({ site }) => `Turn on client certificate mapping for "${site}"`,
  'one-to-one-mapping': ({ present, thumbprint, userName }, _, client) => {
    if (!present) return `Remove the one-to-one mapping to ${userName}`;
    return `Map the certificate ${client === null ? '' : `of "${client}", `}${thumbprint ?? ''} to ${userName}`;
  },
  'many-to-one-mapping': ({ present, name, permissionMode, userName }) => {
    if (!present) return `Remove the many-to-one mapping "${name}"`;
    if (permissionMode === 'Deny') return `Deny the certificates that match "${name}"`;
    return `Map the certificates that match "${name}" to ${userName ?? 'nobody'}`;
  },
  'anonymous-authentication': ({ enabled, site, path }) =>
    `Turn ${enabled ? 'on' : 'off'} anonymous authentication for ${where(site, path)}`,
  'ssl-flags': ({ sslFlags, site, path }) =>
    `Set the SSL flags of ${where(site, path)} to ${sslFlags.length === 0 ? 'None' : sslFlags.join(', ')}`,
};

function where(site: string, path: string): string {
  return path === '/' ? listNames([site]) : listNames([site + path]);
}

/** Returns what a change does, as one sentence without a full stop. `client` is what the answers call the certificate. */
export function changeTitle<R extends Resource>(
  resource: R,
  before: ResourceState<R> | null,
  after: ResourceState<R>,
  client: string | null,
): string {
  return titles[resource](after, before, client);
}
