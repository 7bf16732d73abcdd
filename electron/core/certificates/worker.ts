import { parentPort } from 'node:worker_threads';
import { openFiles } from './open-files.ts';
import { createSecretReader } from './secret-reader.ts';
import type { OpenAnswer, OpenRequest } from './worker-messages.ts';

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread only.');

const answer = (message: OpenAnswer) => port.postMessage(message);

/** Between two reports of progress, in milliseconds: ten thousand small files would spend their time in reporting. */
const reportInterval = 50;

port.on('message', ({ files, at, allowManyIterations }: OpenRequest) => {
  let reported = 0;
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
      certificates: (certificates) => answer({ certificates }),
    },
  );
  answer({ result });
});
