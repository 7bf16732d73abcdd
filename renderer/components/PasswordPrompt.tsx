import { Button, Field, Input } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { componentText } from './text.en.ts';

interface PasswordPromptProps {
  label: string;
  hint: string;
  /** What the button does with the password. */
  action: string;
  /** Why the one before was not taken. */
  error?: string | undefined;
  onPassword: (password: string) => Promise<void>;
}

/** Takes one password, hands it over and forgets it. It is shown only while the button is held. */
export function PasswordPrompt({ label, hint, action, error, onPassword }: PasswordPromptProps) {
  // Only the field itself holds what is typed: React's state would keep copies of it.
  const field = useRef<HTMLInputElement>(null);
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    const input = field.current;
    if (!input || isBusy) return;
    setBusy(true);
    await onPassword(takeText(input));
    setBusy(false);
  };
  const hide = () => setShown(false);
  return (
    <form
      className="password-prompt"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={label} hint={hint} {...(error !== undefined && { validationMessage: error })}>
        <Input
          type={isShown ? 'text' : 'password'}
          input={{ ref: field }}
          autoComplete="off"
          spellCheck={false}
          contentAfter={
            <Button
              size="small"
              appearance="transparent"
              onPointerDown={() => setShown(true)}
              onPointerUp={hide}
              onPointerLeave={hide}
              onBlur={hide}
              onKeyDown={({ key }) => setShown(key === ' ' || key === 'Enter')}
              onKeyUp={hide}
            >
              {componentText.password.show}
            </Button>
          }
        />
      </Field>
      <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
        {isBusy ? componentText.password.busy : action}
      </Button>
    </form>
  );
}

/** Returns what is in a field and empties it. */
function takeText(input: HTMLInputElement): string {
  const text = input.value;
  input.value = '';
  return text;
}
