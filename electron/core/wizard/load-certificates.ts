import type { FileReference, Secrets } from '../../../shared/api/call.ts';
import { defineProblems } from '../../../shared/api/define-problems.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { Certificate, Chain } from '../../../shared/certificates/certificate.ts';
import type { OpenedFile, UnopenedFile } from '../../../shared/steps/certificate-import/calls.ts';
import type { Answers } from '../../../shared/wizard/answers.ts';
import type { Facts } from '../../../shared/wizard/facts.ts';
import { maximumFileBytes } from '../certificates/limits.ts';
import type { CallContext } from '../core.ts';
import type { Files } from '../ports/files.ts';
import { placed, readNamedFile } from './named-file.ts';
import type { Readers } from './readers.ts';

const answersFileProblem = defineProblems({
  'certificate-import.no-certificate': {
    title: 'There is no certificate in the file',
    fix: 'Name the file that holds the certificate; a key alone is not enough.',
  },
  'certificate-import.several-certificates': {
    title: 'The file holds several certificates, and none is clearly the one',
    fix: 'Export the one certificate that is meant into a file of its own.',
  },
});

/** What the certificate files of answers say. A file that cannot be read or opened is a problem, and absent from the facts. */
export interface LoadedCertificates extends Pick<Facts, 'server' | 'authorities' | 'clients' | 'chains'> {
  problems: Problem[];
  /** Every file in the order server, authorities, clients; inline certificates under their path in the answers. */
  files: (OpenedFile | UnopenedFile)[];
}

export interface LoadInput {
  answers: FileReference;
  at: string;
  secrets: Secrets;
}

interface WantedFile {
  place: string;
  source: { file: string } | { certificate: string };
}

/** A wanted file on its way: read, then opened. */
interface NamedFile {
  name: string;
  place: string;
  content: Reply<Uint8Array>;
}

/** Reads and opens every certificate file of the answers, and builds the chains over all of them. */
export async function loadCertificates(
  { certificateImport }: Answers,
  { answers: document, at, secrets }: LoadInput,
  files: Files,
  readers: Readers,
  context: CallContext,
): Promise<LoadedCertificates> {
  const { server, authorities, clients } = certificateImport;
  const wanted: WantedFile[] = [
    ...(server ? [{ place: 'certificateImport.server.file', source: server }] : []),
    ...authorities.map((source, index) => ({ place: `certificateImport.authorities[${index}].file`, source })),
    ...clients.map((source, index) => {
      return { place: `certificateImport.clients[${index}].${'file' in source ? 'file' : 'certificate'}`, source };
    }),
  ];
  const named: NamedFile[] = [];
  for (const each of wanted) named.push(await readWanted(each, document, files));
  const readable = named.flatMap(({ name, content }) => (content.ok ? [{ name, bytes: content.value }] : []));
  const { files: opened, chains } =
    readable.length > 0
      ? await readers.openCertificates(readable, secrets, at, context)
      : { files: [], chains: [] satisfies Chain[] };
  const remaining = [...opened];
  const answered = named.map(({ name, content }) => {
    if (!content.ok) return { path: name, error: content.problem };
    const file = remaining.shift();
    if (!file) throw new Error(`The certificate reader said nothing about ${name}`);
    return file;
  });
  const contents = named.map((file, index) => contentsOf(file, answered[index], document));
  const serverFile = server && contents[0];
  const authorityFiles = contents.slice(server ? 1 : 0, (server ? 1 : 0) + authorities.length);
  const clientFiles = contents.slice(contents.length - clients.length);
  const clientCertificates = clients.map(({ id }, index) => ({ id, certificate: theOne(clientFiles[index]) }));
  const serverCertificate = serverFile && theOne(serverFile);
  const judged = [...contents, ...clientCertificates.map(({ certificate }) => certificate), serverCertificate];
  return {
    // What cannot even be read is said first; a file's problem is its certificate's too, and is said once.
    problems: [
      ...new Set(
        [...named.map(({ content }) => content), ...judged].flatMap((each) => (each && !each.ok ? [each.problem] : [])),
      ),
    ],
    files: answered,
    server: serverCertificate?.ok
      ? {
          certificate: serverCertificate.value,
          others: (serverFile?.ok ? serverFile.value.certificates : []).filter(
            ({ sha256 }) => sha256 !== serverCertificate.value.sha256,
          ),
        }
      : null,
    authorities: authorityFiles.map((file) => (file.ok ? file.value.certificates : [])),
    clients: clientCertificates.flatMap(({ id, certificate }) =>
      certificate.ok ? [{ id, certificate: certificate.value }] : [],
    ),
    chains,
  };
}

async function readWanted({ place, source }: WantedFile, document: FileReference, files: Files): Promise<NamedFile> {
  if ('certificate' in source) {
    return { name: place, place, content: succeed(new TextEncoder().encode(source.certificate)) };
  }
  const content = await readNamedFile(source.file, place, document, files, maximumFileBytes);
  return { name: source.file, place, content };
}

interface Contents {
  file: NamedFile;
  certificates: readonly Certificate[];
}

function contentsOf(
  file: NamedFile,
  opened: OpenedFile | UnopenedFile | undefined,
  document: FileReference,
): Reply<Contents> {
  if (!file.content.ok) return file.content;
  if (!opened) throw new Error(`The certificate reader said nothing about ${file.name}`);
  const shown = file.name === file.place ? document.name : file.name;
  if ('error' in opened) return fail(placed(opened.error, shown, file.place));
  if (opened.certificates.length === 0) {
    const detail = `${shown} was read as ${opened.format}.`;
    return fail(
      answersFileProblem('certificate-import.no-certificate', { detail, location: { file: shown, path: file.place } }),
    );
  }
  return succeed({ file, certificates: opened.certificates });
}

/** Returns the certificate that a file is about: the one with the key, else the only one that is no CA's, else the only one. */
function theOne(contents: Reply<Contents> | undefined): Reply<Certificate> {
  if (!contents) throw new Error('A file of the answers was not opened');
  if (!contents.ok) return contents;
  const { certificates, file } = contents.value;
  const candidates = [
    certificates.filter(({ hasPrivateKey }) => hasPrivateKey),
    certificates.filter(({ isCertificateAuthority }) => !isCertificateAuthority),
    certificates,
  ];
  const [certificate] = candidates.find((each) => each.length === 1) ?? [];
  if (certificate) return succeed(certificate);
  const detail = `${file.name} holds ${certificates.length} certificates: ${certificates
    .slice(0, 5)
    .map(({ subject }) => subject)
    .join('; ')}.`;
  return fail(
    answersFileProblem('certificate-import.several-certificates', {
      detail,
      location: { file: file.name, path: file.place },
    }),
  );
}
