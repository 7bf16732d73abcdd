import { Button } from '@fluentui/react-components';
import { useRef, type ReactNode } from 'react';
import { FileIcon } from './icons.tsx';
import { componentText } from './text.en.ts';
import './DropZone.css';

interface DropZoneProps {
  label: string;
  hint?: ReactNode;
  /** What the picker offers first; anything can be chosen all the same. */
  accept?: string;
  takesFolders?: boolean;
  onFiles: (files: readonly File[]) => void;
}

/**
 * A place for files with a picker beside it. What is dropped is taken by the window as a whole, so the zone only shows
 * where; the picker is the way that always works.
 */
export function DropZone({ label, hint, accept, takesFolders = false, onFiles }: DropZoneProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = ({ currentTarget }: React.ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(currentTarget.files ?? [])];
    // The same file may be chosen again after it was mended.
    currentTarget.value = '';
    if (chosen.length > 0) onFiles(chosen);
  };
  return (
    <div className="drop-zone" role="group" aria-label={label}>
      <FileIcon />
      <div className="drop-zone-words">
        <p className="row">
          <span>{componentText.dropFiles}</span>
          <Button size="small" onClick={() => files.current?.click()}>
            {componentText.chooseFiles}
            <span className="visually-hidden"> ({label})</span>
          </Button>
          {takesFolders && (
            <Button size="small" onClick={() => folder.current?.click()}>
              {componentText.chooseFolder}
            </Button>
          )}
        </p>
        {hint !== undefined && <p className="muted">{hint}</p>}
      </div>
      <input ref={files} type="file" multiple hidden onChange={take} aria-label={label} {...(accept && { accept })} />
      {takesFolders && (
        <input
          // React's types do not know the attribute.
          ref={(input) => {
            folder.current = input;
            input?.setAttribute('webkitdirectory', '');
          }}
          type="file"
          hidden
          onChange={take}
          aria-label={componentText.chooseFolder}
        />
      )}
    </div>
  );
}
