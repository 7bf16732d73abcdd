/** What spreadsheets and their helpers take for a formula when a cell begins with it (OWASP: CSV injection). */
const formula = /^[\s'"]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Returns the cell such that a spreadsheet shows it as text: one that looks like a formula gets an apostrophe before it. */
export function harmlessCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** Returns the cell as it was before `harmlessCell`: what it puts before a cell is what nobody else needs to. */
export function plainCell(text: string): string {
  return text.startsWith("'") && harmlessCell(text.slice(1)) === text ? text.slice(1) : text;
}

/** Returns a CSV text (RFC 4180) that spreadsheets open as UTF-8 and whose cells they show as text. */
export function writeCsv(rows: readonly (readonly string[])[], separator = ';'): string {
  const quoted = (cell: string) => `"${harmlessCell(cell).replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((cells) => `${cells.map(quoted).join(separator)}\r\n`).join('')}`;
}
