import type { Certificate } from './certificate.ts';
import { clientAuthentication, hasPurpose, serverAuthentication } from './judge.ts';

export const certificateRoles = [
  'server',
  'client',
  'server-or-client',
  'root',
  'intermediate',
  'cross-certificate',
  'other',
] as const;
export type CertificateRole = (typeof certificateRoles)[number];

/** What a certificate is for, and why that is thought: a guess that the admin may overrule. */
export interface Role {
  readonly role: CertificateRole;
  readonly roleReason: string;
}

/** Returns the role of a certificate; `twin` is another one with its subject and its key from another issuer, null when there is none. */
export function roleOf(certificate: Certificate, twin: Pick<Certificate, 'issuer' | 'isSelfSigned'> | null): Role {
  return certificate.isCertificateAuthority ? authorityRole(certificate, twin) : endEntityRole(certificate);
}

function authorityRole(
  { isSelfSigned, subject, issuer, keyUsage }: Certificate,
  twin: Pick<Certificate, 'issuer' | 'isSelfSigned'> | null,
): Role {
  if (isSelfSigned) return { role: 'root', roleReason: 'It is a CA and signed itself with its own key.' };
  if (twin) {
    const other = twin.isSelfSigned ? 'itself' : twin.issuer;
    return { role: 'cross-certificate', roleReason: `The same CA with the same key is also certified by ${other}.` };
  }
  if (subject === issuer) {
    return {
      role: 'cross-certificate',
      roleReason: 'A CA signed its own name with another key: it joins its old key to its new one.',
    };
  }
  const cannotSign = keyUsage.length > 0 && !keyUsage.includes('keyCertSign');
  return {
    role: 'intermediate',
    roleReason: `It is a CA that ${issuer} certified.${cannotSign ? ' Its key usage lets it sign no certificates.' : ''}`,
  };
}

function endEntityRole(certificate: Certificate): Role {
  const { extendedKeyUsage, subjectAlternativeNames } = certificate;
  const namesHosts = subjectAlternativeNames.some(({ type }) => type === 'dns' || type === 'ip');
  const namesPerson = subjectAlternativeNames.some(({ type }) => type === 'upn' || type === 'email');
  const [isServer, isClient] = [serverAuthentication, clientAuthentication].map((each) =>
    hasPurpose(certificate, each),
  );
  if (isServer && isClient) {
    const freedom =
      extendedKeyUsage.length === 0
        ? 'No extended key usage restricts it'
        : 'Its extended key usage allows servers and clients';
    if (namesHosts && !namesPerson) return { role: 'server', roleReason: `${freedom}, and it names hosts.` };
    if (namesPerson && !namesHosts) return { role: 'client', roleReason: `${freedom}, and it names a person.` };
    return { role: 'server-or-client', roleReason: `${freedom}, and its names do not decide.` };
  }
  if (isServer) return { role: 'server', roleReason: 'Its extended key usage has Server Authentication.' };
  if (isClient) return { role: 'client', roleReason: 'Its extended key usage has Client Authentication.' };
  return {
    role: 'other',
    roleReason: `Its extended key usage (${extendedKeyUsage.join(', ')}) is neither for servers nor for clients.`,
  };
}
