import type { BundleDocumentInput, DocumentCertificate } from './bundle-document-input.ts';
import { findingCounts, findingsList } from './findings-html.ts';
import { day, planFacts } from './heading.ts';
import { given, html, table, type Html } from './html.ts';
import { page } from './page.ts';
import { affectedSection, goingBackSection } from './report/affected.en.ts';
import { changesTable } from './report/changes.ts';
import { configurationDiffs } from './report/configuration.ts';

/** Returns report.html, for the change ticket: before, after, why, who is affected, how to go back. */
export function reportHtml(input: BundleDocumentInput): string {
  const { plan } = input;
  const { site } = plan.target;
  return page(
    `Change report: client certificate mapping for ${site}`,
    html`<h1>Change report: client certificate mapping for the site ${given(site)}</h1>
      ${planFacts(input)}
      <h2>What and why</h2>
      <p>
        IIS is set up so that a visitor's client certificate decides which Windows account the site works with.
        ${plan.changes.length} changes, ${findingCounts(plan.findings)}. What was reviewed here is what
        <code>apply.ps1</code> does: it refuses a plan with another digest.
      </p>
      <h2>Who is affected</h2>
      ${affectedSection(input)}
      <h2>Changes</h2>
      ${changesTable(plan.changes)}
      <h2>Configuration files</h2>
      ${configurationDiffs(input.configuration)}
      <h2>Findings</h2>
      ${findingsList(plan.findings)}
      <h2>Certificates</h2>
      ${certificatesTable(input.certificates)}
      <h2>How to go back</h2>
      ${goingBackSection()}`,
  );
}

const roles: Record<DocumentCertificate['role'], string> = {
  server: 'Server',
  root: 'Root authority',
  intermediate: 'Intermediate authority',
  client: 'Client',
};

function certificatesTable(certificates: readonly DocumentCertificate[]): Html {
  if (certificates.length === 0) return html`<p>None.</p>`;
  return table(
    'Certificates of this plan',
    ['Subject', 'Role', 'Issuer', 'Thumbprint', 'Valid'],
    certificates.map(({ role, certificate: { subject, issuer, thumbprint, notBefore, notAfter } }) => [
      given(subject),
      html`${roles[role]}`,
      given(issuer),
      html`<code>${thumbprint}</code>`,
      html`${day(notBefore)} to ${day(notAfter)}`,
    ]),
  );
}
