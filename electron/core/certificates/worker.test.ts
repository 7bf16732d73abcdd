import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { clientCertificates, pemOf } from './testing/many-certificates.ts';
import type { OpenAnswer, OpenRequest } from './worker-messages.ts';

describe('the reader', () => {
  const worker = new Worker(new URL('./worker-entry.js', import.meta.url));
  afterAll(() => worker.terminate());

  it('is never more than four portions ahead of who takes them in', async () => {
    const count = 1100;
    const bytes = pemOf(clientCertificates(count));
    const taken = new Int32Array(new SharedArrayBuffer(4));
    const file = { name: 'many.pem', bytes, password: null, isPasswordForAny: true };
    const request: OpenRequest = { files: [file], at: new Date().toISOString(), allowManyIterations: false, taken };
    let portions = 0;
    let mostAhead = 0;
    const kinds: string[] = [];
    worker.postMessage(request);
    await new Promise<void>((done, fail) => {
      worker.on('error', fail);
      worker.on('message', (answer: OpenAnswer) => {
        if ('progress' in answer) return;
        if ('result' in answer) {
          expect(answer.result).toMatchObject([{ path: 'many.pem', certificates: count }]);
          done();
          return;
        }
        portions++;
        kinds.push(...Object.keys(answer));
        mostAhead = Math.max(mostAhead, portions - Atomics.load(taken, 0));
        // Late, so that whatever the reader sends without being asked is here first.
        setImmediate(() =>
          setImmediate(() => {
            Atomics.add(taken, 0, 1);
            Atomics.notify(taken, 0);
          }),
        );
      });
    });
    expect(portions).toBeGreaterThan(6);
    expect(mostAhead).toBeLessThanOrEqual(4);
    // Facts come first, each before what refers to it.
    expect([...new Set(kinds)][0]).toBe('certificates');
    expect(kinds.lastIndexOf('certificates')).toBeLessThan(kinds.indexOf('references'));
  });
});
