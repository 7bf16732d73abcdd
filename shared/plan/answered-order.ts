import { longestRun } from '../longest-run.ts';

/**
 * Returns the keys of a collection whose order decides, as it is once the answers are merged into it: a new entry goes
 * before the next answered one that is there already; existing ones that stand in another order than answered move, as few
 * as possible; what the answers do not name stays where it is.
 */
export function answeredOrder(existing: readonly string[], answered: readonly string[]): string[] {
  const positions = new Map(existing.map((key, index) => [key, index]));
  const there = answered.filter((key) => positions.has(key));
  const run = longestRun(there.map((key) => positions.get(key) ?? 0));
  const staying = new Set(there.filter((_, index) => run.has(index)));
  const before = new Map<string, string[]>();
  let waiting: string[] = [];
  for (const key of answered) {
    if (!staying.has(key)) waiting.push(key);
    else {
      before.set(key, waiting);
      waiting = [];
    }
  }
  const moved = new Set(there.filter((key) => !staying.has(key)));
  return [...existing.filter((key) => !moved.has(key)).flatMap((key) => [...(before.get(key) ?? []), key]), ...waiting];
}
