import type { Configuration } from './configuration.ts';
import type { ConfigurationReport } from './configuration-report.ts';
import { effectiveValue, explicitValue, givenFile, layersOf } from './effective.ts';
import { splitLocation } from './read-site.ts';
import type { SectionName } from './schema.ts';
import { sectionNames, sectionSchema } from './schema.ts';
import { readSites } from './sites.ts';
import { attributeSpans } from './xml/document.ts';

/** What decides about client certificates, and the other ways in beside them. */
const decidingSections: readonly SectionName[] = [
  sectionNames.access,
  sectionNames.anonymous,
  sectionNames.mapping,
  sectionNames.activeDirectoryMapping,
  sectionNames.basic,
  sectionNames.digest,
  sectionNames.windows,
  sectionNames.serverRuntime,
];

type Setting = ConfigurationReport['effective'][number];

/**
 * Returns the effective value of every setting at the file's own level, at each site, and at each path below a site at
 * which the file says something of its section; with the place that sets it. Encrypted attributes are left out.
 */
export function effectiveSettings(configuration: Configuration): Setting[] {
  const given = givenFile(configuration);
  return levelsOf(configuration).flatMap(({ site, path, sections }) =>
    sections.flatMap((section) => {
      const layers = layersOf(given, site, path, section);
      const attributes = sectionSchema(section)?.attributes.filter(({ encrypted }) => !encrypted) ?? [];
      return attributes.map(({ name }): Setting => {
        const found = explicitValue(layers, name)?.layer;
        return {
          ...(site !== null && { site }),
          path,
          section,
          attribute: name,
          value: effectiveValue(layers, section, name),
          from: found ? originOf(found, name) : null,
        };
      });
    }),
  );
}

function originOf({ configuration, scope, element }: ReturnType<typeof layersOf>[number], attribute: string) {
  const { file, document } = configuration;
  const offset = attributeSpans(document.text, element).get(attribute)?.nameStart ?? element.start;
  return { file, ...document.position(offset), path: scope.path };
}

interface Level {
  site: string | null;
  path: string;
  sections: readonly SectionName[];
}

function levelsOf(configuration: Configuration): Level[] {
  const isWeb = configuration.kind === 'web';
  const whole: Level = { site: null, path: '/', sections: decidingSections };
  const sites = readSites(configuration).map(({ name }): Level => ({
    site: name,
    path: '/',
    sections: decidingSections,
  }));
  const below = new Map<string, { site: string | null; path: string; sections: Set<SectionName> }>();
  for (const { path: location, key, sections } of configuration.scopes) {
    const [site, path] = isWeb ? [null, `/${location}`] : splitLocation(configuration, location);
    const said = decidingSections.filter((section) => sections.has(section));
    if (path === '/' || said.length === 0) continue;
    const level = below.get(key) ?? { site, path, sections: new Set<SectionName>() };
    for (const section of said) level.sections.add(section);
    below.set(key, level);
  }
  return [
    whole,
    ...sites,
    ...[...below.values()].map(({ sections, ...place }): Level => ({ ...place, sections: [...sections] })),
  ];
}
