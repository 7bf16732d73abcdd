import { Button } from '@fluentui/react-components';
import { newDraft } from '../../shared/wizard/draft.ts';
import { useActions } from '../store/wizard-context.tsx';

export function StartScreen() {
  const { practise, begin } = useActions();
  return (
    <>
      <h1>IIS Client Certificate Wizard</h1>
      <Button onClick={() => void practise()}>Practice</Button>
      <Button onClick={() => void begin(newDraft('server-2022'))}>Prepare files for a server</Button>
    </>
  );
}
