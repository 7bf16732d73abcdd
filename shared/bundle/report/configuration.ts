import type { DocumentConfiguration } from '../bundle-document-input.ts';
import type { DiffLine } from '../diff.ts';
import { html, type Html } from '../html.ts';

/** A ticket is read; ten thousand entries are in the file itself. */
const mostLines = 3000;

/** Returns the changed lines of each configuration file. */
export function configurationDiffs(configuration: readonly DocumentConfiguration[]): Html {
  const merged = configuration.some(({ isMerged }) => isMerged);
  return html`<p>Passwords are not shown. Where "…" stands, the file has something that this plan is not about.</p>
    ${configuration.filter(({ isMerged }) => isMerged || !merged).map(diffTable)}${
      merged && configuration.some(({ isMerged }) => !isMerged)
        ? html`<p>
            <code>applicationHost.location.xml</code> holds the same for this site alone, without the lines around it.
          </p>`
        : null
    }`;
}

const signs: Record<DiffLine['kind'], string> = { same: '', added: '+', removed: '-', gap: '' };

function diffTable({ path, isMerged, diff }: DocumentConfiguration): Html {
  const shown = diff.slice(0, mostLines);
  const caption = isMerged ? `Changed lines of ${path}` : `${path}, a new file`;
  if (diff.length === 0) return html`<p><code>${path}</code>: nothing changes.</p>`;
  return html`<table class="diff">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          <th scope="col"><abbr title="added or removed">+/-</abbr></th>
          <th scope="col">Line</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(diffRow)}
      </tbody>
    </table>
    ${shown.length < diff.length ? html`<p>${diff.length - shown.length} more lines are in <code>${path}</code>.</p>` : null}`;
}

function diffRow({ kind, before, after, text }: DiffLine): Html {
  if (kind === 'gap') {
    return html`<tr>
      <td class="quiet" colspan="4">${text}</td>
    </tr> `;
  }
  return html`<tr class="${kind}">
    <td class="number quiet">${before ?? null}</td>
    <td class="number quiet">${after ?? null}</td>
    <td>${signs[kind]}</td>
    <td><bdi>${shortened(text)}</bdi></td>
  </tr> `;
}

/** A certificate is some two thousand characters of Base-64 that nobody reads. */
function shortened(line: string): string {
  return line.replace(
    /(\bcertificate=["'])([^"']{24})[^"']{60,}([^"']{12})(["'])/g,
    (whole, start: string, head: string, tail: string, end: string) =>
      `${start}${head}…${tail} (${whole.length - start.length - end.length} characters)${end}`,
  );
}
