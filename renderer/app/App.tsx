import { FluentProvider } from '@fluentui/react-components';
import type { Transport } from '../../shared/api/transport.ts';
import { WizardProvider } from '../store/wizard-context.tsx';
import type { WizardStore } from '../store/wizard-store.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import { themes } from './theme.ts';
import { useTheme } from './use-theme.ts';

export function App({ store, transport }: { store: WizardStore; transport: Transport }) {
  const theme = useTheme();
  return (
    <FluentProvider theme={themes[theme.shown]} className="app">
      <ErrorBoundary>
        <WizardProvider store={store} transport={transport}>
          <Frame theme={theme} />
        </WizardProvider>
      </ErrorBoundary>
    </FluentProvider>
  );
}
