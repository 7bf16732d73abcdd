import { Button, Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { Drift } from '../../../shared/wizard/run-calls.ts';
import { applyText } from './apply-text.en.ts';

const words = applyText.breaking;

interface BreakItProps {
  drifts: readonly Drift[];
  isBusy: boolean;
  onBreak: (drift: Drift) => void;
}

/** Lets something befall the practice server, so that one sees verify find it. */
export function BreakIt({ drifts, isBusy, onBreak }: BreakItProps) {
  const [wanted, setWanted] = useState<string>('');
  const chosen = drifts.find((drift) => drift === wanted) ?? drifts[0];
  return (
    <form
      className="run-break"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== undefined) onBreak(chosen);
      }}
    >
      <h4>{words.title}</h4>
      <p className="muted">{words.lead}</p>
      <div className="run-break-choice">
        <Field label={words.label}>
          <Select value={chosen} onChange={(_, { value }) => setWanted(value)}>
            {drifts.map((drift) => (
              <option key={drift} value={drift}>
                {words.drifts[drift]}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit" disabledFocusable={isBusy}>
          {words.action}
        </Button>
      </div>
    </form>
  );
}
