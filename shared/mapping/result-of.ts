/** Returns the result of work that is done in portions, all of it in one go. */
export function resultOf<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
