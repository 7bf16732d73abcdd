import type { Finding } from '../../api/finding.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import { listNames } from '../../text/list-names.ts';
import { mostEvidence } from '../../trust/control-state.ts';
import type { TrustInput } from '../../trust/trust-check.ts';
import type { TrustEvidence, TrustFinding } from '../../trust/trust-findings.ts';
import { nothingChanged } from '../../trust/store-commands.ts';
import { trustCheckFinding } from './text.en.ts';

/** What the rules about the answers' own certificates look at. */
type AnswersInput = Pick<TrustInput, 'clients' | 'planned'>;

type Client = TrustInput['clients'][number];
type Planned = TrustInput['planned'][number];

/** Returns what the answers' own certificates say on trust: what is to go where it does harm, keys, revocation. */
export function answerFindings(input: AnswersInput): TrustFinding[] {
  return [...plannedFindings(input), ...keyFindings(input), ...revocationFindings(input.clients)];
}

function plannedFindings({ planned, clients }: AnswersInput): TrustFinding[] {
  const toRoot = planned.filter(({ store, certificate }) => store === 'Root' && !certificate.isSelfSigned);
  const ofClients = new Set(clients.map(({ certificate }) => certificate.thumbprint));
  const isLeaf = ({ certificate }: Planned) =>
    !certificate.isCertificateAuthority || ofClients.has(certificate.thumbprint);
  const leaves = planned.filter((entry) => entry.store === 'Root' && isLeaf(entry));
  const subjects = (entries: readonly Planned[]) => listNames(entries.map(({ certificate }) => nameOf(certificate)));
  return [
    ...toRoot.map((entry): TrustFinding => ({
      ...trustCheckFinding('not-self-signed-in-root', { subject: entry.certificate.subject }, authorities),
      evidence: [plannedEvidence(entry, `It was issued by ${entry.certificate.issuer}.`)],
      undo: nothingChanged,
    })),
    ...found(leaves, trustCheckFinding('leaf-to-root', { subjects: subjects(leaves) }, authorities), (entry) =>
      plannedEvidence(entry, 'It may issue no certificates, and the answers put it into Trusted Root.'),
    ),
  ];
}

function keyFindings({ planned, clients }: AnswersInput): TrustFinding[] {
  const authorityKeys = planned.filter(({ certificate }) => certificate.hasPrivateKey);
  const clientKeys = clients.filter(({ certificate }) => certificate.hasPrivateKey);
  return [
    ...found(
      authorityKeys,
      trustCheckFinding('authority-key', { files: listNames(authorityKeys.map(({ file }) => file)) }, authorities),
      (entry) => plannedEvidence(entry, 'Its file holds its private key.'),
    ),
    ...found(
      clientKeys,
      trustCheckFinding('client-key', { clients: listNames(clientKeys.map(({ id }) => id)) }, clientsPlace),
      (client) => clientEvidence(client, `The file of "${client.id}" holds its private key.`),
    ),
  ];
}

/** Returns what is known of revocation: the addresses that the server must reach, and the clients that have none. */
export function revocationFindings(clients: readonly Client[]): TrustFinding[] {
  const having = clients.filter(({ certificate }) => addressesOf(certificate).length > 0);
  const without = clients.filter(({ certificate }) => addressesOf(certificate).length === 0);
  const addresses = [...new Set(having.flatMap(({ certificate }) => addressesOf(certificate)))];
  return [
    ...found(having, trustCheckFinding('revocation', { addresses: listNames(addresses) }, clientsPlace), (client) =>
      clientEvidence(client, `"${client.id}" names ${addressesOf(client.certificate).join(', ')}.`),
    ),
    ...found(
      without,
      trustCheckFinding('revocation-not-known', { clients: listNames(without.map(({ id }) => id)) }, clientsPlace),
      (client) => clientEvidence(client, `"${client.id}" names no CRL and no OCSP address.`),
    ),
  ];
}

const authorities = 'certificateImport.authorities';
const clientsPlace = 'certificateImport.clients';

function found<Entry>(
  entries: readonly Entry[],
  finding: Finding,
  evidenceOf: (entry: Entry) => TrustEvidence,
): TrustFinding[] {
  if (entries.length === 0) return [];
  return [{ ...finding, evidence: entries.slice(0, mostEvidence).map(evidenceOf), undo: nothingChanged }];
}

function addressesOf({ crlUrls, ocspUrls }: Certificate): string[] {
  return [...crlUrls, ...ocspUrls];
}

function nameOf({ subject, thumbprint }: Certificate): string {
  return subject === '' ? thumbprint : subject;
}

function plannedEvidence({ file, store, certificate: { subject, thumbprint } }: Planned, says: string): TrustEvidence {
  return { from: file, store, subject, thumbprint, says };
}

function clientEvidence({ certificate: { subject, thumbprint } }: Client, says: string): TrustEvidence {
  return { from: 'answers', subject, thumbprint, says };
}
