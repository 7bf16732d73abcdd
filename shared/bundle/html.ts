import { replaceInvisible } from '../text/invisible.ts';

/** A piece of HTML that needs no more escaping. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Html | readonly Html[] | null;

/**
 * Returns HTML of a template. Every text is escaped, for elements and attributes alike; characters that show nothing or
 * turn text around are shown as their code points.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(
    parts.map((part, index) => part + (index < values.length ? print(values[index] ?? null) : '')).join(''),
  );
}

function print(value: Value): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escapeText(String(value));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeText(text: string): string {
  return replaceInvisible(text, (codePoint) => `\\u{${codePoint.toString(16)}}`).replace(
    /[&<>"']/g,
    (each) => entities[each] ?? each,
  );
}

/** Returns a name or value from a file, set apart so that its direction changes nothing around it. */
export function given(text: string): Html {
  return html`<bdi><code>${text}</code></bdi>`;
}

/** Returns a sentence that may hold names from files, set apart like these. */
export function sentence(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

/** Returns command lines to be copied. */
export function commands(...lines: readonly string[]): Html {
  return html`<pre><code>${lines.join('\n')}</code></pre>`;
}

/** Returns a table; the first column names the row. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Html[])[],
  style: 'plain' | 'changes' = 'plain',
): Html {
  return html`<table class="${style}">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([head, ...cells]) =>
          html`<tr>
            <th scope="row">${head ?? null}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr> `,
      )}
    </tbody>
  </table>`;
}
