import { Button, Field, Input } from '@fluentui/react-components';
import type { PickedFolder } from '../../shared/api/transport.ts';
import { useTransport } from '../store/wizard-context.tsx';
import { componentText } from './text.en.ts';

interface FolderFieldProps {
  label: string;
  hint: string | null;
  value: PickedFolder;
  /** Why the folder was not taken. */
  error?: string | null;
  onChange: (folder: PickedFolder) => void;
}

/** Returns a folder that was typed: it stands for itself, and the host asks whether it may be written. */
export function typedFolder(path: string): PickedFolder {
  return { handle: path.trim(), name: path };
}

/** A folder on the core's machine: typed, or chosen in the system's dialog where there is one. */
export function FolderField({ label, hint, value, error = null, onChange }: FolderFieldProps) {
  const transport = useTransport();
  const pick = async () => {
    const picked = await transport.pickFolder?.();
    if (picked !== null && picked !== undefined) onChange(picked);
  };
  return (
    <Field
      label={label}
      hint={hint}
      {...(hint !== null && { 'data-help-title': label, 'data-help': hint })}
      {...(error !== null && { validationMessage: error })}
    >
      <Input
        value={value.name}
        onChange={(_, data) => onChange(typedFolder(data.value))}
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
