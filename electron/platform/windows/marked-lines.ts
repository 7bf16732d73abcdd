/** Warnings of other commands go to standard output too: only lines with the marker count. */
const marker = 'client-certificate-mapping ';

/** Cuts the output of a script into its marked lines as it comes, and hands over the JSON of each; undefined for what is none. */
export class MarkedLines {
  readonly #onLine: (told: unknown) => void;
  #rest = '';

  constructor(onLine: (told: unknown) => void) {
    this.#onLine = onLine;
  }

  add(bytes: Uint8Array): void {
    // Marked lines are ASCII.
    const lines = (this.#rest + Buffer.from(bytes).toString('latin1')).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith(marker)) this.#onLine(parse(line.slice(marker.length)));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
