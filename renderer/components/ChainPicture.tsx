import type { ChainLevel } from '../../shared/certificates/chain-tree.ts';
import { componentText } from './text.en.ts';
import './ChainPicture.css';

/** Who issued whom: roots at the top, a dashed box for an issuer that nobody supplied. */
export function ChainPicture({ picture }: { picture: ChainLevel }) {
  return (
    <figure className="chain" aria-label={componentText.chain.title}>
      <Level {...picture} />
    </figure>
  );
}

function Level({ boxes, more }: ChainLevel) {
  if (boxes.length === 0 && more === 0) return null;
  return (
    <ul>
      {boxes.map(({ key, name, title, isSupplied, below }) => (
        <li key={key}>
          <span className={isSupplied ? 'chain-box' : 'chain-box chain-missing'} title={title}>
            {isSupplied ? name : componentText.chain.notSupplied(name)}
          </span>
          <Level {...below} />
        </li>
      ))}
      {more > 0 && (
        <li>
          <span className="chain-box">{componentText.chain.more(more)}</span>
        </li>
      )}
    </ul>
  );
}
