import type { Finding } from '../../api/finding.ts';
import type { Certificate, Chain } from '../../certificates/certificate.ts';
import { isValidAt } from '../../certificates/judge.ts';
import { listNames } from '../../text/list-names.ts';
import type { TrustFinding } from '../../trust/trust-findings.ts';
import type { Answers } from '../../wizard/answers.ts';
import type { Facts } from '../../wizard/facts.ts';
import { revocationFindings } from './answer-rules.ts';
import { trustCheckFinding } from './text.en.ts';

const validityProblems = ['expired', 'not-yet-valid'];

/** Every rule of step 4 that supplied certificates can answer; what only the server knows is said to be not known. */
export function trustCheckFindings(answers: Answers, facts: Facts): Finding[] {
  return [
    ...chainFindings(answers, facts),
    ...storeFindings(answers, facts),
    ...revocationFindings(facts.clients).map(findingOf),
  ];
}

/** Clients with the same fault share one finding: ten thousand clients of one CA are one sentence. */
function chainFindings(answers: Answers, facts: Facts): Finding[] {
  const chains = new Map(facts.chains.map((chain) => [chain.of, chain]));
  const roots = new Set(rootCertificates(answers, facts).map(({ thumbprint }) => thumbprint));
  const groups = new Map<string, { ids: string[]; kind: 'root' | 'issuer' | 'problem'; what: string }>();
  for (const { id, certificate } of facts.clients) {
    const chain = chains.get(certificate.thumbprint);
    const fault = chain && chainFault(chain, roots, certificate, facts.at);
    if (!fault) continue;
    const key = `${fault.kind} ${fault.what}`;
    const group = groups.get(key) ?? { ids: [], ...fault };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ ids, kind, what }) => {
    const clients = listNames(ids);
    const place = 'certificateImport.authorities';
    switch (kind) {
      case 'root':
        return trustCheckFinding('client-root-not-supplied', { clients, missing: what }, place);
      case 'issuer':
        return trustCheckFinding('issuer-not-supplied', { clients, missing: what }, place);
      case 'problem':
        return trustCheckFinding('chain-problem', { clients, problems: what }, 'certificateImport.clients');
    }
  });
}

/** Returns what keeps a certificate from a supplied root, by structure; null when nothing does. Whether it is trusted is Windows' word. */
export function chainFault(
  chain: Chain,
  roots: ReadonlySet<string>,
  certificate: Certificate,
  at: string,
): { kind: 'root' | 'issuer' | 'problem'; what: string } | null {
  const toRoot = chain.paths.filter(({ complete, thumbprints }) => complete && roots.has(thumbprints.at(-1) ?? ''));
  if (toRoot.length === 0) {
    const missing = chain.missing[0]?.issuer;
    if (missing !== undefined && missing === certificate.issuer && !certificate.isSelfSigned) {
      return { kind: 'issuer', what: missing };
    }
    return { kind: 'root', what: missing ?? 'the supplied root is not set for the store Root' };
  }
  if (toRoot.some(({ problems }) => problems.length === 0)) return null;
  const problems = toRoot[0]?.problems ?? [];
  // A client's own dates are a finding of step 2.
  const others = isValidAt(certificate, at) ? problems : problems.filter((code) => !validityProblems.includes(code));
  return others.length === 0 ? null : { kind: 'problem', what: others.join(', ') };
}

/** Returns the supplied certificates that go into the store Root. */
export function rootCertificates(
  { certificateImport }: Answers,
  { authorities }: Pick<Facts, 'authorities'>,
): Certificate[] {
  return certificateImport.authorities.flatMap(({ store }, index) =>
    store === 'Root' ? (authorities[index] ?? []) : [],
  );
}

function storeFindings(answers: Answers, facts: Facts): Finding[] {
  const findings: Finding[] = [];
  for (const [index, { store }] of answers.certificateImport.authorities.entries()) {
    if (store !== 'Root') continue;
    for (const { subject, isSelfSigned } of facts.authorities[index] ?? []) {
      if (isSelfSigned) continue;
      const place = `certificateImport.authorities[${index}].store`;
      findings.push(trustCheckFinding('not-self-signed-in-root', { subject }, place));
    }
  }
  const roots = rootCertificates(answers, facts).filter(({ isSelfSigned }) => isSelfSigned);
  if (roots.length > 0) {
    const subjects = listNames(roots.map(({ subject }) => subject));
    findings.push(trustCheckFinding('root-is-machine-wide', { subjects }, 'certificateImport.authorities'));
  }
  return findings;
}

/** The answers' list has no place for evidence and the way back. */
function findingOf({ evidence, undo, ...finding }: TrustFinding): Finding {
  return finding;
}
