import { useEffect, useState } from 'react';

/** How long a portion of work may keep the page from drawing, in milliseconds. */
const budget = 12;

/**
 * Runs a long computation between the frames of the page. `onPortion` hears what it yields; the promise is what it returns,
 * or null once it is not wanted any more.
 */
export async function inPortions<Portion, Result>(
  work: Generator<Portion, Result>,
  signal: AbortSignal,
  onPortion?: (portion: Portion) => void,
): Promise<Result | null> {
  let started = performance.now();
  for (;;) {
    if (signal.aborted) return null;
    const step = work.next();
    if (step.done === true) return step.value;
    onPortion?.(step.value);
    if (performance.now() - started < budget) continue;
    await nextTask();
    started = performance.now();
  }
}

/** Lets the page draw. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
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
