import type { Problem } from './problem.ts';

/** An expected failure is a value; an exception is a bug. */
export type Reply<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export function succeed<T>(value: T): Reply<T> {
  return { ok: true, value };
}

export function fail(problem: Problem): { ok: false; problem: Problem } {
  return { ok: false, problem };
}
