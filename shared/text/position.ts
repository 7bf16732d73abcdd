/** A line and a column, both from 1; a column is one UTF-16 code unit. */
export interface TextPosition {
  line: number;
  column: number;
}

/**
 * Returns a function that gives the line and column of an offset; CR LF, LF and CR each end a line. The text is gone
 * through once, at the first call: files can have as many places to name as lines.
 */
export function positionsIn(text: string): (offset: number) => TextPosition {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}
