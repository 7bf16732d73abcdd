import { useId, type ReactNode } from 'react';
import './RadioCards.css';

export interface RadioCard<Value extends string> {
  value: Value;
  title: string;
  /** One line: what happens when this is chosen. */
  effect: ReactNode;
  badge?: string;
}

interface RadioCardsProps<Value extends string> {
  path: string;
  label: string;
  help?: string;
  value: Value;
  cards: readonly RadioCard<Value>[];
  onChange: (value: Value) => void;
}

/** A choice among a few things whose effects matter more than their names. */
export function RadioCards<Value extends string>({
  path,
  label,
  help,
  value,
  cards,
  onChange,
}: RadioCardsProps<Value>) {
  const id = useId();
  return (
    <fieldset className="radio-cards" data-path={path} data-help-title={label} data-help={help}>
      <legend>{label}</legend>
      <div className="radio-cards-list">
        {cards.map((card) => (
          <label key={card.value} className="radio-card" htmlFor={`${id}${card.value}`}>
            <input
              type="radio"
              id={`${id}${card.value}`}
              name={id}
              checked={card.value === value}
              aria-describedby={`${id}${card.value}-effect`}
              aria-labelledby={`${id}${card.value}-title`}
              onChange={() => onChange(card.value)}
            />
            <span className="radio-card-words">
              <span className="radio-card-title">
                <span id={`${id}${card.value}-title`}>{card.title}</span>
                {card.badge !== undefined && <span className="radio-card-badge">{card.badge}</span>}
              </span>
              <span className="radio-card-effect" id={`${id}${card.value}-effect`}>
                {card.effect}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
