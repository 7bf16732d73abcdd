import type { FileReference, Secrets } from '../../../shared/api/call.ts';
import { defineProblems, type Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { Certificate } from '../../../shared/certificates/certificate.ts';
import type { Configuration } from '../../../shared/iis/configuration.ts';
import { readConfiguration } from '../../../shared/iis/read-configuration.ts';
import { readSite } from '../../../shared/iis/read-site.ts';
import { maximumFileBytes as maximumConfigurationBytes } from '../../../shared/iis/xml/text-encoding.ts';
import { readSites } from '../../../shared/iis/sites.ts';
import type { OpenedFile, UnopenedFile } from '../../../shared/steps/certificate-import/calls.ts';
import type { Answers } from '../../../shared/wizard/answers.ts';
import type { Facts } from '../../../shared/wizard/facts.ts';
import { parseAnswers, type AnswersDocument } from '../../../shared/wizard/parse-answers.ts';
import { openCertificateFiles } from '../certificates/certificate-files.ts';
import { maximumFileBytes as maximumCertificateFileBytes } from '../certificates/limits.ts';
import type { CallContext } from '../core.ts';
import type { Files } from '../ports/files.ts';

/** Answers with ten thousand inline certificates have some 20 MB. */
const maximumAnswersBytes = 64 * 1024 * 1024;

const answersFileProblem = defineProblems({
  'certificate-import.no-certificate': {
    title: 'There is no certificate in the file',
    fix: 'Name the file that holds the certificate; a key alone is not enough.',
  },
  'certificate-import.several-certificates': {
    title: 'The file holds several certificates, and none is clearly the one',
    fix: 'Export the one certificate that is meant into a file of its own.',
  },
  'review.blank-password': {
    title: 'A blank password was handed over',
    fix: 'Give the account its real password, or leave it out: apply asks for it.',
  },
});

/** Answers with everything that their files say. */
export interface LoadedAnswers extends AnswersDocument {
  facts: Facts;
}

interface LoadInput {
  answers: FileReference;
  at: string;
  secrets: Secrets;
}

/** Reads an answers file and every file that it names. Fails at the first file that cannot be read or is not what it should be. */
export async function loadAnswers(input: LoadInput, files: Files, context: CallContext): Promise<Reply<LoadedAnswers>> {
  const bytes = await files.read(input.answers, maximumAnswersBytes);
  if (!bytes.ok) return bytes;
  const document = parseAnswers(bytes.value, input.answers.name);
  if (!document.ok) return document;
  const { answers } = document.value;
  const blank = [...input.secrets.accounts].find(([, password]) => password.reveal() === '');
  if (blank) {
    const detail = `The password of the account "${blank[0]}" has no characters.`;
    return fail(answersFileProblem('review.blank-password', { detail }));
  }
  const facts = await loadFacts(answers, input, files, context);
  return facts.ok ? succeed({ ...document.value, facts: facts.value }) : facts;
}

async function loadFacts(
  answers: Answers,
  { answers: document, at, secrets }: LoadInput,
  files: Files,
  context: CallContext,
): Promise<Reply<Facts>> {
  const certificates = await loadCertificates(answers, document, { at, secrets }, files, context);
  if (!certificates.ok) return certificates;
  const { applicationHostConfig, webConfig } = answers.target;
  const applicationHost = await loadConfiguration(
    applicationHostConfig,
    'target.applicationHostConfig',
    document,
    files,
  );
  if (!applicationHost.ok) return applicationHost;
  const web = await loadConfiguration(webConfig, 'target.webConfig', document, files);
  if (!web.ok) return web;
  const given = { applicationHost: applicationHost.value, web: web.value };
  return succeed({
    at,
    ...certificates.value,
    ...given,
    sites: given.applicationHost && readSites(given.applicationHost),
    site: readSite(given, answers.sslRequire.site, answers.sslRequire.paths),
    passwordsGiven: new Set(secrets.accounts.keys()),
  });
}

async function loadConfiguration(
  path: string | undefined,
  place: string,
  document: FileReference,
  files: Files,
): Promise<Reply<Configuration | null>> {
  if (path === undefined) return succeed(null);
  const bytes = await readNamedFile(path, place, document, files, maximumConfigurationBytes);
  return bytes.ok ? readConfiguration(bytes.value, path) : bytes;
}

async function readNamedFile(
  path: string,
  place: string,
  document: FileReference,
  files: Files,
  maximumBytes: number,
): Promise<Reply<Uint8Array>> {
  const reference = files.resolve(document, path);
  if (!reference.ok) return fail(placed(reference.problem, document.name, place));
  const bytes = await files.read(reference.value, maximumBytes);
  return bytes.ok ? bytes : fail(placed(bytes.problem, path, place));
}

/** A problem with a file that the answers name says both: the file, and the place that names it. */
function placed(problem: Problem, file: string, path: string): Problem {
  return { ...problem, location: { ...problem.location, file, path } };
}

type CertificateFacts = Pick<Facts, 'server' | 'authorities' | 'clients' | 'chains'>;

interface NamedFile {
  name: string;
  place: string;
  bytes: Uint8Array;
}

async function loadCertificates(
  { certificateImport }: Answers,
  document: FileReference,
  { at, secrets }: Pick<LoadInput, 'at' | 'secrets'>,
  files: Files,
  context: CallContext,
): Promise<Reply<CertificateFacts>> {
  const { server, authorities, clients } = certificateImport;
  const wanted = [
    ...(server ? [{ file: server.file, place: 'certificateImport.server.file' }] : []),
    ...authorities.map(({ file }, index) => ({ file, place: `certificateImport.authorities[${index}].file` })),
    ...clients.map((client, index) =>
      'file' in client
        ? { file: client.file, place: `certificateImport.clients[${index}].file` }
        : { text: client.certificate, place: `certificateImport.clients[${index}].certificate` },
    ),
  ];
  const named: NamedFile[] = [];
  for (const each of wanted) {
    const { place } = each;
    if ('text' in each) {
      named.push({ name: place, place, bytes: new TextEncoder().encode(each.text) });
      continue;
    }
    const bytes = await readNamedFile(each.file, place, document, files, maximumCertificateFileBytes);
    if (!bytes.ok) return bytes;
    named.push({ name: each.file, place, bytes: bytes.value });
  }
  const opened = await openCertificateFiles(named, secrets, at, context);
  const checked = named.map((file, index) => checkOpened(file, opened.files[index], document));
  const failed = checked.find((each) => !each.ok);
  if (failed) return failed;
  const contents = checked.flatMap((each) => (each.ok ? [each.value] : []));

  const serverFile = server ? contents[0] : undefined;
  const authorityFiles = contents.slice(server ? 1 : 0, (server ? 1 : 0) + authorities.length);
  const clientFiles = contents.slice(contents.length - clients.length);
  const clientFacts: { id: string; certificate: Certificate }[] = [];
  for (const [index, { id }] of clients.entries()) {
    const certificate = theOne(clientFiles[index]);
    if (!certificate.ok) return certificate;
    clientFacts.push({ id, certificate: certificate.value });
  }
  const serverCertificate = serverFile ? theOne(serverFile) : null;
  if (serverCertificate && !serverCertificate.ok) return serverCertificate;
  return succeed({
    server: serverCertificate && {
      certificate: serverCertificate.value,
      others: (serverFile?.certificates ?? []).filter(({ sha256 }) => sha256 !== serverCertificate.value.sha256),
    },
    authorities: authorityFiles.map(({ certificates }) => certificates),
    clients: clientFacts,
    chains: opened.chains,
  });
}

interface Contents {
  file: NamedFile;
  certificates: readonly Certificate[];
  document: FileReference;
}

function checkOpened(
  file: NamedFile,
  opened: OpenedFile | UnopenedFile | undefined,
  document: FileReference,
): Reply<Contents> {
  if (!opened) throw new Error(`The certificate reader said nothing about ${file.name}`);
  const shown = file.name === file.place ? document.name : file.name;
  if ('error' in opened) return fail(placed(opened.error, shown, file.place));
  if (opened.certificates.length === 0) {
    const detail = `${shown} was read as ${opened.format}.`;
    return fail(
      answersFileProblem('certificate-import.no-certificate', { detail, location: { file: shown, path: file.place } }),
    );
  }
  return succeed({ file, certificates: opened.certificates, document });
}

/** Returns the certificate that a file is about: the one with the key, else the only one that is no CA's, else the only one. */
function theOne(contents: Contents | undefined): Reply<Certificate> {
  if (!contents) throw new Error('A file of the answers was not opened');
  const { certificates, file } = contents;
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
