import { CodeBlock } from '../../components/CodeBlock.tsx';
import { SeverityMark } from '../../components/severity.tsx';
import { reviewText } from './text.en.ts';
import type { ExportState } from './use-export.ts';

const words = reviewText.export;

export function ExportResult({ state }: { state: ExportState }) {
  switch (state.kind) {
    case 'idle':
    case 'busy':
      return null;
    case 'blocked':
      return <p>{words.blocked}</p>;
    case 'failed':
      return (
        <div className="stack">
          <p>
            <SeverityMark severity="error" /> <b>{state.problem.title}</b>
          </p>
          <p>{state.problem.detail}</p>
          <p>{state.problem.fix}</p>
        </div>
      );
    case 'done': {
      const count = state.files.length;
      return (
        <div className="stack">
          <p>
            <b>{state.place === null ? words.downloaded(count) : words.done(count, state.place)}</b> {words.next}
          </p>
          <CodeBlock label={words.digest} text={state.digest} wraps />
          <p className="muted">{words.digestHint}</p>
          <details>
            <summary>{words.files}</summary>
            <ul className="export-files">
              {state.files.map(({ path }) => (
                <li key={path} className="mono">
                  {path}
                </li>
              ))}
            </ul>
          </details>
        </div>
      );
    }
  }
}
