import { idleMinutes } from '../../loopback/serve.ts';

/** Returns why the wizard ended. */
export function servedText({ ended }: { ended: 'stopped' | 'idle' }): string {
  return ended === 'stopped'
    ? 'The wizard has ended.'
    : `The wizard has ended, because nobody used it for ${idleMinutes} minutes. Unsaved answers come back when it is started again.`;
}
