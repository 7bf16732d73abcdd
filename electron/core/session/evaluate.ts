import type { FileReference, Secrets } from '../../../shared/api/call.ts';
import { bySeverity } from '../../../shared/api/finding.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { withoutSecrets } from '../../../shared/bundle/without-secrets.ts';
import { readSites } from '../../../shared/iis/sites.ts';
import { chainTree } from '../../../shared/certificates/chain-tree.ts';
import { nameCertificates } from '../../../shared/mapping/named-certificates.ts';
import { plannedSection } from '../../../shared/plan/planned-section.ts';
import type { OpenedFile, UnopenedFile } from '../../../shared/steps/certificate-import/calls.ts';
import { excerptOf } from '../../../shared/steps/certificate-import/excerpt.ts';
import { allFindings } from '../../../shared/steps/registry.ts';
import type { Answers } from '../../../shared/wizard/answers.ts';
import { completeDraft, concernsStandIn } from '../../../shared/wizard/complete-draft.ts';
import type { Facts } from '../../../shared/wizard/facts.ts';
import { readJson, type JsonDocument } from '../../../shared/wizard/json-document.ts';
import type { ConfigurationPreview, Evaluation } from '../../../shared/wizard/session-calls.ts';
import type { ConfigurationFile } from '../bundle/configuration-files.ts';
import type { CallContext } from '../core.ts';
import type { Files } from '../ports/files.ts';
import { blankPassword } from '../wizard/load-answers.ts';
import { loadFacts } from '../wizard/load-facts.ts';
import { judge, placeInAnswers } from '../wizard/prepare.ts';
import type { Readers } from '../wizard/readers.ts';
import type { Draft } from './draft-document.ts';

interface EvaluateInput {
  draft: Draft;
  /** The draft's text, and what findings call it. */
  bytes: Uint8Array;
  answers: FileReference;
  at: string;
  secrets: Secrets;
  withPlan: boolean;
}

type CertificateFile = OpenedFile | UnopenedFile;

/** So many clients or mappings come whole each time; of more, what no screen shows is left out. */
const few = 500;

/** Returns all that can be known of a draft. What is missing or wrong is a problem in its place, and stops nothing else. */
export async function evaluate(
  input: EvaluateInput,
  files: Files,
  readers: Readers,
  context: CallContext,
): Promise<Evaluation> {
  const { draft, bytes, answers: document, secrets } = input;
  const placeOf = lazyPlaces(bytes, document.name);
  const { answers, problems: incomplete, standIns } = completeDraft(draft, document.name, placeOf);
  const passwords = { files: [...secrets.files.keys()], accounts: [...secrets.accounts.keys()] };
  if (!answers) return { ...nothingKnown, problems: incomplete, passwords };

  const loaded = await loadFacts(answers, input, files, readers, context);
  const { facts } = loaded;
  const blank = blankPassword(secrets);
  const problems: Problem[] = [
    ...incomplete,
    ...(blank ? [blank] : []),
    ...loaded.problems.filter(({ location }) => !concernsStandIn(location?.path, standIns)),
  ];
  const unnamed = filesOfStandIns(answers, standIns);
  const isPlanLeftOut = !input.withPlan && answers.mapping.oneToOne.length > few;
  const isCrowded = answers.certificateImport.clients.length > few;
  const named = [...new Map(loaded.certificateFiles.map((file) => [file.path, file])).values()].filter(
    (file) => !unnamed.has(file.path) && !(isCrowded && isPlainClient(file)),
  );
  const known = {
    files: named.map((file) => ('error' in file ? file : excerptOf(file))),
    picture: isCrowded ? { boxes: [], more: 0 } : pictureOf(named, facts.chains),
    ...whatFactsSay(answers, facts),
    isPlanLeftOut,
    passwords,
  };
  // How large a web.config gets is a finding, and known only when it was made.
  if (problems.length === 0 && !(isPlanLeftOut && answers.review.target !== 'web.config')) {
    const judged = judge({ answers, facts, placeOf }, input);
    if (judged.ok) {
      const { findings, plan, configuration } = judged.value;
      const left = isPlanLeftOut
        ? { plan: null, configuration: [] }
        : { plan, configuration: configuration.map(preview) };
      return { ...known, problems, findings, ...left };
    }
    problems.push(judged.problem);
  }
  const findings = bySeverity(
    allFindings(answers, facts)
      .filter(({ location }) => !concernsStandIn(location?.path, standIns))
      .map((finding) => placeInAnswers(finding, { placeOf }, document)),
  );
  return { ...known, problems, findings, plan: null, configuration: [] };
}

function pictureOf(files: readonly CertificateFile[], chains: Facts['chains']) {
  const certificates = files.flatMap((file) => ('error' in file ? [] : file.certificates));
  return chainTree(certificates, chains);
}

/** A certificate inside the answers that was opened, and of which nothing is to be said. */
function isPlainClient(file: CertificateFile): boolean {
  return inlineClient.test(file.path) && !('error' in file) && file.findings.length === 0;
}

const inlineClient = /^certificateImport\.clients\[\d+\]\.certificate$/;

const nothingKnown: Omit<Evaluation, 'problems' | 'passwords'> = {
  findings: [],
  files: [],
  chains: [],
  picture: { boxes: [], more: 0 },
  server: null,
  authorities: [],
  clients: [],
  sites: null,
  site: null,
  mapping: null,
  plan: null,
  configuration: [],
  isPlanLeftOut: false,
};

function whatFactsSay(answers: Answers, facts: Facts) {
  const { applicationHost, authorities, chains, clients, server, site } = facts;
  const sites = applicationHost && readSites(applicationHost);
  const asked = new Set([server?.certificate, ...clients.map(({ certificate }) => certificate)].map((each) => each?.thumbprint)); // prettier-ignore
  // The facts are read-only; the contract copies what it hands out.
  return {
    chains: chains.filter(({ of }) => asked.has(of)),
    server: server?.certificate ?? null,
    authorities: authorities.map((certificates) => [...certificates]),
    clients: [...clients],
    sites:
      sites &&
      sites.map(({ name, physicalPath, bindings }) => ({
        name,
        physicalPath: physicalPath || null,
        bindings: [...bindings],
      })),
    site: site as Evaluation['site'],
    mapping: nameCertificates(plannedSection(answers, facts), clients) as Evaluation['mapping'],
  };
}

/** Returns the paths that only stand-ins name: those files were never named by anybody. */
function filesOfStandIns({ certificateImport }: Answers, standIns: readonly string[]): Set<string> {
  if (standIns.length === 0) return new Set();
  const { server, authorities, clients } = certificateImport;
  const named = [
    ...(server ? [{ file: server.file, place: 'certificateImport.server.file' }] : []),
    ...authorities.map(({ file }, index) => ({ file, place: `certificateImport.authorities[${index}].file` })),
    ...clients.flatMap((client, index) =>
      'file' in client ? [{ file: client.file, place: `certificateImport.clients[${index}].file` }] : [],
    ),
  ];
  const known = new Set(standIns);
  const byPeople = new Set(named.filter(({ place }) => !known.has(place)).map(({ file }) => file));
  return new Set(named.map(({ file }) => file).filter((file) => !byPeople.has(file)));
}

function preview({ path, before, after }: ConfigurationFile): ConfigurationPreview {
  return { path, before: before === null ? null : withoutSecrets(before), after: withoutSecrets(after) };
}

/** Lines and columns are looked up when something has to be placed: most of what is typed is right. */
function lazyPlaces(bytes: Uint8Array, file: string): JsonDocument['placeOf'] {
  let document: ReturnType<typeof readJson> | undefined;
  return (path) => {
    document ??= readJson(bytes, file);
    return document.ok ? document.value.placeOf(path) : { line: 1, column: 1 };
  };
}
