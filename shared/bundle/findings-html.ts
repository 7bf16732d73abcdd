import type { Certainty, Finding, Severity } from '../api/finding.ts';
import { html, sentence, type Html } from './html.ts';

const severityWords: Record<Severity, string> = { error: 'Error', warning: 'Warning', information: 'Note' };

const certaintyWords: Record<Certainty, string> = {
  documented: 'Documented',
  inferred: 'Inferred: it follows from what is documented, but nobody says it',
  unverified: 'Not verified: reported, but not confirmed',
};

/** Returns every finding with its severity, certainty, source and place. */
export function findingsList(findings: readonly Finding[]): Html {
  if (findings.length === 0) return html`<p>The rules found nothing to say.</p>`;
  return html`${findings.map(
    (finding) =>
      html`<section>
        <h3><span class="${finding.severity}">${severityWords[finding.severity]}:</span> ${sentence(finding.title)}</h3>
        <p>${sentence(finding.detail)}</p>
        <p><strong>What to do:</strong> ${sentence(finding.fix)}</p>
        <p class="quiet">
          ${certaintyWords[finding.certainty]}${finding.source === undefined ? null : html` (${sentence(finding.source)})`}.
          <code>${finding.code}</code>${place(finding)}
        </p>
      </section> `,
  )}`;
}

function place({ location }: Finding): Html | null {
  if (!location) return null;
  const { file, line, path } = location;
  return html`,
    <bdi>${file}</bdi
    >${line === undefined ? null : html` line ${line}`}${path === undefined ? null : html` (<bdi>${path}</bdi>)`}`;
}

/** Returns how many findings of each severity there are, as a sentence without a full stop. */
export function findingCounts(findings: readonly Finding[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const counted = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;
  return `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${counted(count('information'), 'note')}`;
}
