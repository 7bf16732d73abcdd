import type { Certificate, Chain } from './certificate.ts';
import { shortName } from './present.ts';

/** One box of the chain picture, with what it issued below it. */
export interface ChainNode {
  key: string;
  name: string;
  /** The whole subject. */
  title: string;
  /** False: only its name is known, from what it issued. */
  isSupplied: boolean;
  children: ChainNode[];
}

/**
 * Returns the forest of the given certificates: each stands once, below the issuer of its first path; below a box for its
 * missing issuer where that was not supplied.
 */
export function chainTree(certificates: readonly Certificate[], chains: readonly Chain[]): ChainNode[] {
  const given = new Map(certificates.map((certificate) => [certificate.thumbprint, certificate]));
  const nodes = new Map<string, ChainNode>();
  for (const { thumbprint, subject, subjectRdns } of given.values()) {
    const name = shortName(subjectRdns, subject);
    nodes.set(thumbprint, { key: thumbprint, name, title: subject, isSupplied: true, children: [] });
  }
  const chainOf = new Map(chains.map((chain) => [chain.of, chain]));
  const missing = new Map<string, ChainNode>();
  const top: ChainNode[] = [];
  const parentOf = new Map<string, string>();
  for (const [thumbprint, node] of nodes) {
    const certificate = given.get(thumbprint);
    const issuer = chainOf.get(thumbprint)?.paths[0]?.thumbprints[1];
    const parent = issuer === undefined ? undefined : nodes.get(issuer);
    // Two CAs that certified each other: the one met second stays on top.
    if (parent && issuer !== undefined && !isAbove(thumbprint, issuer, parentOf)) {
      parentOf.set(thumbprint, issuer);
      parent.children.push(node);
    } else if (!certificate || certificate.isSelfSigned || parent) {
      top.push(node);
    } else {
      const absent = missing.get(certificate.issuer) ?? {
        key: `missing ${certificate.issuer}`,
        name: shortName(certificate.issuerRdns, certificate.issuer),
        title: certificate.issuer,
        isSupplied: false,
        children: [],
      };
      if (!missing.has(certificate.issuer)) top.push(absent);
      missing.set(certificate.issuer, absent);
      absent.children.push(node);
    }
  }
  return top;
}

function isAbove(upper: string, lower: string, parentOf: ReadonlyMap<string, string>): boolean {
  for (let each: string | undefined = lower; each !== undefined; each = parentOf.get(each)) {
    if (each === upper) return true;
  }
  return false;
}
