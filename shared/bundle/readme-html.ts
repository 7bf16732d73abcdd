import type { BundleDocumentInput } from './bundle-document-input.ts';
import { findingCounts, findingsList } from './findings-html.ts';
import { planFacts } from './heading.ts';
import { given, html, type Html } from './html.ts';
import { page } from './page.ts';
import { applySection, preparationSection, rollBackSection, verifySection } from './readme/apply.en.ts';
import { byHandSection } from './readme/by-hand.en.ts';
import { clientSection } from './readme/client.en.ts';
import { filesSection } from './readme/files.en.ts';
import { warningBox } from './readme/first.en.ts';
import { failureSection, renewalSection } from './readme/later.en.ts';
import { tryOutSection } from './readme/try-out.en.ts';

/** A part of the README under a heading of its own, to which the contents lead. */
interface Part {
  id: string;
  title: string;
  body: Html;
}

/** Returns README.html: what to do with the bundle, in order; first what must not be copied by hand. */
export function readmeHtml(input: BundleDocumentInput): string {
  const { plan } = input;
  const parts: Part[] = [
    { id: 'findings', title: '1. Read the findings', body: findings(input) },
    { id: 'prepare', title: '2. Before you start', body: preparationSection(input) },
    { id: 'apply', title: '3. Apply', body: applySection(input) },
    { id: 'verify', title: '4. Verify', body: verifySection(plan.digest) },
    { id: 'client', title: '5. Set up the client computers', body: clientSection(input) },
    { id: 'test', title: '6. Try it out', body: tryOutSection(input) },
    { id: 'back', title: 'Roll back', body: rollBackSection() },
    { id: 'by-hand', title: 'Doing it by hand', body: byHandSection(input) },
    { id: 'failures', title: 'The three classic failures', body: failureSection() },
    { id: 'renewal', title: 'Renewals', body: renewalSection(input) },
    { id: 'files', title: 'Files of this bundle', body: filesSection(input) },
  ];
  return page(
    `Client certificate mapping: ${plan.target.site}`,
    html`<h1>Client certificate mapping for the site ${given(plan.target.site)}</h1>
      ${warningBox(input)} ${planFacts(input)}
      <nav aria-label="Contents">
        <ul>
          ${parts.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li> `)}
        </ul>
      </nav>
      ${parts.map(
        ({ id, title, body }) =>
          html`<section aria-labelledby="${id}">
            <h2 id="${id}">${title}</h2>
            ${body}
          </section> `,
      )}`,
  );
}

function findings({ plan }: BundleDocumentInput): Html {
  return html`<p>
      ${findingCounts(plan.findings)}. None of them stops the export. What a warning names can still stop
      <code>apply.ps1</code> or keep visitors out; settle it first.
    </p>
    ${findingsList(plan.findings)}`;
}
