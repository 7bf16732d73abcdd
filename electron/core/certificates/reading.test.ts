import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { aCertificate, anInspectedCertificate } from '../../../e2e/fixtures/certificates.ts';
import type { CallContext } from '../core.ts';
import { readThrough, WorkerEnded } from './reading.ts';
import type { OpenAnswer, OpenRequest } from './worker-messages.ts';

type Turn = OpenAnswer | { readonly does: 'exit' | 'throw' | 'wait' };

/** A thread that says and does what the test wants, one turn after the other. */
const code = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.once('message', () => {
  for (const turn of workerData) {
    if (turn.does === 'exit') process.exit(3);
    else if (turn.does === 'throw') throw new Error('a bug');
    else if (turn.does === 'wait') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    else parentPort.postMessage(turn);
  }
});`;

const names = ['alice', 'bob', 'carol', 'dave'];
const inspected = names.map((name) => anInspectedCertificate(aCertificate(name)));
const thumbprints = inspected.map(({ thumbprint }) => thumbprint);
const facts = inspected.map(({ role: _role, roleReason: _reason, ...rest }) => rest);
const references = inspected.map(({ thumbprint, hasPrivateKey, role, roleReason }) => ({ thumbprint, hasPrivateKey, role, roleReason })); // prettier-ignore
const chains = thumbprints.map((of) => ({ of, paths: [], missing: [] }));
const outline = (path: string, certificates: number) => ({ path, format: 'pem' as const, certificates, privateKeys: [], findings: [] }); // prettier-ignore

describe('reading through a worker', () => {
  const workers: Worker[] = [];
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
  });

  function start(turns: readonly Turn[], context: Partial<CallContext> = {}) {
    const worker = new Worker(code, { eval: true, workerData: turns, stderr: true });
    workers.push(worker);
    const request: OpenRequest = { files: [], at: '', allowManyIterations: false, taken: new Int32Array(new SharedArrayBuffer(4)) }; // prettier-ignore
    const own = listenersOf(worker);
    const reading = readThrough(worker, request, { signal: new AbortController().signal, onProgress: () => undefined, ...context }); // prettier-ignore
    return { worker, request, reading, own };
  }

  const listenersOf = (worker: Worker) => ['message', 'error', 'exit'].map((name) => worker.listenerCount(name));

  it('puts portions together in their order, and each file has its own', async () => {
    const { reading, worker, own, request } = start([
      { certificates: facts.slice(0, 3) },
      { certificates: facts.slice(3) },
      { chains: chains.slice(0, 1) },
      { chains: chains.slice(1) },
      { references: [references[3], references[0]].filter((each) => each !== undefined) },
      { references: references.slice(1, 3) },
      { result: [outline('first', 1), { path: 'none', error: problem }, outline('second', 3)] },
    ]);
    const opened = await reading;
    const [dave, alice, bob, carol] = [inspected[3], inspected[0], inspected[1], inspected[2]];
    expect(opened.files).toEqual([
      { ...outline('first', 1), certificates: [dave] },
      { path: 'none', error: problem },
      { ...outline('second', 3), certificates: [alice, bob, carol] },
    ]);
    expect(opened.chains).toEqual(chains);
    expect(listenersOf(worker)).toEqual(own);
    await new Promise(setImmediate);
    expect(Atomics.load(request.taken, 0)).toBe(7);
  });

  const middle = [{ certificates: facts }, { progress: { message: 'half', done: 4 } }] as const;

  it('ends at once when it is cancelled in the middle', async () => {
    const abort = new AbortController();
    const onProgress = () => abort.abort(new Error('enough'));
    const { reading, worker, own } = start([...middle, { does: 'wait' }], { signal: abort.signal, onProgress });
    await expect(reading).rejects.toThrow('enough');
    expect(listenersOf(worker)).toEqual(own);
  });

  it.each(['exit', 'throw'] as const)('says that the worker ended when it dies in the middle: %s', async (does) => {
    const { reading, worker, own } = start([...middle, { does }, { result: [outline('file', 0)] }]);
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    await expect(reading).rejects.toBeInstanceOf(WorkerEnded);
    await exited;
    expect(listenersOf(worker)).toEqual(own);
  });

  it.each<[string, Turn[]]>([
    ['a certificate that did not come', [{ references }]],
    ['a certificate that is none', [{ certificates: facts.map((each) => ({ ...each, thumbprint: 'x' })) }, { references: references.map((each) => ({ ...each, thumbprint: 'x' })) }]],
    ['fewer certificates than the result counts', [{ certificates: facts }, { references }, { result: [outline('file', 5)] }]],
    ['more certificates than the result counts', [{ certificates: facts }, { references }, { result: [outline('file', 3)] }]],
    ['a chain that is none', [{ chains: [{ of: 'x', paths: [], missing: [] }] }]],
  ])('takes %s for a bug', async (_, turns) => {
    await expect(start([...turns, { does: 'wait' }]).reading).rejects.toThrow('broke its contract');
  }); // prettier-ignore
});

const problem = { code: 'certificate.damaged', title: 'Damaged', detail: 'It is cut off.', fix: 'Export it again.' };
