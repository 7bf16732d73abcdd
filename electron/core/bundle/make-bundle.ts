import { createHash } from 'node:crypto';
import type { Certificate } from '../../../shared/certificates/certificate.ts';
import { readmeHtml } from '../../../shared/bundle/readme-html.ts';
import { reportHtml } from '../../../shared/bundle/report-html.ts';
import { printPlan } from '../../../shared/plan/print-plan.ts';
import type { BundleFile } from '../../../shared/steps/review/calls.ts';
import type { FileToWrite } from '../ports/files.ts';
import type { Prepared } from '../wizard/prepare.ts';
import { powerShellFiles } from './powershell-files.ts';
import { bundleDocumentInput } from './document-input.ts';

/** The bundle in memory: every file, and the list of them. */
export interface Bundle {
  files: FileToWrite[];
  listed: BundleFile[];
}

/** Returns the bundle of a plan; the same plan gives the same bytes. */
export async function makeBundle(prepared: Prepared): Promise<Bundle> {
  const scripts = await powerShellFiles();
  const files: FileToWrite[] = [
    textFile('plan.json', printPlan(prepared.plan)),
    ...prepared.configuration.map(({ path, bytes }) => ({ path, bytes })),
    ...certificateFiles(prepared),
    ...scripts,
  ];
  const input = bundleDocumentInput(prepared, ['README.html', 'report.html', ...files.map(({ path }) => path)]);
  files.push(textFile('README.html', readmeHtml(input)), textFile('report.html', reportHtml(input)));
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const listed = files.map(listedFile);
  const manifest = textFile('MANIFEST.json', `${JSON.stringify({ files: listed }, null, 2)}\n`);
  return { files: [...files, manifest], listed: [...listed, listedFile(manifest)] };
}

function listedFile({ path, bytes }: FileToWrite): BundleFile {
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

function textFile(path: string, text: string): FileToWrite {
  return { path, bytes: new TextEncoder().encode(text) };
}

/** Public certificates only, DER, by thumbprint as the plan names them. */
function certificateFiles({ loaded: { facts } }: Prepared): FileToWrite[] {
  const certificates: Certificate[] = [
    ...(facts.server ? [facts.server.certificate] : []),
    ...facts.authorities.flat(),
    ...facts.clients.map(({ certificate }) => certificate),
  ];
  const byThumbprint = new Map(certificates.map((certificate) => [certificate.thumbprint, certificate]));
  return [...byThumbprint.values()].map(({ thumbprint, singleLineBase64 }) => ({
    path: `certificates/${thumbprint}.cer`,
    bytes: Buffer.from(singleLineBase64, 'base64'),
  }));
}
