import type { ReadStream } from 'node:tty';

/** Asks at a terminal without showing what is typed; rejects with the signal's reason when cancelled, also by Ctrl+C. */
export function promptForPassword(
  question: string,
  input: ReadStream,
  write: (text: string) => void,
  cancel: AbortController,
): Promise<string> {
  return new Promise((answer, reject) => {
    let typed = '';
    const finish = (settle: () => void): void => {
      input.off('data', take).off('end', stop);
      cancel.signal.removeEventListener('abort', stop);
      input.setRawMode(false);
      input.pause();
      write('\n');
      settle();
    };
    const stop = (): void => {
      cancel.abort();
      finish(() => reject(cancel.signal.reason as Error));
    };
    const take = (text: string): void => {
      for (const character of text) {
        if (character === '\r' || character === '\n') {
          finish(() => answer(typed));
          return;
        }
        if (character === '\u0003' || character === '\u0004') {
          stop();
          return;
        }
        if (character === '\u007f' || character === '\b') typed = Array.from(typed).slice(0, -1).join('');
        else if (!/\p{Cc}/u.test(character)) typed += character;
      }
    };
    cancel.signal.throwIfAborted();
    cancel.signal.addEventListener('abort', stop, { once: true });
    // Before the question: whoever answers at once must not be shown either.
    input.setRawMode(true);
    input.setEncoding('utf8');
    input.on('data', take).on('end', stop);
    input.resume();
    write(question);
  });
}
