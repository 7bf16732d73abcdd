import { CheckField } from '../../components/Field.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { useActions, useDraft } from '../../store/wizard-context.tsx';
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
    </>
  );
}
