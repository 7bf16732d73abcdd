import type { FileReference } from '../../../../shared/api/call.ts';
import type { CallInput, CallOutput } from '../../../../shared/api/contract.ts';
import type { Problem } from '../../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../../shared/api/reply.ts';
import type { Certificate } from '../../../../shared/certificates/certificate.ts';
import { answerFindings } from '../../../../shared/steps/trust-check/answer-rules.ts';
import { serverFindings } from '../../../../shared/steps/trust-check/server-rules.ts';
import { clientRootsControl } from '../../../../shared/trust/client-roots.ts';
import { selfSignedRootsControl } from '../../../../shared/trust/self-signed-roots.ts';
import { joinSettings, unknownSettings } from '../../../../shared/trust/server-settings.ts';
import { isFiltered, type ListedCertificate } from '../../../../shared/trust/store-listing.ts';
import type { TrustInput } from '../../../../shared/trust/trust-check.ts';
import type { CertificateFile } from '../../certificates/certificate-files.ts';
import { openCertificateFiles } from '../../certificates/certificate-files.ts';
import type { OpenedFiles } from '../../certificates/opened-files.ts';
import type { CallContext, Handlers } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import { loadAnswers, type LoadedAnswers } from '../../wizard/load-answers.ts';
import { readServerListing, type ServerListing } from './server-listing.ts';

type Listing = CallOutput<'trust-check', 'check'>['listings'][number];

interface Read {
  readonly file: FileReference;
  readonly store: string;
  readonly listing: ServerListing;
}

/** Returns the handlers of step 4. */
export function trustCheckHandlers(files: Files): Handlers<'trust-check'> {
  return {
    async check(input, context) {
      const loaded = await loadAnswers(input, files, context);
      if (!loaded.ok) return loaded;
      const read: Read[] = [];
      for (const { file, store } of input.listings) {
        const listing = await readServerListing(file, files);
        if (!listing.ok) return listing;
        read.push({ file, store, listing: listing.value });
      }
      const collected = await collect(loaded.value, read, input, context);
      if (!collected.ok) return collected;
      const { trust, listings } = collected.value;
      return succeed({
        controls: [clientRootsControl(trust), selfSignedRootsControl(trust)],
        findings: [...serverFindings(trust), ...answerFindings(trust)],
        listings,
      });
    },
  };
}

async function collect(
  { answers, facts }: LoadedAnswers,
  read: readonly Read[],
  { at, secrets }: CallInput<'trust-check', 'check'>,
  context: CallContext,
): Promise<Reply<{ trust: TrustInput; listings: Listing[] }>> {
  const planned = answers.certificateImport.authorities.flatMap(({ file, store }, index) =>
    (facts.authorities[index] ?? []).map((certificate) => ({ store, file, certificate })),
  );
  const known = [
    ...facts.clients.map(({ certificate }) => certificate),
    ...planned.map(({ certificate }) => certificate),
    ...(facts.server?.others ?? []),
  ];
  const listed = read.flatMap(({ file, listing }) => certificateFilesOf(file, listing));
  const opened = await openCertificateFiles([...known.map(answerFile), ...listed], secrets, at, context);
  const problem = problemOf(opened, read);
  if (problem) return fail(problem);
  const entries = read.map((each) => entriesOf(each, opened));
  const settings = read.flatMap(({ listing }) => (listing.kind === 'settings' ? [listing.settings] : []));
  const trust: TrustInput = {
    at,
    clients: facts.clients,
    chains: opened.chains,
    planned,
    listed: entries.flat(),
    settings: settings.reduce(joinSettings, unknownSettings),
  };
  return succeed({ trust, listings: read.map((each, index) => describe(each, entries[index] ?? [])) });
}

function answerFile({ thumbprint, singleLineBase64 }: Certificate): CertificateFile {
  return { name: `answers ${thumbprint}`, bytes: Buffer.from(singleLineBase64, 'base64') };
}

/** Every file's certificates under the name of the file; those of a text one by one, so that one damaged entry harms no other. */
function certificateFilesOf({ name }: FileReference, listing: ServerListing): CertificateFile[] {
  if (listing.kind === 'certificates') return [{ name, bytes: listing.bytes }];
  if (listing.kind === 'settings') return [];
  return listing.entries.flatMap(({ encoding, thumbprint }) =>
    encoding ? [{ name: entryName(name, thumbprint), bytes: encoding }] : [],
  );
}

function entryName(file: string, thumbprint: string): string {
  return `${file} ${thumbprint}`;
}

/** A whole file that does not open is a problem; an entry of a text then has its names only. */
function problemOf({ files }: OpenedFiles, read: readonly Read[]): Problem | null {
  const whole = new Set(read.filter(({ listing }) => listing.kind === 'certificates').map(({ file }) => file.name));
  for (const file of files) if ('error' in file && whole.has(file.path)) return file.error;
  return null;
}

function entriesOf({ file: { name }, store, listing }: Read, { files }: OpenedFiles): ListedCertificate[] {
  const certificatesOf = (path: string) =>
    files.flatMap((file) => (file.path === path && !('error' in file) ? file.certificates : []));
  // A certificate that a text only names may be among the other files.
  const byThumbprint = new Map(
    files.flatMap((file) =>
      'error' in file ? [] : file.certificates.map((certificate) => [certificate.thumbprint, certificate]),
    ),
  );
  const entry = (certificate: Certificate): ListedCertificate => {
    const { thumbprint, subject, issuer, hasPrivateKey } = certificate;
    return { store, thumbprint, subject, issuer, certificate, ...(hasPrivateKey && { hasPrivateKey }), file: name };
  };
  switch (listing.kind) {
    case 'settings':
      return [];
    case 'certificates':
      return certificatesOf(name).map(entry);
    case 'powershell':
    case 'certutil':
      return listing.entries.map((listed) => {
        const { thumbprint, subject, issuer, hasPrivateKey } = listed;
        const says = hasPrivateKey === undefined ? {} : { hasPrivateKey };
        const whole = byThumbprint.get(thumbprint);
        const named = { store: listed.store ?? store, thumbprint, subject, issuer, certificate: null, file: name };
        return { ...named, ...(whole && entry(whole)), store: named.store, ...says };
      });
  }
}

function describe({ file: { name }, listing }: Read, entries: readonly ListedCertificate[]): Listing {
  const counts = new Map<string, number>();
  for (const { store } of entries) counts.set(store, (counts.get(store) ?? 0) + 1);
  const hasAll = entries.every(({ certificate }) => certificate !== null);
  return {
    file: name,
    kind: listing.kind,
    stores: [...counts].map(([store, certificates]) => ({ store, certificates })),
    basis: listing.kind === 'settings' ? 'settings' : hasAll ? 'signatures' : 'names',
    isFiltered: isFiltered(entries),
  };
}
