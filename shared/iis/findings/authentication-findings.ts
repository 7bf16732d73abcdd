import type { Finding } from '../../api/finding.ts';
import { effectiveBoolean, effectiveValue, explicitValue, layersOf, tellsAll } from '../effective.ts';
import type { SectionName } from '../schema.ts';
import { sectionNames } from '../schema.ts';
import { parseSslFlags } from '../ssl-flags.ts';
import type { Place } from './place.ts';
import { locate } from './place.ts';
import { mappingFileFinding } from './text.en.ts';

const otherMethods: readonly [section: SectionName, name: string][] = [
  [sectionNames.basic, 'Basic'],
  [sectionNames.windows, 'Windows'],
  [sectionNames.digest, 'Digest'],
];

/** Returns what stands open beside an enabled mapping section: anonymous, other methods, the Active Directory mapper. */
export function authenticationFindings(places: readonly Place[]): Finding[] {
  return places.flatMap((place) => {
    const { configuration, given, scope, site, path } = place;
    if (path !== '/') return doorsBelow(place);
    const section = scope.sections.get(sectionNames.mapping)?.[0];
    const layers = layersOf(given, site, path, sectionNames.mapping);
    if (section === undefined || !effectiveBoolean(layers, sectionNames.mapping, 'enabled')) return [];
    const at = locate(configuration, section);
    const isOn = (name: SectionName) => effectiveBoolean(layersOf(given, site, path, name), name, 'enabled');
    const methods = otherMethods.filter(([name]) => isOn(name)).map(([, name]) => name);
    return [
      ...anonymousFindings(place, places),
      ...(methods.length > 0
        ? [mappingFileFinding('other-authentication', { place: place.words, methods: methods.join(', ') }, at)]
        : []),
      ...(isOn(sectionNames.activeDirectoryMapping)
        ? [mappingFileFinding('active-directory-mapper', { place: place.words }, at)]
        : []),
      ...(isAskedFor(place, places) ? [] : [mappingFileFinding('not-asked-for', { place: place.words }, at)]),
    ];
  });
}

/** Another method that a path below turns on again, where the site maps certificates. */
function doorsBelow({ configuration, given, scope, site, path, words }: Place): Finding[] {
  const mapping = layersOf(given, site, path, sectionNames.mapping);
  if (!effectiveBoolean(mapping, sectionNames.mapping, 'enabled')) return [];
  return otherMethods.flatMap(([name, method]) => {
    const element = scope.sections.get(name)?.[0];
    if (element?.attributes.get('enabled')?.trim().toLowerCase() !== 'true') return [];
    return [
      mappingFileFinding('other-authentication', { place: words, methods: method }, locate(configuration, element)),
    ];
  });
}

/** Anonymous may stay on at the site when a part below it is what is protected: Microsoft's own design. */
function anonymousFindings(place: Place, places: readonly Place[]): Finding[] {
  const { configuration, given, scope, site, path, words } = place;
  const layers = layersOf(given, site, path, sectionNames.anonymous);
  if (!effectiveBoolean(layers, sectionNames.anonymous, 'enabled')) return [];
  const offBelow = below(place, places).some(
    (child) =>
      !effectiveBoolean(
        layersOf(given, child.site, child.path, sectionNames.anonymous),
        sectionNames.anonymous,
        'enabled',
      ),
  );
  const section = scope.sections.get(sectionNames.mapping)?.[0];
  if (offBelow || section === undefined) return [];
  const said = explicitValue(layers, 'enabled');
  if (said === undefined && !tellsAll(configuration)) {
    return [mappingFileFinding('anonymous-not-told', { place: words }, locate(configuration, section))];
  }
  const element = said?.layer.element ?? section;
  const line = configuration.document.line(element);
  const by = said === undefined ? 'nothing turns it off, and it is on by default' : `it is on by line ${line}`;
  return [mappingFileFinding('anonymous-on', { place: words, by }, locate(configuration, element))];
}

/** A web.config or a fragment does not show the flags that the server sets. */
function isAskedFor(place: Place, places: readonly Place[]): boolean {
  const { configuration, given } = place;
  return [place, ...below(place, places)].some(({ site, path }) => {
    const layers = layersOf(given, site, path, sectionNames.access);
    if (!tellsAll(configuration) && layers.length === 0) return true;
    return parseSslFlags(effectiveValue(layers, sectionNames.access, 'sslFlags')).flags.includes('SslNegotiateCert');
  });
}

/** The server level has every site below it. */
function below({ site, path, configuration }: Place, places: readonly Place[]): Place[] {
  if (configuration.kind === 'applicationHost' && site === null) return places.filter((other) => other.site !== null);
  return places.filter((other) => other.site === site && other.path !== path);
}
