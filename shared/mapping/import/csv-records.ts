/** One record of a CSV text. `damaged`: a quotation mark stands where none may, or has no partner. */
export interface CsvRecord {
  cells: readonly string[];
  damaged: boolean;
}

/** No cell is longer, in UTF-16 units: a certificate has some 3,000, a spreadsheet's cell 32,767. What is has lost its end. */
const longestCell = 256 * 1024;

const mostCells = 1000;

/**
 * Yields the records of a CSV text (RFC 4180), from the first on. A damaged record ends with its line, so that a quotation
 * mark without partner takes no row after it along.
 */
export function* csvRecords(text: string, separator: string): Generator<CsvRecord> {
  let at = 0;
  while (at < text.length) {
    const { next, ...record } = readRecord(text, at, separator);
    yield record;
    at = next;
  }
}

function readRecord(text: string, start: number, separator: string): CsvRecord & { next: number } {
  const firstLine = lineEnd(text, start);
  const cells: string[] = [];
  let line = firstLine;
  let at = start;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, line, separator);
    const after = cell && text[cell.end];
    const isEnd = after === undefined || after === '\r' || after === '\n';
    if (cell === null || !(isEnd || after === separator) || cells.length >= mostCells) {
      const all = text.slice(start, firstLine).split(separator, mostCells);
      return { cells: all, damaged: true, next: afterLineEnd(text, firstLine) };
    }
    cells.push(cell.value);
    if (isEnd) return { cells, damaged: false, next: afterLineEnd(text, cell.end) };
    at = cell.end + 1;
    if (at > line) line = lineEnd(text, at);
  }
}

interface Cell {
  value: string;
  /** Where the separator or the end of the line stands. */
  end: number;
}

function quotedCell(text: string, start: number): Cell | null {
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote === -1 || quote - start > longestCell) return null;
    if (text[quote + 1] !== '"') {
      let end = quote + 1;
      while (text[end] === ' ') end += 1;
      return { value: text.slice(start + 1, quote).replaceAll('""', '"'), end };
    }
    from = quote + 2;
  }
}

function plainCell(text: string, start: number, line: number, separator: string): Cell {
  let end = start;
  while (end < line && text[end] !== separator) end += 1;
  return { value: text.slice(start, end), end };
}

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  if (feed === -1) return text.length;
  return feed > from && text[feed - 1] === '\r' ? feed - 1 : feed;
}

function afterLineEnd(text: string, at: number): number {
  return at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1);
}
