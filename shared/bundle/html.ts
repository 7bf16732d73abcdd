/** A piece of HTML that needs no more escaping. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Html | readonly Html[] | null;

/**
 * Returns HTML of a template. Every text is escaped, for elements and attributes alike; characters that XML cannot hold and
 * the invisible ones that turn text around are shown as their code points.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.map((part, index) => part + (index < values.length ? print(values[index] ?? null) : '')).join(''));
}

function print(value: Value): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escapeText(String(value));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeText(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- characters that XML cannot hold, and Unicode's directional formatting
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu, (each) => {
        return `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`;
      })
      .replace(/[&<>"']/g, (each) => entities[each] ?? each)
  );
}

/** Returns a name or value from a file, set apart so that its direction and spaces change nothing around it. */
export function given(text: string): Html {
  return html`<bdi><code>${text}</code></bdi>`;
}

/** Returns lines to be copied or compared. */
export function lines(text: string): Html {
  return html`<pre tabindex="0"><code>${text}</code></pre>`;
}
