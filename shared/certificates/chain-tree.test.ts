import { describe, expect, it } from 'vitest';
import { aCertificate } from '../../e2e/fixtures/certificates.ts';
import type { Certificate, Chain } from './certificate.ts';
import { chainTree, type ChainNode } from './chain-tree.ts';

const root = aCertificate('Root', { isSelfSigned: true });
const issuing = aCertificate('Issuing CA');
const alice = aCertificate('alice');
const bob = aCertificate('bob');

function chain(...certificates: Certificate[]): Chain {
  const thumbprints = certificates.map(({ thumbprint }) => thumbprint);
  return {
    of: thumbprints[0] ?? '',
    paths: [{ thumbprints, complete: true, problems: [] }],
    missing: [],
  };
}

const drawn = (nodes: readonly ChainNode[]): unknown[] =>
  nodes.map(({ name, isSupplied, children }) => [isSupplied ? name : `(${name})`, ...drawn(children)]);

describe('the chain picture', () => {
  it('has roots at the top and each certificate once', () => {
    const chains = [chain(alice, issuing, root), chain(bob, issuing, root), chain(issuing, root), chain(root)];
    expect(drawn(chainTree([alice, root, issuing, bob], chains))).toEqual([
      ['Root', ['Issuing CA', ['alice'], ['bob']]],
    ]);
  });

  it('has one box for the missing issuer of several', () => {
    expect(drawn(chainTree([alice, bob], [chain(alice), chain(bob)]))).toEqual([['(Issuing CA)', ['alice'], ['bob']]]);
  });

  it('comes to an end with two CAs that certified each other', () => {
    const tree = chainTree([root, issuing], [chain(root, issuing), chain(issuing, root)]);
    expect(drawn(tree)).toEqual([['Issuing CA', ['Root']]]);
  });

  it('draws a certificate that came in two files once', () => {
    expect(drawn(chainTree([root, root], [chain(root)]))).toEqual([['Root']]);
  });
});
