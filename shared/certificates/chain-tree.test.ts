import { describe, expect, it } from 'vitest';
import { aCertificate } from '../../e2e/fixtures/certificates.ts';
import type { Certificate, Chain } from './certificate.ts';
import { chainTree, type ChainLevel } from './chain-tree.ts';

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

const drawn = ({ boxes, more }: ChainLevel): unknown[] => [
  ...boxes.map(({ name, isSupplied, below }) => [isSupplied ? name : `(${name})`, ...drawn(below)]),
  ...(more > 0 ? [more] : []),
];

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

  it('says how many of very many there are', () => {
    const visitors = Array.from({ length: 10_000 }, (_, index) => aCertificate(`visitor ${index}`));
    const tree = chainTree(
      [...visitors, root],
      visitors.map((visitor) => chain(visitor, root)),
    );
    expect(tree.boxes.map(({ name, below }) => [name, below.boxes.length, below.more])).toEqual([['Root', 12, 9988]]);
    const lone = chainTree(visitors.map((visitor) => ({ ...visitor, isSelfSigned: true })), []); // prettier-ignore
    expect([lone.boxes.length, lone.more]).toEqual([12, 9988]);
  });

  it('ends at a level that nobody follows a line down to', () => {
    const line = Array.from({ length: 40 }, (_, index) => aCertificate(`CA ${index}`));
    const chains = line.map((each, index) => chain(each, ...line.slice(index + 1, index + 2)));
    const depth = ({ boxes, more }: ChainLevel): number => (boxes[0] ? 1 + depth(boxes[0].below) : more);
    expect(depth(chainTree(line, chains))).toBe(13);
  });
});
