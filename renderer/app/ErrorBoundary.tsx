import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { frameText } from './text.en.ts';

/** Shows a way on when the page has a bug. What was typed is with the core; what the error says is never shown. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="failure" role="alert">
        <h1>{frameText.failure.title}</h1>
        <p>{frameText.failure.detail}</p>
        <Button appearance="primary" onClick={() => window.location.reload()}>
          {frameText.failure.reload}
        </Button>
      </main>
    );
  }
}
