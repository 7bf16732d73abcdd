import { Button, Field, Textarea } from '@fluentui/react-components';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { diagnose } from '../../../shared/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../../shared/diagnosis/diagnosis.ts';
import { componentText } from '../../components/text.en.ts';
import { proveText } from './text.en.ts';
import './prove.css';

const words = proveText.wrong;

/** Longer pastes are cut: a log of a whole day is no question. */
const longestPaste = 20_000;

/** Explains what somebody pastes; the classic failures are one click away. */
export function Diagnose() {
  const [text, setText] = useState('');
  const pasted = useDeferredValue(text).trim();
  const [diagnosed] = useMemo(() => (pasted === '' ? [] : diagnose([pasted])), [pasted]);
  const results = diagnosed?.results ?? [];
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{words.title}</h2>
      <p>{words.lead}</p>
      <Field label={words.label}>
        <Textarea
          value={text}
          onChange={(_, { value }) => setText(value.slice(0, longestPaste))}
          resize="vertical"
          spellCheck={false}
        />
      </Field>
      <div className="row" role="group" aria-label={words.classic}>
        {words.classics.map(([code, label]) => (
          <Button key={code} size="small" onClick={() => setText(code)}>
            {label}
          </Button>
        ))}
      </div>
      <p role="status" className="visually-hidden">
        {diagnosed ? (diagnosed.isKnown ? words.count(results.length) : words.notKnown) : ''}
      </p>
      {results.map((result, index) => (
        <Explanation key={index} result={result} isKnown={diagnosed?.isKnown === true} />
      ))}
    </section>
  );
}

function Explanation({ result, isKnown }: { result: Diagnosis; isKnown: boolean }) {
  const { title, meaning, causes, fixes, certainty, source } = result;
  return (
    <article className="diagnosis stack">
      <h3>{title}</h3>
      <p>{meaning}</p>
      <Points title={words.causes} points={causes} />
      <Points title={words.fixes} points={fixes} />
      {isKnown && (
        <p className="muted">
          {source !== '' && `${words.source} ${source}. `}
          {componentText.certainty[certainty]}
        </p>
      )}
    </article>
  );
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  if (points.length === 0) return null;
  return (
    <div>
      <b>{title}</b>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  );
}
