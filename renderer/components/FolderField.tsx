import { Button, Field, Input } from '@fluentui/react-components';
import { useTransport } from '../store/wizard-context.tsx';
import { componentText } from './text.en.ts';

interface FolderFieldProps {
  label: string;
  hint: string | null;
  value: string;
  /** Why the folder was not taken. */
  error?: string | null;
  onChange: (folder: string) => void;
}

/** A folder on the core's machine: typed, or chosen in the system's dialog where there is one. */
export function FolderField({ label, hint, value, error = null, onChange }: FolderFieldProps) {
  const transport = useTransport();
  const pick = async () => {
    const picked = await transport.pickFolder?.();
    if (picked !== null && picked !== undefined) onChange(picked);
  };
  return (
    <Field label={label} hint={hint} {...(error !== null && { validationMessage: error })}>
      <Input
        value={value}
        onChange={(_, data) => onChange(data.value)}
        autoComplete="off"
        spellCheck={false}
        contentAfter={
          transport.pickFolder ? (
            <Button size="small" appearance="transparent" onClick={() => void pick()}>
              {componentText.pickFolder}
            </Button>
          ) : null
        }
      />
    </Field>
  );
}
