import type { Configuration } from './configuration.ts';
import { sectionNames } from './schema.ts';
import type { Binding } from './site-state.ts';
import type { XmlElement } from './xml/document.ts';
import { childrenNamed } from './xml/document.ts';

export interface VirtualDirectory {
  path: string;
  physicalPath: string;
}

export interface Application {
  path: string;
  applicationPool: string;
  virtualDirectories: readonly VirtualDirectory[];
}

/** A site as an applicationHost.config declares it. */
export interface Site {
  name: string;
  id: string;
  element: XmlElement;
  /** Root folder: the virtual directory `/` of the application `/`; empty when the file has none. */
  physicalPath: string;
  bindings: readonly (Binding & { element: XmlElement })[];
  applications: readonly Application[];
}

/** A configuration never changes, so its sites are read once. */
const known = new WeakMap<Configuration, readonly Site[]>();
const knownByName = new WeakMap<Configuration, ReadonlyMap<string, Site>>();

/** Returns the sites of an applicationHost.config in document order; a web.config has none. */
export function readSites(configuration: Configuration): readonly Site[] {
  let sites = known.get(configuration);
  if (sites === undefined) {
    const sections = configuration.scopes[0]?.sections.get(sectionNames.sites) ?? [];
    sites = sections.flatMap((section) => childrenNamed(section, 'site')).map(siteOfElement);
    known.set(configuration, sites);
  }
  return sites;
}

/** Returns the names of the sites of an applicationHost.config in document order; of a fragment those that its locations name. */
export function siteNames(configuration: Configuration): string[] {
  if (!configuration.isFragment) return readSites(configuration).map(({ name }) => name);
  const named = configuration.scopes.map(({ path }) => path.split('/', 1)[0] ?? '').filter((name) => name !== '');
  return [...new Map(named.map((name) => [name.toLowerCase(), name])).values()];
}

/** Returns the first site of that name; IIS does not tell the cases apart. */
export function findSite(configuration: Configuration, name: string): Site | undefined {
  let byName = knownByName.get(configuration);
  if (byName === undefined) {
    byName = new Map(
      readSites(configuration)
        .map((site) => [site.name.toLowerCase(), site] as const)
        .reverse(),
    );
    knownByName.set(configuration, byName);
  }
  return byName.get(name.toLowerCase());
}

/** Returns a site as its element `<site>` declares it. */
export function siteOfElement(element: XmlElement): Site {
  const applications = childrenNamed(element, 'application').map((application) => ({
    path: application.attributes.get('path') ?? '',
    applicationPool: application.attributes.get('applicationPool') ?? '',
    virtualDirectories: childrenNamed(application, 'virtualDirectory').map((directory) => ({
      path: directory.attributes.get('path') ?? '',
      physicalPath: directory.attributes.get('physicalPath') ?? '',
    })),
  }));
  const root = applications.find(({ path }) => path === '/');
  return {
    name: element.attributes.get('name') ?? '',
    id: element.attributes.get('id') ?? '',
    element,
    physicalPath: root?.virtualDirectories.find(({ path }) => path === '/')?.physicalPath ?? '',
    bindings: readBindings(element),
    applications,
  };
}

function readBindings(site: XmlElement): Site['bindings'] {
  const bindings: Site['bindings'][number][] = [];
  for (const child of childrenNamed(site, 'bindings').flatMap((element) => [...element.children])) {
    if (child.name === 'clear') bindings.length = 0;
    if (child.name !== 'binding') continue;
    const flags = Number(child.attributes.get('sslFlags') ?? '0');
    bindings.push({
      protocol: child.attributes.get('protocol') ?? '',
      bindingInformation: child.attributes.get('bindingInformation') ?? '',
      sslFlags: Number.isSafeInteger(flags) && flags >= 0 ? flags : 0,
      element: child,
    });
  }
  return bindings;
}
