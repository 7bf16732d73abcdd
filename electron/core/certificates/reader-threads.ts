import { Worker } from 'node:worker_threads';
import { workerHeapMebibytes, workerYoungMebibytes } from './limits.ts';

/** The worker that waits for the next call; it keeps no process alive. */
let idle: Worker | null = null;
let retirement: NodeJS.Timeout | null = null;
const idleMilliseconds = 30_000;

/** Returns the thread that waits, or a new one; whoever takes it keeps it afterwards or ends it. */
export function takeWorker(): Worker {
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

/** Keeps a thread for the next call; it keeps no process alive, and ends when nobody calls for a while. */
export function keepWorker(worker: Worker): void {
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
