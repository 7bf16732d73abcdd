import type { Change, Resource } from './plan.ts';

type AnyState = Change['after'];

/** What tells one resource of a kind from the others; with the kind it is the resource's identity. */
const identities: Record<Resource, readonly string[]> = {
  'windows-feature': ['name'],
  certificate: ['store', 'thumbprint'],
  'local-account': ['userName'],
  'logon-right': ['userName', 'right'],
  'directory-access': ['userName', 'path', 'rights'],
  'https-binding': ['site', 'bindingInformation'],
  'http-sys-record': ['endpoint'],
  'section-lock': ['site', 'section'],
  'mapping-section': ['site'],
  'one-to-one-mapping': ['site', 'certificate'],
  'many-to-one-mapping': ['site', 'name'],
  'anonymous-authentication': ['site', 'path'],
  'ssl-flags': ['site', 'path'],
};

/** What a state says of the plan rather than of the server: it is never compared. */
const notOfTheServer = ['account', 'password', 'file', 'subject', 'thumbprint', 'kind'];

/** Returns the identity of a change's resource; names that Windows does not tell apart are one. */
export function resourceKey({ resource, after }: Pick<Change, 'resource' | 'after'>): string {
  const fields = identities[resource].map((name) => {
    const value: unknown = Object.entries(after).find(([key]) => key === name)?.[1];
    if (typeof value !== 'string') return JSON.stringify(value);
    return name === 'certificate' ? value.replace(/\s+/g, '') : value.toLowerCase();
  });
  return [resource, ...fields].join(' ');
}

/** Returns the state of a resource that nobody has touched: absent, or what IIS' schema has by default. */
export function untouchedState(change: Change): AnyState | null {
  switch (change.resource) {
    case 'windows-feature':
    case 'certificate':
    case 'local-account':
    case 'https-binding':
    case 'one-to-one-mapping':
    case 'many-to-one-mapping':
      return { ...change.after, present: false };
    case 'logon-right':
    case 'directory-access':
      return { ...change.after, granted: false };
    case 'http-sys-record':
      return null;
    case 'section-lock':
      return { ...change.after, overrideMode: 'Deny' };
    case 'mapping-section':
      return {
        ...change.after,
        enabled: false,
        oneToOneEnabled: true,
        manyToOneEnabled: true,
        logonMethod: 'ClearText',
        defaultLogonDomain: '',
      };
    case 'anonymous-authentication':
      return { ...change.after, enabled: true };
    case 'ssl-flags':
      return { ...change.after, sslFlags: [] };
  }
}

/** Returns whether two states of one resource are the same on a server. What is absent has no other properties. */
export function sameState(a: AnyState | null, b: AnyState | null): boolean {
  return comparable(a) === comparable(b);
}

function comparable(state: AnyState | null): string {
  if (state === null || ('present' in state && !state.present)) return 'absent';
  return JSON.stringify(
    Object.entries(state)
      .filter(([key]) => !notOfTheServer.includes(key))
      .map(([key, value]) => [key, comparableValue(key, value)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

function comparableValue(key: string, value: unknown): unknown {
  if (key === 'sslFlags' && Array.isArray(value)) return [...(value as string[])].sort();
  if (key === 'certificate' && typeof value === 'string') return value.replace(/\s+/g, '');
  return value;
}
