/** Returns line and column, both from 1, of an offset in UTF-16 units; CR LF, LF and CR each end a line. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  const ends = /\r\n|\n|\r/g;
  for (let match = ends.exec(text); match && match.index + match[0].length <= offset; match = ends.exec(text)) {
    line += 1;
    start = match.index + match[0].length;
  }
  return { line, column: offset - start + 1 };
}
