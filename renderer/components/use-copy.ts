import { useActions } from '../store/wizard-context.tsx';
import { componentText } from './text.en.ts';

/** Returns a function that puts a text on the clipboard and says so. */
export function useCopy(): (text: string) => void {
  const { announce } = useActions();
  return (text) => {
    void navigator.clipboard.writeText(text).then(
      () => announce(componentText.copied),
      () => announce(componentText.notCopied),
    );
  };
}
