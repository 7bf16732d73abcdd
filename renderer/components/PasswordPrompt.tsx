import { Button, Field, Input } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { componentText } from './text.en.ts';
import './PasswordPrompt.css';

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
  const field = useRef<HTMLInputElement>(null);
  // Fluent's field keeps what is typed: with each password that was handed over it makes room for a new field.
  const [handedOver, setHandedOver] = useState(0);
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    const input = field.current;
    if (!input || isBusy) return;
    const password = input.value;
    setBusy(true);
    setHandedOver((count) => count + 1);
    await onPassword(password);
    setBusy(false);
    // Still here when it was wrong; the focus went with the field before, unless it is wanted elsewhere.
    if (document.activeElement === document.body) field.current?.focus();
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
          key={handedOver}
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
