import type { Finding } from '../../api/finding.ts';
import { nearest } from '../../text/nearest.ts';
import { httpSysEndpoint } from '../binding.ts';
import type { Configuration } from '../configuration.ts';
import { effectiveValue, layersOf } from '../effective.ts';
import { isModuleInstalled, mappingModule } from '../read-site.ts';
import { sectionNames } from '../schema.ts';
import type { Site } from '../sites.ts';
import { readSites } from '../sites.ts';
import { parseSslFlags } from '../ssl-flags.ts';
import type { Place } from './place.ts';
import { locate } from './place.ts';
import { mappingFileFinding, sslRequireFileFinding } from './text.en.ts';

/** Returns what is wrong with the sites, bindings and modules of an applicationHost.config. */
export function serverFindings(configuration: Configuration, places: readonly Place[]): Finding[] {
  if (configuration.kind === 'web') return [];
  const sites = readSites(configuration);
  const names = namesByEndpoint(sites);
  return [
    ...duplicateSites(configuration, sites),
    ...sites.flatMap((site) => [
      ...duplicateBindings(configuration, site),
      ...bindingFindings(configuration, site, names),
    ]),
    ...orphanLocations(configuration, places, sites),
    ...moduleFindings(configuration, places),
  ];
}

function duplicateSites(configuration: Configuration, sites: readonly Site[]): Finding[] {
  const seen = new Map<string, number>();
  return sites.flatMap(({ name, id, element }) => {
    const line = configuration.document.line(element);
    return [
      { key: `name ${name.toLowerCase()}`, what: `The name "${name}"` },
      { key: `id ${id}`, what: `The id ${id}` },
    ].flatMap(({ key, what }) => {
      const first = seen.get(key);
      if (first === undefined) seen.set(key, line);
      return first === undefined
        ? []
        : [sslRequireFileFinding('same-site-twice', { what, first }, locate(configuration, element))];
    });
  });
}

function duplicateBindings(configuration: Configuration, site: Site): Finding[] {
  const seen = new Map<string, number>();
  return site.bindings.flatMap(({ protocol, bindingInformation, element }) => {
    const key = `${protocol} ${bindingInformation}`.toLowerCase();
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, configuration.document.line(element));
      return [];
    }
    const binding = `${protocol} ${bindingInformation}`;
    return [sslRequireFileFinding('same-binding-twice', { binding, first }, locate(configuration, element))];
  });
}

/** The sites with an https binding on each HTTP.SYS record for an address and port. */
function namesByEndpoint(sites: readonly Site[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const { name, bindings } of sites) {
    for (const { protocol, bindingInformation, sslFlags } of bindings) {
      const endpoint = protocol.toLowerCase() === 'https' ? httpSysEndpoint(bindingInformation, sslFlags) : null;
      if (endpoint?.kind !== 'ipport') continue;
      const there = names.get(endpoint.value);
      if (there) there.add(name);
      else names.set(endpoint.value, new Set([name]));
    }
  }
  return names;
}

const maximumNames = 10;

/** Names some of them: thousands of sites can share one record. */
function listOf(names: ReadonlySet<string>, without: string): string | null {
  const others: string[] = [];
  for (const name of names) {
    if (name.toLowerCase() !== without.toLowerCase()) others.push(`"${name}"`);
    if (others.length === maximumNames) break;
  }
  if (others.length === 0) return null;
  const more = names.size - 1 - others.length;
  return more > 0 ? `${others.join(', ')} and ${more} more` : others.join(', ');
}

/** Only sites that ask for certificates, or refuse http://, are looked at. */
function bindingFindings(
  configuration: Configuration,
  site: Site,
  names: ReadonlyMap<string, ReadonlySet<string>>,
): Finding[] {
  const layers = layersOf({ applicationHost: configuration, web: null }, site.name, '/', sectionNames.access);
  const { flags } = parseSslFlags(effectiveValue(layers, sectionNames.access, 'sslFlags'));
  if (flags.length === 0) return [];
  const at = locate(configuration, site.element);
  const https = site.bindings.filter(({ protocol }) => protocol.toLowerCase() === 'https');
  const http = site.bindings.filter(({ protocol }) => protocol.toLowerCase() === 'http');
  const firstHttp = http[0];
  const findings: Finding[] = [];
  if (https.length === 0) findings.push(sslRequireFileFinding('no-https-binding', { site: site.name }, at));
  if (firstHttp && flags.includes('Ssl')) {
    const bindings = http.map(({ bindingInformation }) => `http ${bindingInformation}`).join(', ');
    const place = locate(configuration, firstHttp.element);
    findings.push(sslRequireFileFinding('http-binding-refused', { site: site.name, bindings }, place));
  }
  if (!flags.includes('SslNegotiateCert') && !flags.includes('SslRequireCert')) return findings;
  for (const { bindingInformation, sslFlags, element } of https) {
    const endpoint = httpSysEndpoint(bindingInformation, sslFlags);
    const sharing = endpoint?.kind === 'ipport' ? names.get(endpoint.value) : undefined;
    const others = sharing === undefined ? null : listOf(sharing, site.name);
    if (endpoint === null || others === null) continue;
    const parameters = { site: site.name, endpoint: endpoint.value, sites: others };
    findings.push(sslRequireFileFinding('shared-endpoint', parameters, locate(configuration, element)));
  }
  return findings;
}

function orphanLocations(configuration: Configuration, places: readonly Place[], sites: readonly Site[]): Finding[] {
  const names = sites.map(({ name }) => name);
  if (names.length === 0) return [];
  const known = new Set(names.map((name) => name.toLowerCase()));
  return places.flatMap(({ site, scope }) => {
    if (site === null || scope.sections.size === 0) return [];
    if (known.has(site.toLowerCase())) return [];
    const parameters = { path: scope.path, near: nearest(site, names) };
    return [sslRequireFileFinding('location-without-site', parameters, locate(configuration, scope.element))];
  });
}

/** Information where nothing is mapped yet: the feature is simply not needed so far. */
function moduleFindings(configuration: Configuration, places: readonly Place[]): Finding[] {
  const globalModules = configuration.scopes[0]?.sections.get(sectionNames.globalModules)?.[0];
  if (globalModules === undefined) return [];
  const enabled = places.filter(
    ({ given, site, path, scope }) =>
      scope.sections.has(sectionNames.mapping) &&
      effectiveValue(
        layersOf(given, site, path, sectionNames.mapping),
        sectionNames.mapping,
        'enabled',
      ).toLowerCase() === 'true',
  );
  const missing = enabled.find(({ site }) => !isModuleInstalled(configuration, site));
  if (missing === undefined && (enabled.length > 0 || isModuleInstalled(configuration, null))) return [];
  const isLoaded = globalModules.children.some((child) => child.attributes.get('name') === mappingModule);
  const list = isLoaded ? 'modules' : 'globalModules';
  const severity = missing === undefined ? 'information' : 'warning';
  return [mappingFileFinding('feature-absent', { list }, locate(configuration, globalModules), severity)];
}
