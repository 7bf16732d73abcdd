import type { Worker } from 'node:worker_threads';
import type { CallContext } from '../core.ts';
import { ArrivingFiles, type OpenedFiles } from './opened-files.ts';
import type { OpenAnswer, OpenRequest, Portion } from './worker-messages.ts';

/** The worker died, of a file that needs too much memory or of a bug; the program lives on. */
export class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';
}

/**
 * Sends a worker one job and returns what it answers, taking in one portion at a time between whatever else the thread
 * does. Throws `signal.reason` when it is cancelled and WorkerEnded when the worker ends before its result; an answer
 * that breaks the contract is a bug. The worker is left as it is.
 */
export function readThrough(
  worker: Worker,
  request: OpenRequest,
  { signal, onProgress }: CallContext,
): Promise<OpenedFiles> {
  const arriving = new ArrivingFiles();
  return new Promise((resolve, reject) => {
    // Listeners go one by one: the Worker has some of its own that keep its port alive.
    const settle = (): void => {
      worker.off('error', end).off('exit', exit).off('message', receive);
      signal.removeEventListener('abort', cancel);
    };
    const fail = (error: Error): void => {
      settle();
      reject(error);
    };
    const cancel = (): void => fail(signal.reason as Error);
    const end = (error: unknown): void => fail(new WorkerEnded('The reader ended.', { cause: error }));
    const exit = (code: number): void => end(new Error(`exit code ${code}`));
    const receive = (answer: OpenAnswer): void => {
      if ('progress' in answer) {
        onProgress(answer.progress);
        return;
      }
      try {
        if ('result' in answer) {
          const opened = arriving.complete(answer.result);
          settle();
          resolve(opened);
        } else takeIn(answer, arriving);
      } catch (error) {
        fail(new Error('The reader broke its contract.', { cause: error }));
        return;
      }
      // After whatever else waits: only then may the next one come.
      setImmediate(() => {
        Atomics.add(request.taken, 0, 1);
        Atomics.notify(request.taken, 0);
      });
    };
    signal.addEventListener('abort', cancel, { once: true });
    worker.on('error', end).on('exit', exit).on('message', receive);
    const passwords = request.files.flatMap(({ password }) => (password ? [password.buffer as ArrayBuffer] : []));
    worker.postMessage(request, passwords);
  });
}

function takeIn(portion: Portion, arriving: ArrivingFiles): void {
  if ('certificates' in portion) arriving.certificates(portion.certificates);
  else if ('references' in portion) arriving.references(portion.references);
  else arriving.chains(portion.chains);
}
