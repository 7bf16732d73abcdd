import type { MappingSection } from '../mapping/mapping-section.ts';
import type { Configuration } from './configuration.ts';
import type { GivenFiles } from './effective.ts';
import { effectiveBoolean, effectiveValue, explicitValue, layersOf } from './effective.ts';
import { effectiveLock } from './locks.ts';
import { readMappingSection } from './read-mapping-section.ts';
import type { SectionName } from './schema.ts';
import { sectionNames } from './schema.ts';
import type { SiteState } from './site-state.ts';
import { findSite } from './sites.ts';
import { parseSslFlags } from './ssl-flags.ts';

/** The module of the IIS mapper; the section can be written without it, but then nothing maps (Microsoft Learn: Introduction to IIS Architecture). */
export const mappingModule = 'IISCertificateMappingAuthenticationModule';

/** The sections that the web.config of a site needs unlocked. */
export const mappingSectionNames = [sectionNames.access, sectionNames.anonymous, sectionNames.mapping] as const;

/**
 * Returns what the given files say of a site: effective values in IIS' order of inheritance, `null` where no file tells.
 * Null without files, or when the site is not in the given applicationHost.config.
 */
export function readSite(given: GivenFiles, site: string, paths: readonly string[]): SiteState | null {
  const { applicationHost, web } = given;
  if (applicationHost === null && web === null) return null;
  const found = applicationHost === null ? undefined : findSite(applicationHost, site);
  // A fragment tells of its site only what stands in it.
  const server = applicationHost?.isFragment === true ? null : applicationHost;
  if (server !== null && found === undefined) return null;
  const name = found?.name ?? site;
  const mapping = layersOf(given, name, '/', sectionNames.mapping);
  return {
    name,
    physicalPath: found === undefined || found.physicalPath === '' ? null : found.physicalPath,
    bindings: (found?.bindings ?? []).map(({ protocol, bindingInformation, sslFlags }) => ({
      protocol,
      bindingInformation,
      sslFlags,
    })),
    paths: paths.map((path) => {
      const access = layersOf(given, name, path, sectionNames.access);
      const anonymous = layersOf(given, name, path, sectionNames.anonymous);
      const tells = (layers: typeof access, attribute: string) =>
        server !== null || explicitValue(layers, attribute) !== undefined;
      return {
        path,
        sslFlags: tells(access, 'sslFlags')
          ? parseSslFlags(effectiveValue(access, sectionNames.access, 'sslFlags')).flags
          : null,
        anonymousEnabled: tells(anonymous, 'enabled')
          ? effectiveBoolean(anonymous, sectionNames.anonymous, 'enabled')
          : null,
      };
    }),
    mapping: server === null && mapping.length === 0 ? null : readMappingSection(mapping),
    locks: mappingSectionNames.map((section) => ({
      section,
      locked: server === null ? null : effectiveLock(server, name, section).locked,
    })),
    moduleInstalled: server === null ? null : isModuleInstalled(server, name),
  };
}

/** Returns whether a module, else the IIS mapper, is loaded and active at a site (null: at the server level). */
export function isModuleInstalled(
  applicationHost: Configuration,
  site: string | null,
  module: string = mappingModule,
): boolean {
  const given = { applicationHost, web: null };
  const names = (section: SectionName) => {
    const present = new Set<string>();
    for (const { element } of layersOf(given, site, '/', section)) {
      for (const child of element.children) {
        const name = child.attributes.get('name') ?? '';
        if (child.name === 'clear') present.clear();
        if (child.name === 'add') present.add(name);
        if (child.name === 'remove') present.delete(name);
      }
    }
    return present;
  };
  return names(sectionNames.globalModules).has(module) && names(sectionNames.modules).has(module);
}

/** A mapping section where it stands, with its effective content. */
export interface PlacedMappingSection {
  /** Name of the site; absent at the server level and in a web.config. */
  site?: string;
  /** Path inside the site; `/` is the site itself. */
  path: string;
  section: MappingSection;
  file: string;
  line: number;
}

/**
 * Returns every mapping section of the given files in document order, applicationHost.config first. The server level
 * counts only when it is enabled or has entries: every installation has an empty section there.
 */
export function mappingSections(given: GivenFiles): PlacedMappingSection[] {
  return [given.applicationHost, given.web].flatMap((configuration) => {
    if (configuration === null) return [];
    return configuration.scopes.flatMap((scope): PlacedMappingSection[] => {
      const element = scope.sections.get(sectionNames.mapping)?.[0];
      if (element === undefined) return [];
      const isServer = configuration.kind === 'applicationHost';
      const [site, path] = isServer ? splitLocation(configuration, scope.path) : [null, `/${scope.path}`];
      const only = isServer
        ? { applicationHost: configuration, web: null }
        : { applicationHost: null, web: configuration };
      const section = readMappingSection(layersOf(only, site, path, sectionNames.mapping));
      const isEmpty = !section.enabled && section.oneToOne.length === 0 && section.manyToOne.length === 0;
      if (isServer && site === null && isEmpty) return [];
      const line = configuration.document.line(element);
      return [{ ...(site !== null && { site }), path, section, file: configuration.file, line }];
    });
  });
}

/** Returns the site of a location path, spelt as the site is, and the path inside it; the server level has no site. */
export function splitLocation(applicationHost: Configuration, path: string): [site: string | null, path: string] {
  if (path === '') return [null, '/'];
  const slash = path.indexOf('/');
  const written = slash === -1 ? path : path.slice(0, slash);
  return [findSite(applicationHost, written)?.name ?? written, slash === -1 ? '/' : path.slice(slash)];
}
