import type { BundleDocumentInput } from './bundle-document-input.ts';
import { given, html, type Html } from './html.ts';

/** Returns what both documents begin with: what the plan is for, its digest and its date. */
export function planFacts({ plan: { target, digest }, at, windowsName }: BundleDocumentInput): Html {
  const rows: [string, Html][] = [
    ['Site', given(target.site)],
    ...(target.physicalPath === undefined ? [] : [['Folder', given(target.physicalPath)] as [string, Html]]),
    ['Server', target.computerName === undefined ? html`not named in the answers` : given(target.computerName)],
    ['Windows', html`${windowsName}`],
    ['Configuration in', html`<code>${target.configuration}</code>`],
    ['Plan digest', html`<code>${digest}</code>`],
    ['Made', html`<time datetime="${at}">${moment(at)}</time>`],
  ];
  return html`<table class="facts">
    <caption>
      The plan
    </caption>
    <tbody>
      ${rows.map(
        ([name, value]) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>${value}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

/** Returns the day of an ISO 8601 instant in UTC. */
export function day(at: string): Html {
  return html`<time datetime="${at}">${at.slice(0, 10)}</time>`;
}

/** Returns an ISO 8601 instant as `2026-03-04 05:06 UTC`. */
function moment(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
