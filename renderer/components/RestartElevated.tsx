import { Button } from '@fluentui/react-components';
import { useActions, useTransport, useWizard } from '../store/wizard-context.tsx';
import { componentText } from './text.en.ts';

/** Where this server could be changed by an administrator: the way to become one. A browser has no such way. */
export function RestartElevated() {
  const transport = useTransport();
  const canElevate = useWizard(({ host }) => host?.thisServer.canElevate === true);
  const { restartElevated } = useActions();
  if (!canElevate || !transport.restartElevated) return null;
  const { action, hint } = componentText.restartElevated;
  return (
    <div className="stack">
      <div>
        <Button onClick={() => void restartElevated()}>{action}</Button>
      </div>
      <p className="muted">{hint}</p>
    </div>
  );
}
