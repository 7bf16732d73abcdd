import { passwordsForFile } from '../../../shared/steps/review/passwords-needed.ts';
import { CheckField } from '../../components/Field.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { PasswordPrompt } from '../../components/PasswordPrompt.tsx';
import { useActions, useDraft, useWizard } from '../../store/wizard-context.tsx';
import { reviewText } from './text.en.ts';

const words = reviewText.target;

export function TargetChoice() {
  const { review } = useDraft();
  const { change } = useActions();
  return (
    <>
      <RadioCards
        path="review.target"
        label={words.label}
        help={words.help}
        value={review.target}
        cards={[
          { value: 'applicationHost.config', ...words.applicationHost },
          { value: 'web.config', ...words.web },
        ]}
        onChange={(target) => change(null, (draft) => ({ ...draft, review: { ...draft.review, target } }))}
      />
      <CheckField
        path="review.plainTextPasswords"
        label={words.plain}
        hint={words.plainHint}
        value={review.plainTextPasswords}
        onChange={(plainTextPasswords) =>
          change(null, (draft) => ({ ...draft, review: { ...draft.review, plainTextPasswords } }))
        }
      />
      {review.plainTextPasswords && <PasswordsForFile />}
    </>
  );
}

/** A password that is to stand in a file has to be handed over first. */
function PasswordsForFile() {
  const draft = useDraft();
  const held = useWizard(({ evaluation }) => evaluation?.passwords.accounts) ?? [];
  const { givePassword } = useActions();
  return passwordsForFile(draft, held).map(({ id, userName }) => (
    <PasswordPrompt
      key={id}
      label={words.password(userName)}
      hint={words.passwordHint}
      action={words.handOver}
      onPassword={(password) => givePassword('account', id, password)}
    />
  ));
}
