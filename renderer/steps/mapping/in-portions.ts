import { useEffect, useState } from 'react';
import { nextTask, turns } from '../../api/turns.ts';

/** Runs a long computation between the frames of the page; the promise is what it returns, or null once it is not wanted any more. */
async function inPortions<Result>(work: Generator<unknown, Result>, signal: AbortSignal): Promise<Result | null> {
  const turn = turns();
  for (;;) {
    if (signal.aborted) return null;
    const step = work.next();
    if (step.done === true) return step.value;
    await turn();
  }
}

/**
 * Returns the result of a computation of many portions; while a new one is on its way, the last one. `begin` must be the
 * same function as long as its input is the same.
 */
export function useInPortions<Result>(begin: (() => Generator<unknown, Result>) | null): Result | null {
  const [result, setResult] = useState<Result | null>(null);
  useEffect(() => {
    if (begin === null) return;
    const controller = new AbortController();
    // What is on the screen comes first.
    const work = nextTask().then(() => inPortions(begin(), controller.signal));
    void work.then((value) => {
      if (!controller.signal.aborted) setResult(() => value);
    });
    return () => controller.abort();
  }, [begin]);
  return begin === null ? null : result;
}
