import type { SslRequireAnswers } from '../steps/ssl-require/answers.ts';
import type { Binding } from './site-state.ts';
import { bindingFlags } from './ssl-flags.ts';
import type { WindowsVersion } from './windows-version.ts';
import { windowsTraits } from './windows-version.ts';

export type BindingAnswers = NonNullable<SslRequireAnswers['binding']>;

/** Returns `address:port:host name`, as a binding's `bindingInformation` has it. */
export function bindingInformation({ ipAddress, port, hostName }: BindingAnswers): string {
  return `${ipAddress}:${port}:${hostName}`;
}

/** Returns the parts of a `bindingInformation`; an IPv6 address keeps its brackets; null for another protocol's form. */
export function parseBindingInformation(text: string): { ipAddress: string; port: number; hostName: string } | null {
  const match = /^(\*|\[[^\]]*\]|[^:]*):(\d{1,5}):(.*)$/.exec(text);
  if (!match) return null;
  const [, ipAddress = '', port = '', hostName = ''] = match;
  return { ipAddress: ipAddress === '' ? '*' : ipAddress, port: Number(port), hostName };
}

/** Returns whether two `bindingInformation` texts are one binding to IIS: host names differ in case only. */
export function sameBinding(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * Returns the `sslFlags` that a binding is to have: what the answers say by bit, every other bit as it was. A bit that the
 * Windows version does not know is not set (Microsoft Learn: Binding <binding>).
 */
export function bindingSslFlags(binding: BindingAnswers, windows: WindowsVersion, existing: number): number {
  const known = windowsTraits[windows].bindingFlags;
  const answered = [
    [bindingFlags.serverNameIndication, binding.serverNameIndication],
    [bindingFlags.disableHttp2, binding.disableHttp2],
    [bindingFlags.disableTls13, binding.disableTls13 && windowsTraits[windows].hasTls13],
    [bindingFlags.negotiateClientCertificate, binding.negotiateClientCertificate],
  ] as const;
  return answered.reduce<number>((flags, [bit, on]) => {
    if ((known & bit) === 0) return flags;
    return on ? flags | bit : flags & ~bit;
  }, existing);
}

export interface Endpoint {
  kind: 'ipport' | 'hostnameport';
  value: string;
}

/**
 * Returns the key of the HTTP.SYS record of a binding: host name and port with server name indication, else address and
 * port (Microsoft Learn: netsh http).
 */
export function httpSysEndpoint(information: string, flags: number): Endpoint | null {
  const parsed = parseBindingInformation(information);
  if (!parsed) return null;
  if ((flags & bindingFlags.serverNameIndication) !== 0 && parsed.hostName !== '') {
    return { kind: 'hostnameport', value: `${parsed.hostName.toLowerCase()}:${parsed.port}` };
  }
  return { kind: 'ipport', value: `${parsed.ipAddress === '*' ? '0.0.0.0' : parsed.ipAddress}:${parsed.port}` };
}

/** Returns the sites, other than `site`, with an https binding on the same HTTP.SYS record. */
export function sitesSharing(
  endpoint: Endpoint,
  site: string,
  sites: readonly { name: string; bindings: readonly Binding[] }[],
): string[] {
  return sites
    .filter(({ name }) => name.toLowerCase() !== site.toLowerCase())
    .filter(({ bindings }) =>
      bindings.some(({ protocol, bindingInformation: information, sslFlags }) => {
        const other = protocol.toLowerCase() === 'https' ? httpSysEndpoint(information, sslFlags) : null;
        return other?.kind === endpoint.kind && other.value === endpoint.value;
      }),
    )
    .map(({ name }) => name);
}
