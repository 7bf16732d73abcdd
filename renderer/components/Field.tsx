import { Checkbox, Field as FluentField, Input, Select } from '@fluentui/react-components';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { Remark } from '../../shared/wizard/remarks.ts';
import { useRemarkAt } from '../store/use-remarks.ts';

interface FieldProps {
  /** The place in the answers: ties the field to what is found there, and to the buttons that lead to it. */
  path: string;
  label: string;
  hint?: ReactNode;
  /** What F1 says about the field. */
  help?: string;
  isRequired?: boolean;
}

type Validation = { validationState?: 'error' | 'warning'; validationMessage?: string };

/** What is missing is not wrong until the user has been in the field. */
function validation(remark: Remark | undefined, isTouched: boolean): Validation {
  if (!remark || remark.severity === 'information') return {};
  if (remark.isMissing && !isTouched) return {};
  return {
    validationState: remark.severity,
    validationMessage: remark.isMissing ? remark.fix : `${remark.title}. ${remark.fix}`,
  };
}

/** One labelled control with its hint and with what was found about it. */
export function Field({
  path,
  label,
  hint,
  help,
  isRequired = false,
  children,
}: FieldProps & { children: ReactElement }) {
  const [isTouched, setTouched] = useState(false);
  const remark = useRemarkAt(path);
  return (
    <div
      data-path={path}
      data-help-title={label}
      data-help={help ?? (typeof hint === 'string' ? hint : undefined)}
      onBlur={() => setTouched(true)}
    >
      <FluentField
        label={label}
        required={isRequired}
        {...(hint !== undefined && { hint: <>{hint}</> })}
        {...validation(remark, isTouched)}
      >
        {children}
      </FluentField>
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Known values, offered while typing. */
  suggestions?: readonly string[];
}

export function TextField({ value, onChange, placeholder, suggestions = [], ...field }: TextFieldProps) {
  const list = `list-${field.path}`;
  return (
    <>
      <Field {...field}>
        <Input
          value={value}
          onChange={(_, data) => onChange(data.value)}
          autoComplete="off"
          spellCheck={false}
          {...(placeholder !== undefined && { placeholder })}
          {...(suggestions.length > 0 && { list })}
        />
      </Field>
      {suggestions.length > 0 && (
        <datalist id={list}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </>
  );
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}

export function SelectField<Value extends string>({ value, options, onChange, ...field }: SelectFieldProps<Value>) {
  return (
    <Field {...field}>
      <Select
        value={value}
        onChange={(_, data) => {
          const chosen = options.find(([option]) => option === data.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

interface CheckFieldProps extends FieldProps {
  value: boolean;
  onChange: (value: boolean) => void;
}

export function CheckField({ value, onChange, label, hint, help, path }: CheckFieldProps) {
  const remark = useRemarkAt(path);
  return (
    <div
      className="check-field"
      data-path={path}
      data-help-title={label}
      data-help={help ?? (typeof hint === 'string' ? hint : undefined)}
    >
      <FluentField {...(hint !== undefined && { hint: <>{hint}</> })} {...validation(remark, true)}>
        <Checkbox checked={value} onChange={(_, data) => onChange(data.checked === true)} label={label} />
      </FluentField>
    </div>
  );
}
