import { z } from 'zod';
import type { Certificate, Chain } from './certificate.ts';
import { shortName } from './present.ts';

/** One box of the chain picture, with what it issued below it. */
export interface ChainBox {
  key: string;
  name: string;
  /** The whole subject. */
  title: string;
  /** False: only its name is known, from what it issued. */
  isSupplied: boolean;
  below: ChainLevel;
}

/** Boxes side by side, and how many more there are than are drawn. */
export interface ChainLevel {
  boxes: ChainBox[];
  more: number;
}

export const chainLevelSchema: z.ZodType<ChainLevel> = z.lazy(() =>
  z.object({ boxes: z.array(chainBoxSchema), more: z.number() }),
);
const chainBoxSchema: z.ZodType<ChainBox> = z.object({
  key: z.string(),
  name: z.string(),
  title: z.string(),
  isSupplied: z.boolean(),
  below: chainLevelSchema,
});

/** What is drawn: ten thousand boxes of visitors tell nobody more, and stop the page. */
const mostLeaves = 12;
const mostIssuers = 50;
const mostLevels = 12;

interface Node {
  certificate: Certificate;
  /** False: the node stands for the issuer of `certificate`. */
  isSupplied: boolean;
  children: Node[];
}

/**
 * Returns the picture of the given certificates: each stands once, below the issuer of its first path; below a box for its
 * missing issuer where that was not supplied.
 */
export function chainTree(certificates: readonly Certificate[], chains: readonly Chain[]): ChainLevel {
  const nodes = new Map<string, Node>();
  for (const certificate of certificates) {
    nodes.set(certificate.thumbprint, { certificate, isSupplied: true, children: [] });
  }
  const issuers = new Map(chains.map(({ of, paths }) => [of, paths[0]?.thumbprints[1]]));
  const missing = new Map<string, Node>();
  const top: Node[] = [];
  const parentOf = new Map<string, string>();
  for (const [thumbprint, node] of nodes) {
    const { certificate } = node;
    const issuer = issuers.get(thumbprint);
    const parent = issuer === undefined ? undefined : nodes.get(issuer);
    // Two CAs that certified each other: the one met second stays on top.
    if (parent && issuer !== undefined && !isAbove(thumbprint, issuer, parentOf)) {
      parentOf.set(thumbprint, issuer);
      parent.children.push(node);
    } else if (certificate.isSelfSigned || parent) {
      top.push(node);
    } else {
      const absent = missing.get(certificate.issuer) ?? { certificate, isSupplied: false, children: [] };
      if (!missing.has(certificate.issuer)) top.push(absent);
      missing.set(certificate.issuer, absent);
      absent.children.push(node);
    }
  }
  return drawn(top, 1);
}

function drawn(nodes: readonly Node[], level: number): ChainLevel {
  if (level > mostLevels) return { boxes: [], more: nodes.length };
  let [leaves, issuers] = [0, 0];
  const shown = nodes.filter(({ children }) =>
    children.length === 0 ? (leaves += 1) <= mostLeaves : (issuers += 1) <= mostIssuers,
  );
  const boxes = shown.map(({ certificate, isSupplied, children }) => {
    const { thumbprint, subject, subjectRdns, issuer, issuerRdns } = certificate;
    const below = drawn(children, level + 1);
    return isSupplied
      ? { key: thumbprint, name: shortName(subjectRdns, subject), title: subject, isSupplied, below }
      : { key: `missing ${issuer}`, name: shortName(issuerRdns, issuer), title: issuer, isSupplied, below };
  });
  return { boxes, more: nodes.length - shown.length };
}

function isAbove(upper: string, lower: string, parentOf: ReadonlyMap<string, string>): boolean {
  for (let each: string | undefined = lower; each !== undefined; each = parentOf.get(each)) {
    if (each === upper) return true;
  }
  return false;
}
