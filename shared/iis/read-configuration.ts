import type { Reply } from '../api/reply.ts';
import { fail, succeed } from '../api/reply.ts';
import type { Configuration, OverrideMode, Scope, SectionDeclaration } from './configuration.ts';
import { configurationProblem } from './problems.ts';
import type { SectionName } from './schema.ts';
import { sectionNames } from './schema.ts';
import type { XmlDocument, XmlElement } from './xml/document.ts';
import { childrenNamed } from './xml/document.ts';
import { parseXml } from './xml/parse-xml.ts';
import { decodeText } from './xml/text-encoding.ts';

/** Of a location's path: each of its levels inherits from all those above it. */
const maximumLevels = 64;

/** Root elements' children that tell another product's file which has `<configuration>` as its root too. */
const foreign: Readonly<Record<string, string>> = {
  packageSources: 'a NuGet.config',
  packageRestore: 'a NuGet.config',
  activePackageSource: 'a NuGet.config',
  moduleProviders: 'an administration.config (IIS Manager)',
};

/**
 * Returns a web.config or applicationHost.config with its levels and sections. `file` is what findings and errors call
 * it. Refused with a code and a place: bytes that are no text, XML that is not well-formed, files that are not IIS'.
 */
export function readConfiguration(bytes: Uint8Array, file: string): Reply<Configuration> {
  const decoded = decodeText(bytes, file);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  const parsed = parseXml(text, file);
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  const kind = kindOf(document, file);
  if (!kind.ok) return kind;
  const scopes = readScopes(document.root);
  const deep = scopes.find(({ path }) => path.split('/', maximumLevels + 1).length > maximumLevels);
  if (deep) {
    const detail = `A location in ${file} has a path of more than ${maximumLevels} levels.`;
    const location = { file, ...document.position(deep.element.start) };
    return fail(configurationProblem('configuration.path-too-deep', { detail, location }));
  }
  return succeed({
    kind: kind.value,
    isFragment: isFragment(document.root, file),
    file,
    byteLength: bytes.length,
    encoding,
    document,
    scopes,
    scopesByKey: byKey(scopes),
    declarations: readDeclarations(document.root),
  });
}

const fragmentName = /(^|[\\/])applicationhost\.location\.xml$/i;

/** A bundle has one `<location>` as the root, or several in a `<configuration>` under the fragment's name. */
function isFragment(root: XmlElement, file: string): boolean {
  if (root.name === 'location') return true;
  return fragmentName.test(file) && root.children.every(({ name }) => name === 'location');
}

function kindOf(document: XmlDocument, file: string): Reply<Configuration['kind']> {
  const { root } = document;
  // Counting lines means going through the whole file.
  const at = (element: XmlElement) => ({ file, ...document.position(element.start) });
  if (isFragment(root, file)) return succeed('applicationHost');
  if (root.name !== 'configuration') {
    const detail = `The root element of ${file} is <${root.name.slice(0, 80)}>, not <configuration> or <location>.`;
    return fail(configurationProblem('configuration.not-iis', { detail, location: at(root) }));
  }
  const names = new Set(root.children.map(({ name }) => name));
  const alien = Object.keys(foreign).find((name) => names.has(name));
  if (alien !== undefined && !names.has('system.applicationHost') && !names.has('system.web')) {
    const detail = `<${alien}> says that ${file} is ${foreign[alien] ?? 'another file'}.`;
    return fail(configurationProblem('configuration.not-iis', { detail, location: at(root) }));
  }
  const redirection = childrenNamed(root, 'configurationRedirection')[0];
  if (redirection && !names.has('system.webServer') && !names.has('system.applicationHost')) {
    const detail = `<configurationRedirection> says that ${file} is a redirection.config.`;
    return fail(configurationProblem('configuration.redirected', { detail, location: at(redirection) }));
  }
  const declaresServer = childrenNamed(root, 'configSections').some((element) =>
    element.children.some((child) => child.attributes.get('name') === 'system.applicationHost'),
  );
  const isServer = names.has('system.applicationHost') || declaresServer;
  return succeed(isServer || /(^|[\\/])applicationhost\.config$/i.test(file) ? 'applicationHost' : 'web');
}

const groupNames = new Set<string>();
for (const name of Object.values(sectionNames)) {
  const parts = name.split('/');
  for (let length = 1; length < parts.length; length++) groupNames.add(parts.slice(0, length).join('/'));
}
const names = new Set<string>(Object.values(sectionNames));

function readScopes(root: XmlElement): Scope[] {
  const isLocation = root.name === 'location';
  const top = scopeOf(root, '', 'Inherit', true);
  const scopes: Scope[] = [isLocation ? { ...top, sections: new Map() } : top];
  for (const element of isLocation ? [root] : childrenNamed(root, 'location')) {
    const inherit = element.attributes.get('inheritInChildApplications')?.toLowerCase() !== 'false';
    scopes.push(scopeOf(element, element.attributes.get('path') ?? '', overrideModeOf(element), inherit));
  }
  return scopes;
}

function byKey(scopes: readonly Scope[]): Map<string, Scope[]> {
  const map = new Map<string, Scope[]>();
  for (const scope of scopes) {
    const same = map.get(scope.key);
    if (same) same.push(scope);
    else map.set(scope.key, [scope]);
  }
  return map;
}

function scopeOf(element: XmlElement, path: string, overrideMode: OverrideMode, inherit: boolean): Scope {
  const normal = normalLocationPath(path);
  return {
    path: normal,
    key: normal.toLowerCase(),
    overrideMode,
    inheritInChildApplications: inherit,
    element,
    sections: readSections(element),
  };
}

/** Returns a location's path without slashes at its ends; `.` is the level of the file itself. */
export function normalLocationPath(path: string): string {
  const normal = path.replaceAll('\\', '/').replace(/^(\.?\/)+|\/+$/g, '');
  return normal === '.' ? '' : normal;
}

function overrideModeOf(element: XmlElement): OverrideMode {
  const mode = element.attributes.get('overrideMode')?.toLowerCase();
  if (mode === 'allow') return 'Allow';
  if (mode === 'deny') return 'Deny';
  const legacy = element.attributes.get('allowOverride')?.toLowerCase();
  if (mode !== undefined || legacy === undefined) return 'Inherit';
  return legacy === 'false' ? 'Deny' : 'Allow';
}

function readSections(scope: XmlElement): Map<SectionName, XmlElement[]> {
  const found = new Map<SectionName, XmlElement[]>();
  const visit = (element: XmlElement, prefix: string) => {
    for (const child of element.children) {
      const name = prefix === '' ? child.name : `${prefix}/${child.name}`;
      if (groupNames.has(name)) visit(child, name);
      else if (names.has(name)) {
        const same = found.get(name as SectionName);
        if (same) same.push(child);
        else found.set(name as SectionName, [child]);
      }
    }
  };
  visit(scope, '');
  return found;
}

function readDeclarations(root: XmlElement): Map<string, SectionDeclaration> {
  const declarations = new Map<string, SectionDeclaration>();
  const visit = (group: XmlElement, prefix: string) => {
    for (const child of group.children) {
      const name = `${prefix}${child.attributes.get('name') ?? ''}`;
      if (child.name === 'sectionGroup') visit(child, `${name}/`);
      else if (child.name === 'section') {
        declarations.set(name, {
          name,
          overrideModeDefault: child.attributes.get('overrideModeDefault')?.toLowerCase() === 'deny' ? 'Deny' : 'Allow',
          allowDefinition: child.attributes.get('allowDefinition') ?? 'Everywhere',
          element: child,
        });
      }
    }
  };
  for (const element of childrenNamed(root, 'configSections')) visit(element, '');
  return declarations;
}
