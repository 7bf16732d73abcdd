import type { Certificate, Chain, PrivateKey } from '../../../shared/certificates/certificate.ts';
import type { ChainCertificate } from '../../../shared/certificates/chains.ts';
import { buildChains } from '../../../shared/certificates/chains.ts';
import { latin1, MalformedEncoding } from '../../../shared/certificates/der.ts';
import { NameReader } from '../../../shared/certificates/distinguished-name.ts';
import { fileFindings } from '../../../shared/certificates/file-findings.ts';
import type { ParsedCertificate } from '../../../shared/certificates/parse-certificate.ts';
import { parseCertificate } from '../../../shared/certificates/parse-certificate.ts';
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

export interface OpenedFiles {
  files: (OpenedFile | UnopenedFile)[];
  chains: Chain[];
}

/** Makes the reader of one file's secrets. */
export type SecretReaders = (file: FileToOpen) => SecretReader & { forget(): void };

interface Known extends ChainCertificate {
  readonly facts: Certificate;
}

interface Entry {
  readonly name: string;
  readonly content: OpenedContent;
  readonly certificates: readonly { known: Known; friendlyName: string | null }[];
  readonly unreadable: number;
}

/** Certificates between two reports of progress. */
const progressInterval = 500;

/**
 * Returns what each file holds, in the order given, and the chains over all certificates; `at` is an ISO 8601 instant.
 * A file that cannot be opened is a problem in its place and stops no other.
 */
export function openFiles(
  files: readonly FileToOpen[],
  at: string,
  secretReaders: SecretReaders,
  onProgress: (progress: Progress) => void,
): OpenedFiles {
  const collection = new Collection(onProgress);
  const entries = files.map((file, index): Entry | UnopenedFile => {
    onProgress({ message: `Opening ${file.name}`, done: index, total: files.length });
    const secrets = secretReaders(file);
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
  const all = [...collection.known.values()];
  onProgress({ message: 'Building chains', done: 0, total: all.length });
  const byKey = new Map(all.map((known) => [latin1(known.certificate.publicKey.key), known]));
  const chains = buildChains(all, (child, issuer) => collection.verdict(child, issuer), Date.parse(at));
  return { files: entries.map((entry) => ('error' in entry ? entry : describe(entry, byKey, at))), chains };
}

class Collection {
  readonly known = new Map<string, Known>();
  readonly #names = new NameReader();
  readonly #verifier = new SignatureVerifier();
  readonly #onProgress: (progress: Progress) => void;

  constructor(onProgress: (progress: Progress) => void) {
    this.#onProgress = onProgress;
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
    const parsed = parseCertificate(bytes, this.#names);
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
    const known = {
      thumbprint,
      certificate: parsed,
      isSelfSigned,
      facts: certificateFacts(parsed, thumbprint, isSelfSigned),
    };
    this.known.set(thumbprint, known);
    if (this.known.size % progressInterval === 0) {
      this.#onProgress({ message: 'Reading certificates', done: this.known.size });
    }
    return known;
  }
}

function isSelfIssued({ subject, issuer }: ParsedCertificate): boolean {
  return subject.key === issuer.key;
}

function describe(
  { name, content, certificates, unreadable }: Entry,
  byKey: ReadonlyMap<string, Known>,
  at: string,
): OpenedFile {
  const own = certificates.map(({ known }) => known);
  const owners = content.keys.map(({ facts: { publicKey } }) => {
    if (!publicKey) return null;
    const holds = ({ certificate }: Known) => isSamePublicKey(certificate.publicKey, publicKey);
    return own.find(holds) ?? byKey.get(latin1(publicKey.key)) ?? null;
  });
  const privateKeys = content.keys.map(({ facts: { algorithm, bits } }, index): PrivateKey => {
    return { algorithm, ...(bits !== undefined && { bits }), certificate: owners[index]?.thumbprint ?? null };
  });
  const withKey = new Set(owners.filter((owner) => owner !== null && own.includes(owner)));
  const ordered = [
    ...[...withKey].flatMap((owner) => certificates.filter(({ known }) => known === owner)),
    ...certificates.filter(({ known }) => !withKey.has(known)),
  ].map(({ known, friendlyName }): Certificate => {
    return { ...known.facts, hasPrivateKey: withKey.has(known), ...(friendlyName !== null && { friendlyName }) };
  });
  const damagedExtensions = new Map(
    own
      .filter(({ certificate }) => certificate.extensions.damaged.length > 0)
      .map(({ thumbprint, certificate }) => [thumbprint, certificate.extensions.damaged]),
  );
  const condition = {
    path: name,
    format: content.format,
    certificates: ordered,
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
    certificates: ordered,
    privateKeys,
    findings: fileFindings(condition, at),
  };
}
