import type { FileReference, Secrets } from '../../../../shared/api/call.ts';
import { fail, succeed, type Reply } from '../../../../shared/api/reply.ts';
import type { Certificate } from '../../../../shared/certificates/certificate.ts';
import type { UnopenedFile } from '../../../../shared/steps/certificate-import/calls.ts';
import { openCertificateFiles } from '../../certificates/certificate-files.ts';
import { maximumFileBytes } from '../../certificates/limits.ts';
import type { CallContext } from '../../core.ts';
import type { Files } from '../../ports/files.ts';

/** The certificates to be tried, and the files of folders that hold none. */
export interface Visitors {
  certificates: { name: string; certificate: Certificate }[];
  /** Null when no folder was named: a file that somebody names has to be one. */
  unopened: UnopenedFile[] | null;
}

interface Named {
  reference: FileReference;
  isOfFolder: boolean;
}

/** Files that are read at the same time. */
const readsAtOnce = 32;

/**
 * Returns the certificates of the files and folders, in the order of their names. A file that was named and cannot be
 * opened fails all; one that only lies in a folder is told beside the others.
 */
export async function readVisitors(
  references: readonly FileReference[],
  { secrets, at }: { secrets: Secrets; at: string },
  files: Files,
  context: CallContext,
): Promise<Reply<Visitors>> {
  const named = await withFolders(references, files);
  if (!named.ok) return named;
  const unopened: UnopenedFile[] = [];
  const readable: { name: string; bytes: Uint8Array; isOfFolder: boolean }[] = [];
  for (let from = 0; from < named.value.length; from += readsAtOnce) {
    context.signal.throwIfAborted();
    context.onProgress({ message: 'Reading the files', done: from, total: named.value.length });
    const group = named.value.slice(from, from + readsAtOnce);
    const contents = await Promise.all(group.map(({ reference }) => files.read(reference, maximumFileBytes)));
    for (const [index, { reference, isOfFolder }] of group.entries()) {
      const bytes = contents[index];
      if (bytes?.ok) readable.push({ name: reference.name, bytes: bytes.value, isOfFolder });
      else if (bytes && !isOfFolder) return bytes;
      else if (bytes) unopened.push({ path: reference.name, error: bytes.problem });
    }
  }
  const certificates: Visitors['certificates'] = [];
  const opened = readable.length === 0 ? [] : (await openCertificateFiles(readable, secrets, at, context)).files;
  for (const [index, file] of opened.entries()) {
    if ('error' in file) {
      if (readable[index]?.isOfFolder !== true) return fail(file.error);
      unopened.push(file);
      continue;
    }
    const own = file.certificates.filter(({ hasPrivateKey }) => hasPrivateKey);
    // A PFX brings its chain along; the visitor is the certificate with the key.
    for (const certificate of own.length > 0 ? own : file.certificates) {
      certificates.push({ name: file.path, certificate });
    }
  }
  const hasFolders = named.value.length !== references.length || named.value.some(({ isOfFolder }) => isOfFolder);
  return succeed({ certificates, unopened: hasFolders ? unopened : null });
}

async function withFolders(references: readonly FileReference[], files: Files): Promise<Reply<Named[]>> {
  const named: Named[] = [];
  for (const reference of references) {
    const below = await files.filesBelow(reference);
    if (!below.ok) return below;
    if (below.value === null) named.push({ reference, isOfFolder: false });
    else named.push(...below.value.map((file) => ({ reference: file, isOfFolder: true })));
  }
  return succeed(named);
}
