import type { Chain } from './certificate.ts';
import { sameOctets, tags } from './der.ts';
import { validityAt } from './judge.ts';
import { namesAllowed } from './name-constraints.ts';
import type { ParsedCertificate } from './parse-certificate.ts';

/** A certificate among those that chains are built from. */
export interface ChainCertificate {
  readonly thumbprint: string;
  readonly certificate: ParsedCertificate;
  /** Its signature verifies with its own key. */
  readonly isSelfSigned: boolean;
}

/** Whether a signature was made with a key; `other-kind` when no key of its kind can have made it, `unsupported` when this program cannot tell. */
export type SignatureVerdict = 'valid' | 'invalid' | 'other-kind' | 'unsupported';

/** Returns whether the signature of `child` verifies with the public key of `issuer`. */
export type Verifies = (child: ChainCertificate, issuer: ChainCertificate) => SignatureVerdict;

/** What can be wrong with a path; the words are RFC 5280's. */
export const pathProblems = [
  'signature',
  'signature-not-checked',
  'issuer-name',
  'not-yet-valid',
  'expired',
  'ca-flag',
  'path-length',
  'key-usage',
  'name-constraints',
  'unknown-critical-extension',
  'damaged-extension',
  'explicit-curve',
  'loop',
] as const;
export type PathProblem = (typeof pathProblems)[number];

/** Real chains have three or four certificates; cross-certified ones of bridge CAs up to ten. */
const maximumDepth = 20;
/** Steps from a certificate to an issuer, per chain. A handful of CAs that all certify each other has billions of paths. */
const maximumSteps = 400;
/** More ways to a root than anybody looks at. */
const maximumPaths = 32;
/** Certificates of one name whose keys are tried on a signature; those that the key identifier points to come first. */
const maximumNamesakes = 32;

interface Link {
  readonly to: ChainCertificate;
  readonly problem: PathProblem | null;
}

/**
 * Returns, for each certificate, every path of signatures towards self-signed certificates among the given ones, with
 * what RFC 5280 finds wrong with each path at `at` (milliseconds since 1970), and the issuers that are not there. It is
 * structure only: purpose, host names, key strength, revocation and trust are other questions. Certificates with the
 * same thumbprint must have been merged before.
 */
export function buildChains(certificates: readonly ChainCertificate[], verifies: Verifies, at: number): Chain[] {
  const issuersOf = issuerFinder(certificates, verifies, at);
  const ownProblems = memoized((certificate: ChainCertificate) => certificateProblems(certificate, at));
  return certificates.map((leaf) => new PathSearch(leaf, issuersOf, ownProblems).chain());
}

/** The search for the paths of one certificate. */
class PathSearch {
  readonly #leaf: ChainCertificate;
  readonly #issuersOf: (child: ChainCertificate) => Issuers;
  readonly #ownProblems: (certificate: ChainCertificate) => readonly PathProblem[];
  readonly #paths: Chain['paths'] = [];
  readonly #missing = new Map<string, Chain['missing'][number]>();
  #steps = 0;

  constructor(
    leaf: ChainCertificate,
    issuersOf: (child: ChainCertificate) => Issuers,
    ownProblems: (certificate: ChainCertificate) => readonly PathProblem[],
  ) {
    this.#leaf = leaf;
    this.#issuersOf = issuersOf;
    this.#ownProblems = ownProblems;
  }

  chain(): Chain {
    this.#extend([this.#leaf], []);
    if (this.#paths.length === 0) this.#end([this.#leaf], [], false);
    if (this.#paths.length > 1) {
      if (this.#paths.some(({ problems }) => !problems.includes('loop')))
        dropWhere(this.#paths, ({ problems }) => problems.includes('loop'));
      this.#paths.sort((left, right) => rank(left) - rank(right) || left.thumbprints.length - right.thumbprints.length);
    }
    return { of: this.#leaf.thumbprint, paths: this.#paths, missing: [...this.#missing.values()] };
  }

  #extend(path: readonly ChainCertificate[], linkProblems: readonly PathProblem[]): void {
    const last = path.at(-1) ?? this.#leaf;
    if (last.isSelfSigned) {
      this.#end(path, linkProblems, true);
      return;
    }
    const { links, selfProblem } = this.#issuersOf(last);
    if (!links.some(({ problem }) => problem !== 'issuer-name') && !selfProblem)
      noteMissing(this.#missing, last.certificate);
    if (links.length === 0) {
      this.#end(path, selfProblem ? [...linkProblems, selfProblem] : linkProblems, false);
      return;
    }
    const ahead = links.filter(({ to }) => !path.some((passed) => isSameAuthority(passed, to)));
    if (ahead.length === 0) {
      this.#end(path, [...linkProblems, 'loop'], false);
      return;
    }
    if (path.length >= maximumDepth) {
      this.#end(path, linkProblems, false);
      return;
    }
    for (const { to, problem } of ahead) {
      if (this.#paths.length >= maximumPaths || ++this.#steps > maximumSteps) break;
      this.#extend([...path, to], problem ? [...linkProblems, problem] : linkProblems);
    }
  }

  #end(path: readonly ChainCertificate[], linkProblems: readonly PathProblem[], complete: boolean): void {
    const found = [
      ...linkProblems,
      ...path.flatMap((certificate) => this.#ownProblems(certificate)),
      ...authorityProblems(path),
    ];
    this.#paths.push({
      thumbprints: path.map(({ thumbprint }) => thumbprint),
      complete,
      problems: found.length === 0 ? [] : pathProblems.filter((problem) => found.includes(problem)),
    });
  }
}

function dropWhere<Item>(items: Item[], unwanted: (item: Item) => boolean): void {
  items.splice(0, items.length, ...items.filter((item) => !unwanted(item)));
}

/** RFC 4158, section 2.4.2: a path that meets the same name with the same key again goes in circles. */
function isSameAuthority(left: ChainCertificate, right: ChainCertificate): boolean {
  if (left === right) return true;
  if (left.certificate.subject.key !== right.certificate.subject.key) return false;
  return sameOctets(left.certificate.publicKey.encoding, right.certificate.publicKey.encoding);
}

function rank(path: { complete: boolean; problems: readonly string[] }): number {
  return (path.complete ? 0 : 100) + path.problems.length;
}

function noteMissing(missing: Map<string, Chain['missing'][number]>, certificate: ParsedCertificate): void {
  const { issuer, extensions } = certificate;
  const [url] = extensions.caIssuersUrls;
  missing.set(`${issuer.key}\u0003${extensions.authorityKeyIdentifier ?? ''}`, {
    issuer: issuer.printed,
    ...(extensions.authorityKeyIdentifier !== null && { authorityKeyIdentifier: extensions.authorityKeyIdentifier }),
    ...(url !== undefined && { url }),
  });
}

function memoized<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = compute(key)));
    return value;
  };
}

/** `selfProblem`: the certificate claims to be self-signed, and its signature does not hold. */
interface Issuers {
  links: readonly Link[];
  selfProblem: PathProblem | null;
}

function issuerFinder(certificates: readonly ChainCertificate[], verifies: Verifies, at: number) {
  const bySubject = groupBy(certificates, ({ certificate }) => certificate.subject.key);
  const byKeyIdentifier = groupBy(certificates, ({ certificate }) => certificate.extensions.subjectKeyIdentifier);

  const byBoth = groupBy(certificates, ({ certificate: { subject, extensions } }) =>
    bothKey(subject.key, extensions.subjectKeyIdentifier),
  );

  return memoized((child: ChainCertificate): Issuers => {
    const { issuer, subject, extensions } = child.certificate;
    const wanted = extensions.authorityKeyIdentifier;

    // Cut before sorting: thousands of certificates can share one name.
    const meant = byBoth.get(bothKey(issuer.key, wanted))?.slice(0, maximumNamesakes) ?? [];
    const named = bySubject.get(issuer.key)?.slice(0, maximumNamesakes) ?? [];
    const namesakes = likeliestFirst(child, [...new Set([...meant, ...named])], at).map((to) => ({
      to,
      verdict: verifies(child, to),
    }));
    const signers = namesakes
      .filter(({ verdict }) => verdict === 'valid')
      .map(({ to }): Link => ({ to, problem: null }));
    if (signers.length > 0) return { links: signers, selfProblem: null };
    const unchecked = namesakes
      .filter(({ verdict }) => verdict === 'unsupported')
      .map(({ to }): Link => ({ to, problem: 'signature-not-checked' }));
    if (unchecked.length > 0) return { links: unchecked, selfProblem: null };

    // The signature is damaged only where nothing says that another CA of the same name was meant.
    const broken = namesakes
      .filter(({ to, verdict }) => isMeant(child, to, verdict))
      .map(({ to }): Link => ({ to, problem: 'signature' }));
    if (broken.length > 0) return { links: broken, selfProblem: null };
    if (subject.key === issuer.key) {
      const own = verifies(child, child);
      if (own !== 'valid' && isMeant(child, child, own))
        return { links: [], selfProblem: own === 'unsupported' ? 'signature-not-checked' : 'signature' };
    }
    const renamed =
      wanted === null ? [] : likeliestFirst(child, byKeyIdentifier.get(wanted)?.slice(0, maximumNamesakes) ?? [], at);
    return {
      links: renamed
        .filter((to) => verifies(child, to) === 'valid')
        .map((to): Link => ({ to, problem: 'issuer-name' })),
      selfProblem: null,
    };
  });
}

function bothKey(name: string, identifier: string | null): string {
  return `${name}\u0003${identifier ?? ''}`;
}

/** Returns 0 where the key identifiers of both say that one issued the other, 2 where they deny it, 1 where they say nothing. */
function keyFit(child: ChainCertificate, issuer: ChainCertificate): 0 | 1 | 2 {
  const wanted = child.certificate.extensions.authorityKeyIdentifier;
  const offered = issuer.certificate.extensions.subjectKeyIdentifier;
  return wanted === null || offered === null ? 1 : wanted === offered ? 0 : 2;
}

/** Returns whether a certificate of the issuer's name is the issuer although the signature was not verified with its key. */
function isMeant(child: ChainCertificate, issuer: ChainCertificate, verdict: SignatureVerdict): boolean {
  const fit = keyFit(child, issuer);
  return verdict === 'other-kind' ? fit === 0 : fit < 2;
}

/** Returns the certificates other than the child: those that its key identifier means first, then valid ones, then roots. */
function likeliestFirst(
  child: ChainCertificate,
  candidates: readonly ChainCertificate[],
  at: number,
): ChainCertificate[] {
  const others = candidates.filter((candidate) => candidate !== child);
  return others.length < 2
    ? others
    : others
        .map((candidate) => ({ candidate, order: issuerOrder(child, candidate, at) }))
        .sort((left, right) => left.order - right.order)
        .map(({ candidate }) => candidate);
}

function issuerOrder(child: ChainCertificate, candidate: ChainCertificate, at: number): number {
  const { notBefore, notAfter } = candidate.certificate;
  const isCurrent = validityAt(notBefore, notAfter, at) === 'valid';
  return keyFit(child, candidate) * 4 + (isCurrent ? 0 : 2) + (candidate.isSelfSigned ? 0 : 1);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function certificateProblems({ certificate }: ChainCertificate, at: number): PathProblem[] {
  const problems: PathProblem[] = [];
  const validity = validityAt(certificate.notBefore, certificate.notAfter, at);
  if (validity !== 'valid') problems.push(validity);
  if (certificate.extensions.unknownCritical.length > 0) problems.push('unknown-critical-extension');
  if (certificate.extensions.isInvalid) problems.push('damaged-extension');
  if (hasExplicitCurve(certificate.publicKey)) problems.push('explicit-curve');
  return problems;
}

/** RFC 5480, section 2.1.1, forbids to spell a curve out: whoever chooses its generator can forge signatures (CVE-2020-0601). */
function hasExplicitCurve({ description, parameters }: ParsedCertificate['publicKey']): boolean {
  return description.algorithm === 'EC' && parameters?.tag === tags.sequence;
}

/** RFC 5280, section 6.1.4 (h) to (n), for every certificate of the path that issued another. */
function authorityProblems(path: readonly ChainCertificate[]): Set<PathProblem> {
  const problems = new Set<PathProblem>();
  let intermediatesBelow = 0;
  for (const [position, { certificate, isSelfSigned }] of path.entries()) {
    if (position === 0) continue;
    const { basicConstraints, keyUsage } = certificate.extensions;
    // RFC 5280, section 6.1, asks of a root only that it issued the next certificate, so one that says nothing is a CA.
    if (!(basicConstraints?.isCertificateAuthority ?? isSelfSigned)) problems.add('ca-flag');
    if (basicConstraints?.pathLength != null && intermediatesBelow > basicConstraints.pathLength)
      problems.add('path-length');
    if (keyUsage && !keyUsage.includes('keyCertSign')) problems.add('key-usage');
    const isSelfIssued = certificate.subject.key === certificate.issuer.key;
    if (!isSelfIssued) intermediatesBelow++;
    if (!certificate.extensions.nameConstraints) continue;
    for (const [below, { certificate: lower }] of path.slice(0, position).entries()) {
      if (below > 0 && lower.subject.key === lower.issuer.key) continue;
      if (!namesAllowed(lower, certificate)) problems.add('name-constraints');
    }
  }
  return problems;
}
