import type { Secrets } from '../../../shared/api/call.ts';
import type { CallContext } from '../core.ts';
import type { FileToOpen } from './open-files.ts';
import type { OpenedFiles } from './opened-files.ts';
import { ArrivingFiles } from './opened-files.ts';
import { openFiles } from './open-files.ts';
import { CannotOpen } from './problems.ts';
import { keepWorker, takeWorker } from './reader-threads.ts';
import { readThrough, WorkerEnded } from './reading.ts';
import type { OpenRequest } from './worker-messages.ts';

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

async function runInWorker(request: OpenRequest, context: CallContext): Promise<OpenedFiles> {
  context.signal.throwIfAborted();
  const worker = takeWorker();
  try {
    const opened = await readThrough(worker, request, context);
    keepWorker(worker);
    return opened;
  } catch (error) {
    // A native key derivation cannot be interrupted; the thread ends after it, and nobody waits for that.
    void worker.terminate();
    throw error;
  }
}
