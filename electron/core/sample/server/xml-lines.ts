/** Returns the text with every line after the first moved right by as many blanks: a part goes into its place in a template. */
export function indented(lines: readonly string[], blanks: number): string {
  return lines.join(`\n${' '.repeat(blanks)}`);
}

/** Returns the octets of a text file as Windows' own programs write it: CR LF, with or without a byte order mark. */
export function windowsText(text: string, { byteOrderMark }: { byteOrderMark: boolean }): Uint8Array {
  return new TextEncoder().encode(`${byteOrderMark ? '\ufeff' : ''}${text.replace(/\n/g, '\r\n')}`);
}
