import { setImmediate } from 'node:timers/promises';

/** Gives whatever else waits its turn; throws `signal.reason` after a cancel. */
export async function pause(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
