import type { Name } from './distinguished-name.ts';
import type { GeneralName } from './general-name.ts';
import { serverAuthentication } from './judge.ts';
import type { ParsedCertificate } from './parse-certificate.ts';

/** OpenSSL's limit (NAME_CHECK_MAX): a pair of certificates that is made to cost time counts as a violation. */
const maximumComparisons = 2 ** 20;

/**
 * Returns whether the names of a certificate are allowed by the constraints of a CA above it (RFC 5280, section
 * 4.2.1.10): each excludes what it excludes, and where it permits names of a kind, every name of that kind must be one.
 */
export function namesAllowed(certificate: ParsedCertificate, authority: ParsedCertificate): boolean {
  const constraints = authority.extensions.nameConstraints;
  if (!constraints) return true;
  const count = certificate.subject.rdns.flat().length + (certificate.extensions.subjectAlternativeNames?.length ?? 0);
  if (count * (constraints.permitted.length + constraints.excluded.length) > maximumComparisons) return false;
  const permittedKinds = new Set(constraints.permitted.map(({ type }) => type));
  return namesOf(certificate).every((name) => {
    const sameKind = (constraint: GeneralName) => constraint.type === name.type;
    if (constraints.excluded.some((constraint) => sameKind(constraint) && matches(name, constraint) !== false))
      return false;
    if (!permittedKinds.has(name.type)) return true;
    return constraints.permitted.some((constraint) => sameKind(constraint) && matches(name, constraint) === true);
  });
}

function namesOf({ subject, extensions }: ParsedCertificate): GeneralName[] {
  const names: GeneralName[] = [...(extensions.subjectAlternativeNames ?? [])];
  if (!subject.isEmpty) names.push({ type: 'directory', value: subject.printed, name: subject });
  // RFC 5280 demands this only where there are no alternative names; OpenSSL looks at it always.
  for (const { type, value } of subject.rdns.flat()) if (type === 'E') names.push({ type: 'email', value });
  if (!extensions.subjectAlternativeNames && mayBeServer(extensions.extendedKeyUsage)) {
    for (const { type, value } of subject.rdns.flat())
      if (type === 'CN' && hostName.test(value)) names.push({ type: 'dns', value });
  }
  return names;
}

const hostName = /^[a-z0-9_*-]+(?:\.[a-z0-9_-]+)+\.?$/i;

/** Without alternative names programs take a server's common name for its host name, so OpenSSL constrains it like one. */
function mayBeServer(extendedKeyUsage: readonly string[] | null): boolean {
  return extendedKeyUsage?.some((purpose) => purpose === serverAuthentication) ?? false;
}

/** Returns null where the kind of name is one that cannot be compared: it then counts against the certificate. */
function matches(name: GeneralName, constraint: GeneralName): boolean | null {
  switch (name.type) {
    case 'dns':
      return withinDomain(name.value.toLowerCase(), constraint.value.toLowerCase());
    case 'email':
      return mailboxMatches(name.value, constraint.value);
    case 'upn':
      return mailboxMatches(name.value, constraint.value.replace(/^@/, ''));
    case 'uri':
      return hostOf(name.value, (host) => hostMatches(host, constraint.value.toLowerCase()));
    case 'ip':
      return name.octets && constraint.octets ? addressMatches(name.octets, constraint.octets) : null;
    case 'directory':
      return name.name && constraint.name ? isBelow(name.name, constraint.name) : null;
    case 'registeredId':
    case 'other':
      return null;
  }
}

function withinDomain(name: string, constraint: string): boolean {
  if (constraint === '' || name === constraint) return true;
  return name.endsWith(constraint.startsWith('.') ? constraint : `.${constraint}`);
}

function hostMatches(host: string, constraint: string): boolean {
  return constraint.startsWith('.') ? host.endsWith(constraint) : constraint === '' || host === constraint;
}

function mailboxMatches(mailbox: string, constraint: string): boolean | null {
  const at = mailbox.lastIndexOf('@');
  if (at < 0) return null;
  const host = mailbox.slice(at + 1).toLowerCase();
  const boundary = constraint.lastIndexOf('@');
  if (boundary < 0) return hostMatches(host, constraint.toLowerCase());
  return (
    mailbox.slice(0, at) === constraint.slice(0, boundary) && host === constraint.slice(boundary + 1).toLowerCase()
  );
}

/** RFC 5280: a URI whose authority is not a host name cannot be compared, and is to be rejected. */
function hostOf(uri: string, decide: (host: string) => boolean): boolean | null {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:@[\]]+)(?::\d*)?(?:[/?#]|$)/i.exec(uri)?.[1];
  return host === undefined || /^[\d.]+$/.test(host) ? null : decide(host.toLowerCase());
}

function addressMatches(address: Uint8Array, range: Uint8Array): boolean {
  const size = address.length;
  if (range.length !== size * 2) return false;
  return address.every((octet, at) => {
    const mask = range[size + at] ?? 0;
    return (octet & mask) === ((range[at] ?? 0) & mask);
  });
}

function isBelow(name: Name, base: Name): boolean {
  return base.keys.every((key, at) => name.keys[at] === key);
}
