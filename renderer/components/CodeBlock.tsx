import { Button } from '@fluentui/react-components';
import { CopyIcon } from './icons.tsx';
import { componentText } from './text.en.ts';
import { useCopy } from './use-copy.ts';
import './CodeBlock.css';

interface CodeBlockProps {
  /** What the text is, for the copy button and screen readers. */
  label: string;
  text: string;
  /** Long lines wrap instead of scrolling. */
  wraps?: boolean;
}

/** A text to be copied: a command, a configuration, a certificate. */
export function CodeBlock({ label, text, wraps = false }: CodeBlockProps) {
  const copy = useCopy();
  return (
    <figure className="code-block">
      <figcaption className="code-block-head">
        <span>{label}</span>
        <Button size="small" appearance="subtle" icon={<CopyIcon />} onClick={() => copy(text)}>
          {componentText.copy}
          <span className="visually-hidden"> {label}</span>
        </Button>
      </figcaption>
      {/* Scrolls by keyboard when a line is too long. */}
      <pre className={wraps ? 'code-block-wraps' : ''} tabIndex={0} role="group" aria-label={label}>
        <code>{text}</code>
      </pre>
    </figure>
  );
}
