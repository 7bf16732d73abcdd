/** An account name in its parts: `DOMAIN\name`, `name@domain` or a bare `name`. */
export interface AccountName {
  domain: string | null;
  name: string;
  form: 'bare' | 'domain' | 'upn';
}

/** Returns the parts of an account name as Windows reads them. */
export function parseAccountName(text: string): AccountName {
  const slash = text.indexOf('\\');
  if (slash >= 0) return { domain: text.slice(0, slash), name: text.slice(slash + 1), form: 'domain' };
  const at = text.lastIndexOf('@');
  if (at > 0) return { domain: text.slice(at + 1), name: text.slice(0, at), form: 'upn' };
  return { domain: null, name: text, form: 'bare' };
}

/**
 * Returns whose account a name in a configuration means: without a domain that of `defaultLogonDomain`, else a local one.
 * `HOST\name` of a local account cannot be told from a domain's; `.\name` can.
 */
export function accountKindOf(text: string, defaultLogonDomain: string): 'local' | 'domain' {
  const { form, domain } = parseAccountName(text);
  if (form === 'bare') return defaultLogonDomain === '' ? 'local' : 'domain';
  return domain === '.' ? 'local' : 'domain';
}

/** In UTF-16 units (Microsoft Learn: New-LocalUser). */
export const longestLocalName = 20;

const forbiddenInLocalNames = /["/\\[\]:;|=,+*?<>@]/;

/**
 * Returns why Windows refuses a name for a local account, or null when it takes it
 * (Microsoft Learn: New-LocalUser; at most 20 characters, none of `" / \ [ ] : ; | = , + * ? < > @`, not only dots and blanks).
 */
export function localNameProblem(name: string): string | null {
  const character = forbiddenInLocalNames.exec(name)?.[0];
  if (character !== undefined) return `It contains ${character}, which Windows does not allow in account names.`;

  if (/[\u0000-\u001f\u007f]/.test(name)) return 'It contains a control character.';
  if (/^[. ]*$/.test(name)) return 'It consists of nothing but dots and blanks.';
  if (name !== name.trim()) return 'It begins or ends with a blank.';
  if (name.endsWith('.')) return 'It ends with a dot.';
  if (name.length > longestLocalName) {
    return `It has ${name.length} characters; Windows allows ${longestLocalName}.`;
  }
  return null;
}

/** Accounts and groups that every Windows has under that name, in English; a name is unique among both (Microsoft Learn: New-LocalUser). */
const namesInUse: ReadonlySet<string> = new Set(
  [
    'Administrator',
    'DefaultAccount',
    'Guest',
    'WDAGUtilityAccount',
    'krbtgt',
    'IUSR',
    'IIS_IUSRS',
    'Administrators',
    'Guests',
    'Users',
    'Power Users',
    'Backup Operators',
    'Replicator',
    'Everyone',
    'Network',
    'Service',
    'Interactive',
    'Batch',
    'System',
    'LocalSystem',
    'Local Service',
    'Network Service',
    'Anonymous Logon',
    'Creator Owner',
    'None',
  ].map((name) => name.toLowerCase()),
);

/** Returns whether a new local account cannot or should not have the name because Windows uses it for something of its own. */
export function isReservedAccountName(name: string): boolean {
  return namesInUse.has(name.toLowerCase());
}

/** Returns whether two account names are the same to Windows, which does not tell upper from lower case. */
export function sameAccountName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
