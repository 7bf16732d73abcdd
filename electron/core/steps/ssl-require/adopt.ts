import { adoptSite } from '../../../../shared/adopt/adopt-site.ts';
import type { FileReference } from '../../../../shared/api/call.ts';
import type { CallInput, CallOutput } from '../../../../shared/api/contract.ts';
import { answersFile } from '../../../../shared/api/define-findings.ts';
import { bySeverity, type Finding } from '../../../../shared/api/finding.ts';
import { defineProblems } from '../../../../shared/api/define-problems.ts';
import { fail, succeed, type Reply } from '../../../../shared/api/reply.ts';
import type { Certificate } from '../../../../shared/certificates/certificate.ts';
import { certificateKey, readCertificateAttribute } from '../../../../shared/iis/certificate-attribute.ts';
import { mappingSectionReport } from '../../../../shared/iis/check-configuration.ts';
import type { Configuration } from '../../../../shared/iis/configuration.ts';
import { givenFile, layersOf } from '../../../../shared/iis/effective.ts';
import { mappingSections } from '../../../../shared/iis/read-site.ts';
import { isElsewhere } from '../../../../shared/iis/schema-check.ts';
import { sectionNames } from '../../../../shared/iis/schema.ts';
import { siteNames } from '../../../../shared/iis/sites.ts';
import { listNames } from '../../../../shared/text/list-names.ts';
import { nearest } from '../../../../shared/text/nearest.ts';
import { openCertificateFiles } from '../../certificates/certificate-files.ts';
import type { CallContext } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import { readConfigurationFile } from './read-configuration-file.ts';
import { thumbprintOf } from './thumbprint.ts';

const adoptionProblem = defineProblems({
  'adopt.site-not-in-file': { title: 'The site is not in the file', fix: 'Name a site of that file.' },
  'adopt.section-not-readable': {
    title: 'The mapping section cannot be read from this file',
    fix: 'Bring the section into the file: its content is in another file or encrypted as a whole.',
  },
});

/** Makes answers of an existing configuration, and writes them where `out` says. */
export async function adopt(
  { file, site, windows, forAnotherServer, out, force, at }: CallInput<'ssl-require', 'adopt'>,
  files: Files,
  context: CallContext,
): Promise<Reply<CallOutput<'ssl-require', 'adopt'>>> {
  const configuration = await readConfigurationFile(files, file);
  if (!configuration.ok) return configuration;
  const name = siteIn(configuration.value, site);
  if (!name.ok) return name;
  const named = out && !forAnotherServer ? files.pathInside(out, file) : succeed(file.name);
  if (!named.ok) return named;
  const certificates = await openCertificates(configuration.value, name.value, at, context);
  const { answers, findings } = adoptSite({
    configuration: configuration.value,
    site: name.value,
    file: named.value,
    windows: windows ?? null,
    sameServer: !forAnotherServer,
    certificateOf: (text) => certificates.get(text) ?? null,
  });
  const adopted = {
    answers,
    mappings: effectiveSection(configuration.value, name.value),
    findings: bySeverity(findings).map((finding) => placedIn(out, finding)),
  };
  if (!out) return succeed(adopted);
  context.signal.throwIfAborted();
  const text = `${JSON.stringify(answers, null, 2)}\n`;
  const written = await files.writeFile(out, new TextEncoder().encode(text), force);
  return written.ok ? succeed({ ...adopted, written: written.value }) : written;
}

/** Gives a finding about the answers the name of their file. */
function placedIn(out: FileReference | undefined, finding: Finding): Finding {
  const { location } = finding;
  return out && location?.file === answersFile ? { ...finding, location: { ...location, file: out.name } } : finding;
}

/** Returns the site's name as the file spells it; a web.config names no site. */
function siteIn(configuration: Configuration, site: string): Reply<string> {
  const { file, document } = configuration;
  const unreadable = layersOf(givenFile(configuration), site, '/', sectionNames.mapping).find(({ element }) =>
    isElsewhere(element),
  );
  if (unreadable) {
    const location = { file, ...document.position(unreadable.element.start) };
    const detail = `${sectionNames.mapping} has configSource or configProtectionProvider.`;
    return fail(adoptionProblem('adopt.section-not-readable', { detail, location }));
  }
  if (configuration.kind === 'web') return succeed(site);
  const names = siteNames(configuration);
  const found = names.find((name) => name.toLowerCase() === site.toLowerCase());
  if (found !== undefined) return succeed(found);
  const near = nearest(site, names);
  return fail(
    adoptionProblem('adopt.site-not-in-file', {
      detail: `${file} has no site "${site}"; it has ${names.length === 0 ? 'none' : listNames(names)}.`,
      ...(near !== undefined && { fix: `Did you mean "${near}"?` }),
      location: { file },
    }),
  );
}

/** Returns the certificates of the site's one-to-one entries, by their single-line Base-64, as far as they can be read. */
async function openCertificates(
  configuration: Configuration,
  site: string,
  at: string,
  context: CallContext,
): Promise<Map<string, Certificate>> {
  const layers = layersOf(givenFile(configuration), site, '/', sectionNames.mapping);
  const keys = new Set<string>();
  for (const { element } of layers) {
    for (const entry of element.children.flatMap(({ children }) => children)) {
      const text = entry.attributes.get('certificate');
      if (text !== undefined && readCertificateAttribute(text).der !== null) keys.add(certificateKey(text));
    }
  }
  if (keys.size === 0) return new Map();
  const named = [...keys].map((key, index) => ({
    name: `certificate ${index + 1}`,
    bytes: new TextEncoder().encode(key),
  }));
  const secrets = { files: new Map(), accounts: new Map() };
  const { files: opened } = await openCertificateFiles(named, secrets, at, context);
  const certificates = new Map<string, Certificate>();
  for (const [index, key] of [...keys].entries()) {
    const result = opened[index];
    const certificate = result && !('error' in result) ? result.certificates[0] : undefined;
    if (certificate?.singleLineBase64 === key) certificates.set(key, certificate);
  }
  return certificates;
}

/** The section that the site uses: its own, else that of the server level. */
function effectiveSection(configuration: Configuration, site: string) {
  const atRoot = mappingSections(givenFile(configuration)).filter(({ path }) => path === '/');
  const own = atRoot.find((placed) => placed.site === site) ?? atRoot.find((placed) => placed.site === undefined);
  return own === undefined ? [] : [mappingSectionReport(own, thumbprintOf)];
}
