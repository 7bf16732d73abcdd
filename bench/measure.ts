/** Returns the median of an odd number of numbers. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Returns how long a piece of work takes, in milliseconds. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/**
 * Returns the median time of each piece of work, in milliseconds. They take turns within each round, so that whatever
 * else the machine does meets all of them; the first round warms up and does not count.
 */
export function sideBySide(work: Record<string, () => number>, rounds = 7): Map<string, number> {
  const times = new Map<string, number[]>(Object.keys(work).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(work)) {
      const time = run();
      if (round > 0) times.get(name)?.push(time);
    }
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}

/** Returns the median time of each piece of work, in milliseconds, as `sideBySide` does for work that is waited for. */
export async function inTurns(work: Record<string, () => Promise<unknown>>, rounds = 7): Promise<Map<string, number>> {
  const times = new Map<string, number[]>(Object.keys(work).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(work)) {
      const start = performance.now();
      await run();
      if (round > 0) times.get(name)?.push(performance.now() - start);
    }
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}
