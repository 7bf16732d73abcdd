import { parseAccountName } from './account-name.ts';

/** Accounts whose password nobody has: IIS logs on with a stored one, so a mapping cannot use them. */
export type PasswordlessAccount =
  'managed-or-computer-account' | 'application-pool-identity' | 'service-account' | 'built-in-identity' | 'group';

const authorities: ReadonlyMap<string, PasswordlessAccount> = new Map([
  ['iis apppool', 'application-pool-identity'],
  ['nt service', 'service-account'],
  ['nt authority', 'built-in-identity'],
  ['nt-autorität', 'built-in-identity'],
  ['autorite nt', 'built-in-identity'],
  ['nt virtual machine', 'service-account'],
  ['font driver host', 'built-in-identity'],
  ['window manager', 'built-in-identity'],
  ['builtin', 'group'],
  ['vordefiniert', 'group'],
]);

const bareNames: ReadonlyMap<string, PasswordlessAccount> = new Map([
  ['system', 'built-in-identity'],
  ['localsystem', 'built-in-identity'],
  ['local system', 'built-in-identity'],
  ['localservice', 'built-in-identity'],
  ['local service', 'built-in-identity'],
  ['networkservice', 'built-in-identity'],
  ['network service', 'built-in-identity'],
  ['iusr', 'built-in-identity'],
  ['applicationpoolidentity', 'application-pool-identity'],
  ['defaultapppool', 'application-pool-identity'],
  ['iis_iusrs', 'group'],
  ['everyone', 'group'],
  ['users', 'group'],
  ['authenticated users', 'group'],
]);

/**
 * Returns why nobody has the password of an account, by its name alone; null for an ordinary one. A final `$` is that of
 * computers and of managed service accounts, group or not (Microsoft Learn: Service accounts); for a local account it is a
 * character like any other.
 */
export function passwordlessAccount(userName: string, kind: 'local' | 'domain'): PasswordlessAccount | null {
  const { form, domain, name } = parseAccountName(userName.trim());
  const authority = form === 'domain' ? authorities.get(domain?.trim().toLowerCase() ?? '') : undefined;
  if (authority !== undefined) return authority;
  if (kind === 'domain' && name.endsWith('$')) return 'managed-or-computer-account';
  const isHere = form === 'bare' || domain === '.';
  return isHere ? (bareNames.get(name.toLowerCase()) ?? null) : null;
}
