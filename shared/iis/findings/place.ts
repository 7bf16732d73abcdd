import type { Location } from '../../api/problem.ts';
import type { Configuration, Scope } from '../configuration.ts';
import type { GivenFiles } from '../effective.ts';
import { givenFile } from '../effective.ts';
import { splitLocation } from '../read-site.ts';
import type { XmlElement } from '../xml/document.ts';

/** A level of the file, as findings speak of it. */
export interface Place {
  configuration: Configuration;
  /** The file as it is layered: alone. */
  given: GivenFiles;
  scope: Scope;
  /** Null at the server level and in a web.config. */
  site: string | null;
  /** Path inside the site; `/` is the site itself. */
  path: string;
  /** For people: `site "new"`, `"new/secure"`, `the server level`. */
  words: string;
}

/** Returns every level of the file, one for each location path, in document order. */
export function placesOf(configuration: Configuration): Place[] {
  const isWeb = configuration.kind === 'web';
  const given = givenFile(configuration);
  const places = new Map<string, Place>();
  for (const scope of configuration.scopes) {
    if (places.has(scope.key)) continue;
    const [site, path] = isWeb ? [null, `/${scope.path}`] : splitLocation(configuration, scope.path);
    places.set(scope.key, { configuration, given, scope, site, path, words: describe(isWeb, site, path) });
  }
  return [...places.values()];
}

function describe(isWeb: boolean, site: string | null, path: string): string {
  if (isWeb) return path === '/' ? 'the folder of this web.config' : `the path ${path}`;
  if (site === null) return 'the server level';
  return path === '/' ? `the site "${site}"` : `"${site}${path}"`;
}

/** Returns where an element stands, as findings say it. */
export function locate(configuration: Configuration, element: XmlElement): Location {
  return { file: configuration.file, ...configuration.document.position(element.start) };
}
