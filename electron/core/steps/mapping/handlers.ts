import type { FileReference, Secrets } from '../../../../shared/api/call.ts';
import { defineProblems } from '../../../../shared/api/define-problems.ts';
import { fail, succeed, type Reply } from '../../../../shared/api/reply.ts';
import type { Certificate } from '../../../../shared/certificates/certificate.ts';
import { mappingSections, type PlacedMappingSection } from '../../../../shared/iis/read-site.ts';
import { maximumFileBytes } from '../../../../shared/iis/xml/text-encoding.ts';
import { readConfiguration } from '../../../../shared/iis/read-configuration.ts';
import { compareFor } from '../../../../shared/mapping/compare.ts';
import type { Decision } from '../../../../shared/mapping/decide.ts';
import type { MappingSection } from '../../../../shared/mapping/mapping-section.ts';
import { prepareSection, type PreparedSection } from '../../../../shared/mapping/prepare-section.ts';
import { simulate } from '../../../../shared/mapping/simulate.ts';
import type { Simulation } from '../../../../shared/mapping/simulation.ts';
import { plannedSection } from '../../../../shared/plan/planned-section.ts';
import type { CallContext, Handlers } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import { loadAnswers, withoutServerCertificate } from '../../wizard/load-answers.ts';
import { placedInText } from '../../wizard/named-file.ts';
import { pause } from './pause.ts';
import { readVisitors } from './read-visitors.ts';
import { accessOf, visitorFindings, type Access, type Way } from './visitor-findings.ts';

const simulationProblem = defineProblems({
  'simulate.no-mapping': {
    title: 'The file holds no client certificate mapping',
    fix: 'Give an answers file, or a configuration with a mapping section.',
  },
  'simulate.site-needed': { title: 'The file holds several mapping sections', fix: 'Name the site with --site.' },
  'simulate.site-not-found': {
    title: 'The file has no mapping for this site',
    fix: 'Name one of the sites that have one.',
  },
});

/** A mapping section, and what else the file says about a visitor's way to it: it never changes the outcome. */
interface Source {
  site: string | undefined;
  section: PreparedSection;
  way: Way;
  access: Access;
}

/** Certificates that are tried before others get a turn, and a cancel is seen. */
const resultsAtOnce = 100;

/** Returns the handlers of step 5. */
export function mappingHandlers(files: Files): Handlers<'mapping'> {
  return {
    async import(input, context) {
      const { importMappings } = await import('./import-mappings.ts');
      return importMappings(input, files, context);
    },
    async simulate(input, context) {
      const { secrets, at } = input;
      const source = await readSource(input.source, input.site, { secrets, at }, files, context);
      if (!source.ok) return source;
      const against = input.against
        ? await readSource(
            input.against,
            input.site ?? source.value.site,
            { secrets, at },
            files,
            context,
            nothingMapped,
          )
        : succeed(null);
      if (!against.ok) return against;
      const visitors = await readVisitors(input.certificates, { secrets, at }, files, context);
      if (!visitors.ok) return visitors;
      const { certificates, unopened } = visitors.value;
      const results: Simulation[] = [];
      for (const { name, certificate } of certificates) {
        results.push(simulateOne(name, certificate, source.value, against.value, at));
        if (results.length % resultsAtOnce === 0) await pause(context.signal);
      }
      return succeed({ results, ...(unopened !== null && { unopened }) });
    },
  };
}

function simulateOne(
  name: string,
  certificate: Certificate,
  { section, way, access }: Source,
  against: Source | null,
  at: string,
): Simulation {
  const result = simulate(section, certificate, name, access.anonymous);
  const computerName = way.kind === 'answers' ? way.answers.target.computerName : undefined;
  const compared = against && compareFor(certificate, against.section, section, computerName);
  return {
    ...result,
    findings: [...result.findings, ...visitorFindings(certificate, way, access, at)],
    ...(compared && { before: outcomeOf(compared.before), changed: compared.changed }),
  };
}

function outcomeOf({ outcome, account }: Decision): NonNullable<Simulation['before']> {
  return { outcome, ...(account !== undefined && { account }) };
}

function sourceOf(site: string | undefined, section: MappingSection, way: Way): Source {
  return { site, section: prepareSection(section), way, access: accessOf(way) };
}

/** What a site without a mapping section has: IIS' default is switched off. */
const nothingMapped: MappingSection = {
  enabled: false,
  oneToOneEnabled: true,
  manyToOneEnabled: true,
  logonMethod: 'ClearText',
  defaultLogonDomain: '',
  oneToOne: [],
  manyToOne: [],
};

interface When {
  secrets: Secrets;
  at: string;
}

async function readSource(
  file: FileReference,
  site: string | undefined,
  { secrets, at }: When,
  files: Files,
  context: CallContext,
  /** Stands in where the file has no mapping for the site; without it, that is an error. */
  absent?: MappingSection,
): Promise<Reply<Source>> {
  const bytes = await files.read(file, maximumFileBytes);
  if (!bytes.ok) return fail(placedInText(bytes.problem, file.name));
  if (isJson(bytes.value)) {
    const loaded = await loadAnswers({ answers: file, at, secrets }, files, context, {
      doesWithout: withoutServerCertificate,
    });
    if (!loaded.ok) return loaded;
    const { answers, facts } = loaded.value;
    return succeed(
      sourceOf(answers.sslRequire.site, plannedSection(answers, facts), { kind: 'answers', answers, facts }),
    );
  }
  const configuration = readConfiguration(bytes.value, file.name);
  if (!configuration.ok) return configuration;
  const isWeb = configuration.value.kind === 'web';
  const given = {
    applicationHost: isWeb ? null : configuration.value,
    web: isWeb ? configuration.value : null,
  };
  const placed = chooseSection(mappingSections(given), site, file.name);
  if (!placed.ok) {
    if (absent === undefined || placed.problem.code === 'simulate.site-needed') return placed;
    return succeed(sourceOf(site, absent, { kind: 'configuration', given, site: site ?? '' }));
  }
  const name = placed.value.site ?? site;
  return succeed(sourceOf(name, placed.value.section, { kind: 'configuration', given, site: name ?? '' }));
}

/** JSON begins with a brace; XML begins with a bracket, in whatever encoding. */
function isJson(bytes: Uint8Array): boolean {
  const first = bytes.subarray(0, 64).find((byte) => ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte));
  return first === 0x7b;
}

/** Mappings below a site are no choice: IIS ignores them (IIS Support Blog 2020). */
function chooseSection(
  sections: readonly PlacedMappingSection[],
  site: string | undefined,
  file: string,
): Reply<PlacedMappingSection> {
  const candidates = sections.filter(({ path }) => path === '/');
  const location = { file };
  if (site !== undefined) {
    const found =
      candidates.find((placed) => placed.site?.toLowerCase() === site.toLowerCase()) ??
      candidates.find((placed) => placed.site === undefined);
    if (found) return succeed(found);
    const names = candidates.map((placed) => `"${placed.site ?? ''}"`).join(', ') || 'none';
    const detail = `"${site}" is not among the sites with a mapping section: ${names}.`;
    return fail(simulationProblem('simulate.site-not-found', { detail, location }));
  }
  const [only, ...others] = candidates;
  if (!only) {
    return fail(simulationProblem('simulate.no-mapping', { detail: `${file} was read as a configuration.`, location }));
  }
  if (others.length === 0) return succeed(only);
  const detail = `Sections of ${candidates.map((placed) => (placed.site === undefined ? 'the server' : `"${placed.site}"`)).join(', ')}.`;
  return fail(simulationProblem('simulate.site-needed', { detail, location }));
}
