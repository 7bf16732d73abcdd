import type { FileReference } from '../../../../shared/api/call.ts';
import { defineProblems } from '../../../../shared/api/define-problems.ts';
import { fail, succeed, type Reply } from '../../../../shared/api/reply.ts';
import { readCertutilListing } from '../../../../shared/trust/certutil-listing.ts';
import { readPowerShellListing } from '../../../../shared/trust/powershell-listing.ts';
import { readServerSettings, type ServerSettings } from '../../../../shared/trust/server-settings.ts';
import type { TextEntry } from '../../../../shared/trust/store-listing.ts';
import { maximumCertificates, maximumFileBytes } from '../../certificates/limits.ts';
import { textOfFile } from '../../certificates/text-of-file.ts';
import type { Files } from '../../ports/files.ts';

const listingProblem = defineProblems({
  'trust-check.listing-empty': {
    title: 'The listing is empty',
    fix: "List the whole store without a filter: Get-ChildItem Cert:\\LocalMachine\\Root | Format-List *. An empty output of the walkthrough's filter only says that no names differ.",
  },
  'trust-check.listing-too-long': {
    title: 'The listing has too many certificates',
    fix: 'List one store only.',
  },
});

/** A file about the server as it was recognised; `certificates` is still to be opened. */
export type ServerListing =
  | { readonly kind: 'powershell' | 'certutil'; readonly entries: readonly TextEntry[] }
  | { readonly kind: 'settings'; readonly settings: ServerSettings }
  | { readonly kind: 'certificates'; readonly bytes: Uint8Array };

/** Returns what a file about the server is, by its content. Fails when it cannot be read or is empty. */
export async function readServerListing(file: FileReference, files: Files): Promise<Reply<ServerListing>> {
  const read = await files.read(file, maximumFileBytes);
  if (!read.ok) return read;
  const bytes = read.value;
  const text = textOfFile(bytes);
  if (text === null) return succeed({ kind: 'certificates', bytes });
  if (text.trim() === '') {
    const detail = `${file.name} holds nothing but white space.`;
    return fail(listingProblem('trust-check.listing-empty', { detail, location: { file: file.name } }));
  }
  const powershell = readPowerShellListing(text);
  const entries = powershell ?? readCertutilListing(text);
  if (entries && entries.length > maximumCertificates) {
    const detail = `${file.name} lists ${entries.length}; ${maximumCertificates} are read at most.`;
    return fail(listingProblem('trust-check.listing-too-long', { detail, location: { file: file.name } }));
  }
  if (entries) return succeed({ kind: powershell ? 'powershell' : 'certutil', entries });
  const settings = readServerSettings(text);
  return succeed(settings ? { kind: 'settings', settings } : { kind: 'certificates', bytes });
}
