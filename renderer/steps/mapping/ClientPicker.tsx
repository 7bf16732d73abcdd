import { Field, Input, Select } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { mappingScreen } from './text.en.ts';

interface ClientPickerProps {
  label: string;
  /** Ids to choose from. */
  ids: readonly string[];
  value: string;
  onChange: (id: string) => void;
}

const words = mappingScreen.picker;
/** A longer list is no help to anybody: one types a part of the name instead. */
const mostOptions = 100;
const mostSuggestions = 20;

/** Chooses one of the clients, of which there may be ten thousand. */
export function ClientPicker({ label, ids, value, onChange }: ClientPickerProps) {
  if (ids.length > mostOptions) return <TypedClient label={label} ids={ids} value={value} onChange={onChange} />;
  return (
    <Field label={label}>
      <Select value={value} onChange={(_, data) => onChange(data.value)}>
        {!ids.includes(value) && <option value="">{words.none}</option>}
        {ids.map((id) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function TypedClient({ label, ids, value, onChange }: ClientPickerProps) {
  const list = useId();
  const [typed, setTyped] = useState({ text: value, of: value });
  // What is chosen elsewhere replaces what was typed.
  const text = typed.of === value ? typed.text : value;
  const wanted = text.toLowerCase();
  const fitting: string[] = [];
  for (const id of ids) {
    if (id.toLowerCase().includes(wanted)) fitting.push(id);
    if (fitting.length === mostSuggestions) break;
  }
  return (
    <Field label={label} hint={words.hint(ids.length)}>
      <Input
        value={text}
        list={list}
        autoComplete="off"
        spellCheck={false}
        onChange={(_, data) => {
          const isKnown = ids.includes(data.value);
          setTyped({ text: data.value, of: isKnown ? data.value : value });
          if (isKnown) onChange(data.value);
        }}
      />
      <datalist id={list}>
        {fitting.map((id) => (
          <option key={id} value={id} />
        ))}
      </datalist>
    </Field>
  );
}
