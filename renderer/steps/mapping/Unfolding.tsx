import { useState, type ReactNode } from 'react';

/** A part that is out of the way until it is asked for; only then is it worked out. */
export function Unfolding({ title, children }: { title: string; children: () => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="templates" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && <div className="stack">{children()}</div>}
    </details>
  );
}
