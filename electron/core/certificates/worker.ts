import { parentPort } from 'node:worker_threads';
import { openFiles } from './open-files.ts';
import { createSecretReader } from './secret-reader.ts';
import type { OpenAnswer, OpenRequest, Portion } from './worker-messages.ts';

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread only.');

const answer = (message: OpenAnswer) => port.postMessage(message);

/** Between two reports of progress, in milliseconds: ten thousand small files would spend their time in reporting. */
const reportInterval = 50;

/**
 * Portions under way. Node hands over all messages that wait before it does anything else, so that without a bound their
 * number would be the main thread's pause.
 */
const portionsAhead = 4;

port.on('message', ({ files, at, allowManyIterations, taken }: OpenRequest) => {
  let reported = 0;
  let sent = 0;
  const send = (portion: Portion): void => {
    answer(portion);
    sent++;
    for (let done = Atomics.load(taken, 0); sent - done >= portionsAhead; done = Atomics.load(taken, 0)) {
      Atomics.wait(taken, 0, done);
    }
  };
  const result = openFiles(
    files,
    at,
    (file, onProgress) =>
      createSecretReader(file, allowManyIterations, (done) =>
        onProgress({ message: `Deriving keys for ${file.name}`, done }),
      ),
    {
      progress: (progress) => {
        const now = performance.now();
        if (now - reported < reportInterval) return;
        reported = now;
        answer({ progress });
      },
      certificates: (certificates) => send({ certificates }),
      references: (references) => send({ references }),
      chains: (chains) => send({ chains }),
    },
  );
  answer({ result });
});
