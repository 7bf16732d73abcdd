import type { Configuration, Scope } from './configuration.ts';
import type { SectionName } from './schema.ts';
import { sectionSchema } from './schema.ts';
import type { XmlElement } from './xml/document.ts';
import { childrenNamed } from './xml/document.ts';

/** The files of one server and one site, as far as they are at hand. */
export interface GivenFiles {
  applicationHost: Configuration | null;
  /** The web.config in the site's root folder. */
  web: Configuration | null;
}

/** Returns one file as it is layered alone. */
export function givenFile(configuration: Configuration): GivenFiles {
  return configuration.kind === 'web'
    ? { applicationHost: null, web: configuration }
    : { applicationHost: configuration, web: null };
}

/** Returns whether what a file does not say is said nowhere: true of a whole applicationHost.config only. */
export function tellsAll({ kind, isFragment }: Configuration): boolean {
  return kind === 'applicationHost' && !isFragment;
}

/** One place that says something about a section. */
export interface Layer {
  configuration: Configuration;
  scope: Scope;
  element: XmlElement;
}

/**
 * Returns the places that say something about a section at a path of a site, in the order in which IIS merges them:
 * level by level from the server down, and at each level applicationHost.config before web.config (Microsoft Learn: Deep
 * Dive into IIS Configuration). `site` is null for the server level.
 */
export function layersOf(given: GivenFiles, site: string | null, path: string, section: SectionName): Layer[] {
  const layers: Layer[] = [];
  const add = (configuration: Configuration | null, key: string) => {
    for (const scope of configuration?.scopesByKey.get(key) ?? []) {
      if (configuration === null) continue;
      for (const element of scope.sections.get(section) ?? []) layers.push({ configuration, scope, element });
    }
  };
  add(given.applicationHost, '');
  if (site === null && given.applicationHost !== null) return layers;
  for (const level of levels(path)) {
    if (site !== null) add(given.applicationHost, level === '' ? site.toLowerCase() : `${site.toLowerCase()}/${level}`);
    add(given.web, level);
  }
  return layers;
}

/** `/a/b` has the levels ``, `a`, `a/b`. */
function levels(path: string): string[] {
  const parts = path.toLowerCase().split('/').filter(Boolean);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

/** Returns the attribute's value that the last layer sets, and where; undefined when none does. */
export function explicitValue(
  layers: readonly Layer[],
  attribute: string,
): { value: string; layer: Layer } | undefined {
  for (const layer of layers.toReversed()) {
    const value = layer.element.attributes.get(attribute);
    if (value !== undefined) return { value, layer };
  }
  return undefined;
}

/** Returns the effective text of a section's attribute: set, else the schema's default, else empty. */
export function effectiveValue(layers: readonly Layer[], section: SectionName, attribute: string): string {
  const schema = sectionSchema(section)?.attributes.find(({ name }) => name === attribute);
  return explicitValue(layers, attribute)?.value ?? schema?.defaultValue ?? '';
}

/** Returns the effective value of a Boolean attribute; what is neither true nor false counts as the schema's default. */
export function effectiveBoolean(layers: readonly Layer[], section: SectionName, attribute: string): boolean {
  const text = effectiveValue(layers, section, attribute).trim().toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  return sectionSchema(section)?.attributes.find(({ name }) => name === attribute)?.defaultValue === 'true';
}

/** Returns the effective entries of a collection: what each layer adds after the inherited ones; `<clear/>` drops those before it. */
export function effectiveEntries(
  layers: readonly Layer[],
  collection: string,
): { element: XmlElement; layer: Layer }[] {
  const entries: { element: XmlElement; layer: Layer }[] = [];
  for (const layer of layers) {
    for (const child of childrenNamed(layer.element, collection).flatMap((element) => [...element.children])) {
      if (child.name === 'clear') entries.length = 0;
      else if (child.name === 'add') entries.push({ element: child, layer });
    }
  }
  return entries;
}
