import { Worker } from 'node:worker_threads';
import type { Secrets } from '../../../shared/api/call.ts';
import type { CallContext } from '../core.ts';
import { workerHeapMebibytes, workerYoungMebibytes } from './limits.ts';
import type { FileToOpen } from './open-files.ts';
import type { OpenedFiles } from './opened-files.ts';
import { ArrivingFiles } from './opened-files.ts';
import { openFiles } from './open-files.ts';
import { CannotOpen } from './problems.ts';
import type { OpenAnswer, OpenRequest, Portion } from './worker-messages.ts';

/** A file as a host read it: the name that the user gave it, and its content. */
export interface CertificateFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface OpenOptions {
  /** The user has agreed to wait for a key derivation with more than two million iterations. */
  readonly allowManyIterations?: boolean;
}

/**
 * Returns what each file holds, in the order given, and the chains over all certificates (`at`: ISO 8601). The password
 * of a file is the one under its name, else the one under `*`. A file that cannot be opened is a problem in its place.
 * Reading runs in a worker thread, which a cancel ends at once; throws `signal.reason` then.
 */
export async function openCertificateFiles(
  files: readonly CertificateFile[],
  secrets: Secrets,
  at: string,
  context: CallContext,
  options: OpenOptions = {},
): Promise<OpenedFiles> {
  context.signal.throwIfAborted();
  const quick = openPublicOnly(files, at, context);
  if (quick) return quick;
  try {
    return await runInWorker(requestFor(files, secrets, at, options), context);
  } catch (error) {
    if (!(error instanceof WorkerEnded)) throw error;
    return await openOneByOne(files, secrets, at, context, options);
  }
}

function requestFor(
  files: readonly CertificateFile[],
  secrets: Secrets,
  at: string,
  { allowManyIterations = false }: OpenOptions,
): OpenRequest {
  const withPasswords = files.map(({ name, bytes }): FileToOpen => {
    const own = secrets.files.get(name);
    const secret = own ?? secrets.files.get('*');
    const password = secret ? new TextEncoder().encode(secret.reveal()) : null;
    return { name, bytes, password, isPasswordForAny: own === undefined };
  });
  return { files: withPasswords, at, allowManyIterations, taken: new Int32Array(new SharedArrayBuffer(4)) };
}

/** Below this size and count, reading certificates takes less time than starting a thread. */
const quickBytes = 64 * 1024;
const quickFiles = 16;

/** Says that a file holds something secret, which is read in the worker only. */
class HoldsSecret extends Error {
  override readonly name = 'HoldsSecret';
}

function refuse(): never {
  throw new HoldsSecret();
}

function openPublicOnly(
  files: readonly CertificateFile[],
  at: string,
  { onProgress }: CallContext,
): OpenedFiles | null {
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > quickBytes || files.length > quickFiles) return null;
  const readers = { pfx: refuse, encryptedKey: refuse, key: refuse, decryptedBlock: refuse, forget: () => undefined };
  try {
    const arriving = new ArrivingFiles();
    const outlines = openFiles(
      files.map((file) => ({ ...file, password: null, isPasswordForAny: false })),
      at,
      () => readers,
      {
        progress: onProgress,
        certificates: (facts) => arriving.certificates(facts),
        references: (references) => arriving.references(references),
        chains: (chains) => arriving.chains(chains),
      },
    );
    return arriving.complete(outlines);
  } catch (error) {
    if (error instanceof HoldsSecret) return null;
    throw error;
  }
}

/** The worker died, of a file that needs too much memory or of a bug; the program lives on. */
class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';
}

/** One file ended the worker: the others are still answered, and that one gets a problem of its own. */
async function openOneByOne(
  files: readonly CertificateFile[],
  secrets: Secrets,
  at: string,
  context: CallContext,
  options: OpenOptions,
): Promise<OpenedFiles> {
  const opened: OpenedFiles['files'] = [];
  const readable: CertificateFile[] = [];
  for (const file of files) {
    try {
      const { files: answers } = await runInWorker(requestFor([file], secrets, at, options), context);
      opened.push(...answers);
      readable.push(file);
    } catch (error) {
      if (!(error instanceof WorkerEnded)) throw error;
      const problem = new CannotOpen('certificate.reader-failed', 'Reading it ended the reader.').problem(file.name);
      opened.push({ path: file.name, error: problem });
    }
  }
  if (readable.length === 0 || readable.length === files.length) return { files: opened, chains: [] };
  const { files: answers, chains } = await runInWorker(requestFor(readable, secrets, at, options), context);
  const remaining = [...answers];
  return {
    files: opened.map((file) =>
      'error' in file && file.error.code === 'certificate.reader-failed' ? file : (remaining.shift() ?? file),
    ),
    chains,
  };
}

/** The worker that waits for the next call; it keeps no process alive. */
let idle: Worker | null = null;
let retirement: NodeJS.Timeout | null = null;
const idleMilliseconds = 30_000;

function takeWorker(): Worker {
  if (retirement) clearTimeout(retirement);
  const worker = idle;
  idle = null;
  if (worker) {
    worker.ref();
    return worker;
  }
  const started = new Worker(new URL('./worker-entry.js', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: workerHeapMebibytes, maxYoungGenerationSizeMb: workerYoungMebibytes },
  });
  const forget = (): void => {
    if (idle === started) idle = null;
  };
  return started.on('error', forget).on('exit', forget);
}

function keepWorker(worker: Worker): void {
  if (idle) {
    void worker.terminate();
    return;
  }
  idle = worker;
  worker.unref();
  retirement = setTimeout(() => {
    if (idle === worker) idle = null;
    void worker.terminate();
  }, idleMilliseconds);
  retirement.unref();
}

function takeIn(portion: Portion, arriving: ArrivingFiles): void {
  if ('certificates' in portion) arriving.certificates(portion.certificates);
  else if ('references' in portion) arriving.references(portion.references);
  else arriving.chains(portion.chains);
}

function runInWorker(request: OpenRequest, { signal, onProgress }: CallContext): Promise<OpenedFiles> {
  signal.throwIfAborted();
  const worker = takeWorker();
  const arriving = new ArrivingFiles();
  return new Promise((resolve, reject) => {
    // Listeners go one by one: the Worker has some of its own that keep its port alive.
    const settle = (): void => {
      worker.off('error', end).off('exit', exit).off('message', receive);
      signal.removeEventListener('abort', cancel);
    };
    const cancel = (): void => {
      settle();
      // A native key derivation cannot be interrupted; the thread ends after it, and nobody waits for that.
      void worker.terminate();
      reject(signal.reason as Error);
    };
    const end = (error: unknown): void => {
      settle();
      void worker.terminate();
      reject(new WorkerEnded('The reader ended.', { cause: error }));
    };
    const exit = (code: number): void => {
      end(new Error(`exit code ${code}`));
    };
    const receive = (answer: OpenAnswer): void => {
      if ('progress' in answer) onProgress(answer.progress);
      else if ('result' in answer) {
        settle();
        keepWorker(worker);
        resolve(arriving.complete(answer.result));
      } else {
        try {
          takeIn(answer, arriving);
        } catch (error) {
          settle();
          void worker.terminate();
          reject(new Error('The reader broke its contract.', { cause: error }));
          return;
        }
        // After whatever else waits: only then may the next one come.
        setImmediate(() => {
          Atomics.add(request.taken, 0, 1);
          Atomics.notify(request.taken, 0);
        });
      }
    };
    signal.addEventListener('abort', cancel, { once: true });
    worker.on('error', end).on('exit', exit).on('message', receive);
    const passwords = request.files.flatMap(({ password }) => (password ? [password.buffer as ArrayBuffer] : []));
    worker.postMessage(request, passwords);
  });
}
