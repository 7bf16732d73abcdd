import type { BundleDocumentInput } from '../bundle-document-input.ts';
import { html, table, type Html } from '../html.ts';

const meanings: Record<string, string> = {
  'README.html': 'This page.',
  'report.html': 'For the change ticket: before, after, why, who is affected.',
  'plan.json': 'The plan that the scripts read. No secret is in it. Do not edit it.',
  'MANIFEST.json': 'The SHA-256 of every other file.',
  'apply.ps1': 'Applies the plan.',
  'verify.ps1': 'Compares the server with the plan.',
  'rollback.ps1': 'Takes a run back.',
  'web.config': "The file for the site's root folder.",
  'applicationHost.location.xml': "This site's part of applicationHost.config.",
  'applicationHost.config': 'The given file with the changes in it. Read the warning above.',
  'ClientCertificateMapping/': 'The PowerShell module of the scripts; the same in every bundle.',
  'certificates/': 'Public certificates. No PFX and no private key is in this bundle.',
};

/** Returns what each file and folder of the bundle is for. */
export function filesSection({ files }: BundleDocumentInput): Html {
  const names = [...new Set([...files, 'MANIFEST.json'].map((path) => path.replace(/\/.*$/, '/')))];
  return table(
    'Files and folders',
    ['Name', 'What it is for'],
    names.map((name) => [html`<code>${name}</code>`, html`${meanings[name] ?? ''}`]),
  );
}
