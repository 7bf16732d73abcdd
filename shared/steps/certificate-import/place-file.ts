import type { Certificate } from '../../certificates/certificate.ts';
import type { Draft } from '../../wizard/draft.ts';
import type { FileContents, UnopenedFile } from './calls.ts';

export type PlacedAs = 'server' | 'authority' | 'client' | 'locked' | 'replaced' | 'unreadable';

/** Where a certificate file went. `detail` is the client's id, or why the file cannot be read. */
export interface PlacedFile {
  draft: Draft;
  as: PlacedAs;
  detail: string;
}

export type FileRole = 'server' | 'root' | 'intermediate' | 'client';

/** Returns what a file is most likely for: what its main certificate is for, and whether its key came along. */
export function guessRole({ certificates }: Pick<FileContents, 'certificates'>): FileRole {
  const main = mainCertificate(certificates);
  if (!main) return 'client';
  const { hasPrivateKey, isSelfSigned } = main;
  switch (main.role) {
    case 'root':
    case 'intermediate':
    case 'cross-certificate':
      return authorityRole(certificates);
    case 'client':
      return 'client';
    case 'server':
    case 'server-or-client':
    case 'other':
      if (hasPrivateKey) return 'server';
      // Without its key nothing can be served: who exports only the certificate wants it trusted.
      if (isSelfSigned) return authorityRole(certificates);
      return main.role === 'server' ? 'server' : 'client';
  }
}

/** In Trusted Root, one certificate that is not self-signed breaks every login: a mixed file goes to the intermediates. */
function authorityRole(certificates: FileContents['certificates']): FileRole {
  return certificates.every(({ isSelfSigned }) => isSelfSigned) ? 'root' : 'intermediate';
}

/** Returns the certificate that a file is about: the one with the key, else the first that is no CA's, else the first. */
export function mainCertificate<Each extends Certificate>(certificates: readonly Each[]): Each | undefined {
  return (
    certificates.find(({ hasPrivateKey }) => hasPrivateKey) ??
    certificates.find(({ isCertificateAuthority }) => !isCertificateAuthority) ??
    certificates[0]
  );
}

/** Puts a file of certificates where it belongs. One that the answers name already stays where it is. */
export function placeFile(draft: Draft, file: FileContents | UnopenedFile): PlacedFile {
  if ('error' in file) {
    if (roleOf(draft, file.path)) return { draft, as: 'replaced', detail: '' };
    return isLocked(file) ? { draft, as: 'locked', detail: '' } : { draft, as: 'unreadable', detail: file.error.title };
  }
  if (roleOf(draft, file.path)) return { draft, as: 'replaced', detail: '' };
  const role = guessRole(file);
  const placed = setRole(draft, file, role);
  switch (role) {
    case 'server':
      return { draft: placed, as: 'server', detail: '' };
    case 'root':
    case 'intermediate':
      return { draft: placed, as: 'authority', detail: '' };
    case 'client':
      return { draft: placed, as: 'client', detail: placed.certificateImport.clients.at(-1)?.id ?? '' };
  }
}

/** Returns whether a file only lacks its password. */
export function isLocked({ error }: UnopenedFile): boolean {
  return error.code === 'certificate.password-missing' || error.code === 'certificate.wrong-password';
}

/** Returns the answers with another name for a client, in its mappings too. */
export function renameClient(draft: Draft, index: number, id: string): Draft {
  const { clients } = draft.certificateImport;
  const before = clients[index]?.id;
  return {
    ...draft,
    certificateImport: {
      ...draft.certificateImport,
      clients: clients.map((client, other) => (other === index ? { ...client, id } : client)),
    },
    mapping: {
      ...draft.mapping,
      oneToOne: draft.mapping.oneToOne.map((entry) => (entry.client === before ? { ...entry, client: id } : entry)),
    },
  };
}

/** Returns the role that the answers give a file; null when they do not name it. */
export function roleOf({ certificateImport }: Draft, path: string): FileRole | null {
  if (certificateImport.server?.file === path) return 'server';
  const authority = certificateImport.authorities.find(({ file }) => file === path);
  if (authority) return authority.store === 'Root' ? 'root' : 'intermediate';
  return certificateImport.clients.some((client) => 'file' in client && client.file === path) ? 'client' : null;
}

/** Returns the answers with a file in a role and in no other. The server certificate that was there becomes free. */
export function setRole(draft: Draft, file: FileContents, role: FileRole): Draft {
  const before = role === 'client' ? draft : withoutFile(draft, file.path);
  const { certificateImport } = before;
  switch (role) {
    case 'server':
      return { ...before, certificateImport: { ...certificateImport, server: { file: file.path, store: 'My' } } };
    case 'root':
    case 'intermediate': {
      const store = role === 'root' ? ('Root' as const) : ('CA' as const);
      const authorities = [...certificateImport.authorities, { file: file.path, store }];
      return { ...before, certificateImport: { ...certificateImport, authorities } };
    }
    case 'client': {
      if (roleOf(draft, file.path) === 'client') return draft;
      const bare = withoutFile(draft, file.path);
      const id = clientId(mainCertificate(file.certificates), bare);
      const clients = [...bare.certificateImport.clients, { id, file: file.path }];
      return { ...bare, certificateImport: { ...bare.certificateImport, clients } };
    }
  }
}

/** Returns the answers without a file, and without the mappings of its client. */
export function withoutFile(draft: Draft, path: string): Draft {
  const { server, authorities, clients, ...rest } = draft.certificateImport;
  const gone = new Set(clients.flatMap((client) => ('file' in client && client.file === path ? [client.id] : [])));
  return {
    ...draft,
    certificateImport: {
      ...rest,
      ...(server && server.file !== path && { server }),
      authorities: authorities.filter(({ file }) => file !== path),
      clients: clients.filter(({ id }) => !gone.has(id)),
    },
    mapping: { ...draft.mapping, oneToOne: draft.mapping.oneToOne.filter(({ client }) => !gone.has(client)) },
  };
}

const longestId = 64;

/** Returns a name for a client, made from its common name; unique, since ids become file names, whatever the case. */
export function clientId(certificate: Certificate | undefined, { certificateImport }: Draft): string {
  const commonName = certificate?.subjectRdns.flat().findLast(({ type }) => type === 'CN')?.value ?? '';
  const plain = commonName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, longestId);
  const base = plain === '' ? 'client' : plain;
  const taken = new Set(certificateImport.clients.map(({ id }) => id.toLowerCase()));
  if (!taken.has(base.toLowerCase())) return base;
  for (let number = 2; ; number += 1) {
    const suffix = `-${number}`;
    const id = base.slice(0, longestId - suffix.length) + suffix;
    if (!taken.has(id.toLowerCase())) return id;
  }
}
