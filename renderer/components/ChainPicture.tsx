import type { Certificate, Chain } from '../../shared/certificates/certificate.ts';
import { chainTree, type ChainNode } from '../../shared/certificates/chain-tree.ts';
import { componentText } from './text.en.ts';
import './ChainPicture.css';

interface ChainPictureProps {
  certificates: readonly Certificate[];
  chains: readonly Chain[];
}

/** Who issued whom: roots at the top, a dashed box for an issuer that nobody supplied. */
export function ChainPicture({ certificates, chains }: ChainPictureProps) {
  const tree = chainTree(certificates, chains);
  if (tree.length === 0) return null;
  return (
    <figure className="chain" aria-label={componentText.chain.title}>
      <Level nodes={tree} />
    </figure>
  );
}

/** Certificates of one issuer that are drawn: ten thousand boxes of visitors tell nobody more, and stop the page. */
const mostLeaves = 12;

function Level({ nodes }: { nodes: readonly ChainNode[] }) {
  const left = new Set(nodes.filter(({ children }) => children.length === 0).slice(mostLeaves));
  return (
    <ul>
      {nodes
        .filter((node) => !left.has(node))
        .map((node) => (
          <li key={node.key}>
            <span className={node.isSupplied ? 'chain-box' : 'chain-box chain-missing'} title={node.title}>
              {node.isSupplied ? node.name : componentText.chain.notSupplied(node.name)}
            </span>
            {node.children.length > 0 && <Level nodes={node.children} />}
          </li>
        ))}
      {left.size > 0 && (
        <li>
          <span className="chain-box">{componentText.chain.more(left.size)}</span>
        </li>
      )}
    </ul>
  );
}
