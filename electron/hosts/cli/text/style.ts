/** How text for people is set: colours only where a terminal shows them, lines only as wide as it is. */
export interface Style {
  strong: (text: string) => string;
  quiet: (text: string) => string;
  red: (text: string) => string;
  yellow: (text: string) => string;
  green: (text: string) => string;
  blue: (text: string) => string;
  /** Returns the text in lines that fit, each after the first `indent` spaces in. */
  wrap: (text: string, indent: number) => string;
}

/** Returns the style of a stream; without `columns` no line is broken. */
export function styleOf({ colours, columns }: { colours: boolean; columns?: number }): Style {
  const paint = (code: number) => (text: string) => (colours && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    strong: paint(1),
    quiet: paint(2),
    red: paint(31),
    yellow: paint(33),
    green: paint(32),
    blue: paint(34),
    wrap: (text, indent) => (columns === undefined ? text : wrapped(text, indent, Math.max(40, columns) - indent)),
  };
}

function wrapped(text: string, indent: number, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

/** Returns rows of cells with the columns aligned; the last cell of a row keeps its own width. */
export function aligned(rows: readonly (readonly string[])[], indent = 0): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  }
  return rows
    .map((row) => row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))))
    .map((cells) => `${' '.repeat(indent)}${cells.join('  ')}`.trimEnd())
    .join('\n');
}

/** Returns `1 error`, `3 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
