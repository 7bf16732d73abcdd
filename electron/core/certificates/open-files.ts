import type { PublicKeyInfo } from '../../../shared/certificates/algorithms.ts';
import type { Chain, InspectedCertificate, PrivateKey } from '../../../shared/certificates/certificate.ts';
import type { ChainCertificate } from '../../../shared/certificates/chains.ts';
import { buildChains } from '../../../shared/certificates/chains.ts';
import { latin1, MalformedEncoding } from '../../../shared/certificates/der.ts';
import { fileFindings } from '../../../shared/certificates/file-findings.ts';
import type { ParsedCertificate } from '../../../shared/certificates/parse-certificate.ts';
import { CertificateParser } from '../../../shared/certificates/parse-certificate.ts';
import type { Role } from '../../../shared/certificates/role.ts';
import { roleOf } from '../../../shared/certificates/role.ts';
import type { OpenedFile, UnopenedFile } from '../../../shared/steps/certificate-import/calls.ts';
import type { Progress } from '../core.ts';
import { certificateFacts, thumbprintOf } from './certificate-facts.ts';
import { maximumCertificates } from './limits.ts';
import type { SecretReader } from './open-file.ts';
import { openFile } from './open-file.ts';
import type { OpenedContent } from './opened-content.ts';
import { CannotOpen } from './problems.ts';
import { isSamePublicKey } from './same-public-key.ts';
import { SignatureVerifier } from './signature.ts';

/** A file to open, with the octets of its password (UTF-8), null when there is none. */
export interface FileToOpen {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly password: Uint8Array | null;
  /** It was given for all files that have none of their own. */
  readonly isPasswordForAny: boolean;
}

/** What each file holds, without its certificates, which travelled ahead in the order of the files: only how many they are. */
export type FileOutline = (Omit<OpenedFile, 'certificates'> & { certificates: number }) | UnopenedFile;

/** What a file or the other certificates add to the facts of a certificate. */
export interface CertificateReference extends Role {
  readonly thumbprint: string;
  readonly hasPrivateKey: boolean;
  readonly friendlyName?: string;
}

/** What a certificate says by itself. */
export type CertificateFacts = Omit<InspectedCertificate, keyof Role>;

/** Makes the reader of one file's secrets. */
export type SecretReaders = (
  file: FileToOpen,
  onProgress: (progress: Progress) => void,
) => SecretReader & { forget(): void };

/** Where answers go before the last one. */
export interface Reports {
  progress(progress: Progress): void;
  /** Facts of certificates, each once, before the answer refers to them. */
  certificates(facts: readonly CertificateFacts[]): void;
  /** The certificates of all files, in their order. */
  references(references: readonly CertificateReference[]): void;
  chains(chains: readonly Chain[]): void;
}

interface Known extends ChainCertificate {
  readonly facts: CertificateFacts;
}

interface Entry {
  readonly name: string;
  readonly content: OpenedContent;
  readonly certificates: readonly { known: Known; friendlyName: string | null }[];
  readonly unreadable: number;
}

/** Certificates in one report: what takes them in is busy with it for a few milliseconds, which nobody notices. */
const portion = 100;

function inPortions<Item>(items: readonly Item[], report: (items: readonly Item[]) => void): void {
  for (let from = 0; from < items.length; from += portion) report(items.slice(from, from + portion));
}

/**
 * Returns what each file holds, in the order given, and reports its certificates and the chains over all of them; `at`
 * is an ISO 8601 instant.
 * A file that cannot be opened is a problem in its place and stops no other.
 */
export function openFiles(
  files: readonly FileToOpen[],
  at: string,
  secretReaders: SecretReaders,
  reports: Reports,
): FileOutline[] {
  const onProgress = (progress: Progress) => reports.progress(progress);
  const collection = new Collection(at, reports);
  const entries = files.map((file, index): Entry | UnopenedFile => {
    onProgress({ message: `Opening ${file.name}`, done: index, total: files.length });
    const secrets = secretReaders(file, onProgress);
    try {
      return collection.take(file.name, openFile(file.bytes, secrets));
    } catch (error) {
      if (error instanceof MalformedEncoding) {
        const detail = `It begins like a certificate file, but then ${error.message}.`;
        return { path: file.name, error: new CannotOpen('certificate.damaged', detail).problem(file.name) };
      }
      if (!(error instanceof CannotOpen)) throw error;
      return { path: file.name, error: error.problem(file.name) };
    } finally {
      secrets.forget();
      file.password?.fill(0);
    }
  });
  collection.report();
  const all = [...collection.known.values()];
  onProgress({ message: 'Building chains', done: 0, total: all.length });
  const chains = buildChains(all, (child, issuer) => collection.verdict(child, issuer), Date.parse(at));
  const ownerOf = ownerFinder(all);
  const twinOf = twinFinder(all);
  inPortions(chains, (some) => reports.chains(some));
  return entries.map((entry): FileOutline => {
    if ('error' in entry) return entry;
    const { certificates, ...file } = describe(entry, ownerOf, twinOf, at);
    inPortions(certificates, (some) => reports.references(some));
    return { ...file, certificates: certificates.length };
  });
}

class Collection {
  readonly known = new Map<string, Known>();
  readonly #parser = new CertificateParser();
  readonly #verifier = new SignatureVerifier();
  readonly #at: number;
  readonly #reports: Reports;
  #unreported: CertificateFacts[] = [];

  constructor(at: string, reports: Reports) {
    this.#at = Date.parse(at);
    this.#reports = reports;
  }

  /** Hands on the facts of certificates that were not handed on yet. */
  report(): void {
    if (this.#unreported.length === 0) return;
    this.#reports.certificates(this.#unreported);
    this.#unreported = [];
    this.#reports.progress({ message: 'Reading certificates', done: this.known.size });
  }

  verdict(child: ChainCertificate, issuer: ChainCertificate) {
    return this.#verifier.verdict(child.certificate, issuer.certificate);
  }

  take(name: string, content: OpenedContent): Entry {
    const certificates = new Map<string, Entry['certificates'][number]>();
    let failure: MalformedEncoding | null = null;
    let unreadable = 0;
    for (const { encoding, friendlyName } of content.certificates) {
      try {
        const known = this.#add(encoding);
        const before = certificates.get(known.thumbprint);
        certificates.set(known.thumbprint, { known, friendlyName: before?.friendlyName ?? friendlyName });
      } catch (error) {
        if (!(error instanceof MalformedEncoding)) throw error;
        failure = error;
        unreadable++;
      }
    }
    if (failure && certificates.size === 0) throw failure;
    return { name, content, certificates: [...certificates.values()], unreadable };
  }

  #add(bytes: Uint8Array): Known {
    const parsed = this.#parser.parse(bytes);
    const thumbprint = thumbprintOf(parsed.encoding);
    const before = this.known.get(thumbprint);
    if (before) return before;
    if (this.known.size >= maximumCertificates) {
      throw new CannotOpen(
        'certificate.too-many-certificates',
        `All files together hold more than ${maximumCertificates}.`,
      );
    }
    const isSelfSigned = isSelfIssued(parsed) && this.#verifier.verdict(parsed, parsed) === 'valid';
    const facts = certificateFacts(parsed, thumbprint, isSelfSigned, this.#at);
    const known = { thumbprint, certificate: parsed, isSelfSigned, facts };
    this.known.set(thumbprint, known);
    if (this.#unreported.push(facts) >= portion) this.report();
    return known;
  }
}

function isSelfIssued({ subject, issuer }: ParsedCertificate): boolean {
  return subject.key === issuer.key;
}

/** Returns the function that finds a certificate of a key; the index is made for the first key, because most collections have none. */
function ownerFinder(all: readonly Known[]): (publicKey: PublicKeyInfo) => Known | null {
  let byKey: Map<string, Known> | null = null;
  return ({ key }) => {
    byKey ??= new Map(all.map((known) => [latin1(known.certificate.publicKey.key), known]));
    return byKey.get(latin1(key)) ?? null;
  };
}

/** Returns the function that finds another certificate of the same CA: the same subject and key, another issuer. */
function twinFinder(all: readonly Known[]): (known: Known) => CertificateFacts | null {
  const authorities = new Map<string, Known[]>();
  const keyOf = ({ certificate }: Known) => `${certificate.subject.key}\u0003${latin1(certificate.publicKey.key)}`;
  for (const known of all) {
    if (!known.facts.isCertificateAuthority) continue;
    const key = keyOf(known);
    authorities.set(key, [...(authorities.get(key) ?? []), known]);
  }
  return (known) => {
    if (!known.facts.isCertificateAuthority) return null;
    const others = authorities.get(keyOf(known))?.filter(({ facts }) => facts.issuer !== known.facts.issuer) ?? [];
    return (others.find(({ isSelfSigned }) => isSelfSigned) ?? others[0])?.facts ?? null;
  };
}

function describe(
  { name, content, certificates, unreadable }: Entry,
  ownerOf: (publicKey: PublicKeyInfo) => Known | null,
  twinOf: (known: Known) => CertificateFacts | null,
  at: string,
): Omit<OpenedFile, 'certificates'> & { certificates: CertificateReference[] } {
  const own = certificates.map(({ known }) => known);
  const owners = content.keys.map(({ facts: { publicKey } }) => {
    if (!publicKey) return null;
    const holds = ({ certificate }: Known) => isSamePublicKey(certificate.publicKey, publicKey);
    return own.find(holds) ?? ownerOf(publicKey);
  });
  const privateKeys = content.keys.map(({ facts: { algorithm, bits } }, index): PrivateKey => {
    return { algorithm, ...(bits !== undefined && { bits }), certificate: owners[index]?.thumbprint ?? null };
  });
  const withKey = new Set(owners.filter((owner) => owner !== null && own.includes(owner)));
  const ordered = [
    ...[...withKey].flatMap((owner) => certificates.filter(({ known }) => known === owner)),
    ...certificates.filter(({ known }) => !withKey.has(known)),
  ];
  const damagedExtensions = new Map(
    own
      .filter(({ certificate }) => certificate.extensions.damaged.length > 0)
      .map(({ thumbprint, certificate }) => [thumbprint, certificate.extensions.damaged]),
  );
  const condition = {
    path: name,
    format: content.format,
    certificates: ordered.map(({ known }) => known.facts),
    privateKeys,
    integrity: content.integrity,
    legacyEncryption: [...content.legacyEncryption],
    ignored: content.ignored,
    trailingBytes: content.trailingBytes,
    unreadableCertificates: unreadable,
    damagedExtensions,
  };
  return {
    path: name,
    format: content.format,
    certificates: ordered.map(({ known, friendlyName }) => ({
      thumbprint: known.thumbprint,
      hasPrivateKey: withKey.has(known),
      ...(friendlyName !== null && { friendlyName }),
      ...roleOf(known.facts, twinOf(known)),
    })),
    privateKeys,
    findings: fileFindings(condition, at),
  };
}
