import { useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import './CellControls.css';

interface CheckProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A check box in a row of a long table. */
export function CellCheckbox({ label, checked, onChange }: CheckProps) {
  return (
    <input
      type="checkbox"
      className="cell-check"
      aria-label={label}
      checked={checked}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}

/** A switch in a row of a long table. */
export function CellSwitch({ label, checked, onChange }: CheckProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className="cell-switch"
      aria-label={label}
      checked={checked}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}

interface CellSelectProps {
  label: string;
  value: string;
  /** What is shown of the value while nobody chooses. */
  shown: string;
  options: readonly (readonly [value: string, text: string])[];
  onChange: (value: string) => void;
}

/** A choice in a row of a long table: its options, of which there may be as many as rows, come when somebody goes to it. */
export function CellSelect({ label, value, shown, options, onChange }: CellSelectProps) {
  const [isEntered, setEntered] = useState(false);
  const isMissing = !isEntered || !options.some(([option]) => option === value);
  // Before the browser opens the list.
  const enter = () => flushSync(() => setEntered(true));
  return (
    <select
      className="cell-select"
      aria-label={label}
      value={value}
      onPointerDown={enter}
      onFocus={() => setEntered(true)}
      onBlur={() => setEntered(false)}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    >
      {isMissing && <option value={value}>{shown}</option>}
      {isEntered &&
        options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
    </select>
  );
}

interface CellButtonProps {
  label?: string;
  title?: string;
  className?: string;
  /** Tells the button from others of its kind: its position. */
  remove?: number;
  onClick: () => void;
  children: ReactNode;
}

/** A button in a row of a long table. */
export function CellButton({ label, title, className = '', remove, onClick, children }: CellButtonProps) {
  return (
    <button
      type="button"
      className={`cell-button ${className}`}
      aria-label={label}
      title={title}
      data-remove={remove}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
