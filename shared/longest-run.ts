/** Returns the indices of a longest rising run of the numbers: what can stay where it is when all must come into this order. */
export function longestRun(numbers: readonly number[]): Set<number> {
  if (numbers.every((each, index) => index === 0 || each > (numbers[index - 1] ?? each))) {
    return new Set(numbers.keys());
  }
  const best: { length: number; previous: number }[] = [];
  for (const [index, each] of numbers.entries()) {
    let choice = { length: 1, previous: -1 };
    for (let before = 0; before < index; before++) {
      const candidate = best[before];
      if ((numbers[before] ?? each) < each && candidate && candidate.length >= choice.length) {
        choice = { length: candidate.length + 1, previous: before };
      }
    }
    best.push(choice);
  }
  const run = new Set<number>();
  const longest = Math.max(...best.map(({ length }) => length));
  for (let at = best.findIndex(({ length }) => length === longest); at >= 0; at = best[at]?.previous ?? -1) run.add(at);
  return run;
}
