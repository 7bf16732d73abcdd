import { parentPort } from 'node:worker_threads';
import { openFiles } from './open-files.ts';
import { createSecretReader } from './secret-reader.ts';
import type { OpenAnswer, OpenRequest } from './worker-messages.ts';

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread only.');

const answer = (message: OpenAnswer) => port.postMessage(message);

port.on('message', ({ files, at, allowManyIterations }: OpenRequest) => {
  const result = openFiles(
    files,
    at,
    (file) => createSecretReader(file, allowManyIterations),
    (progress) => answer({ progress }),
  );
  answer({ result });
});
