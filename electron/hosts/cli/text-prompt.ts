import { createInterface } from 'node:readline';

/** Asks at a terminal; rejects with the signal's reason when cancelled, also by Ctrl+C and where the input ends. */
export function promptForText(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  cancel: AbortController,
): Promise<string> {
  return new Promise((answer, reject) => {
    cancel.signal.throwIfAborted();
    const lines = createInterface({ input, output });
    const stop = (): void => {
      cancel.abort();
      reject(cancel.signal.reason as Error);
      lines.close();
    };
    cancel.signal.addEventListener('abort', stop, { once: true });
    lines.once('SIGINT', stop).once('close', stop);
    lines.question(question, (text) => {
      cancel.signal.removeEventListener('abort', stop);
      lines.off('close', stop).close();
      answer(text.trim());
    });
  });
}
