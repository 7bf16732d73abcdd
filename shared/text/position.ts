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
  let starts: Uint32Array | undefined;
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

/** Counted before they are kept: a file of nothing but line ends has tens of millions. */
function lineStarts(text: string): Uint32Array {
  let count = 1;
  for (let index = 0; index < text.length; index++) if (endsLine(text, index)) count += 1;
  const starts = new Uint32Array(count);
  for (let index = 0, line = 1; line < count; index++) if (endsLine(text, index)) starts[line++] = index + 1;
  return starts;
}

/** The CR of a CR LF ends no line; its LF does. */
function endsLine(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10);
}
