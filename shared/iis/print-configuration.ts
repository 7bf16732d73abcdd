import type { Reply } from '../api/reply.ts';
import { fail, succeed } from '../api/reply.ts';
import type { ConfigurationEdits } from './configuration-edits.ts';
import { accessNode, anonymousNode, editsProblem, mappingNode } from './edit-nodes.ts';
import { locationPath } from './site-path.ts';
import type { XmlNode } from './xml/write-xml.ts';
import { printNodes } from './xml/write-xml.ts';

/** Windows' line ends and IIS' own indentation. */
const layout = { lineBreak: '\r\n', unit: '    ', anyCharacter: true };

/**
 * Returns the text of applicationHost.location.xml: with one path the `<location>` element itself; with several (flags
 * below the site, mappings at the site) one `<location>` for each inside `<configuration>`, because locations cannot be
 * nested. Fails when a value has a character that XML cannot hold.
 */
export function printLocation(edits: ConfigurationEdits): Reply<string> {
  const problem = editsProblem(edits);
  if (problem) return fail(problem);
  const locations = editedPaths(edits).map((path): XmlNode => ({
    name: 'location',
    attributes: [['path', locationPath(edits.site, path)]],
    children: sectionNodes(edits, path),
  }));
  const nodes = locations.length === 1 ? locations : [{ name: 'configuration', attributes: [], children: locations }];
  return succeed(printNodes(nodes, layout, '') + layout.lineBreak);
}

/**
 * Returns the text of a new web.config for the site's root folder, in UTF-8. Fails when a value has a character that
 * XML cannot hold.
 */
export function printWebConfig(edits: ConfigurationEdits): Reply<string> {
  const problem = editsProblem(edits);
  if (problem) return fail(problem);
  const children = editedPaths(edits).flatMap((path) => {
    const nodes = sectionNodes(edits, path);
    if (path === '/') return nodes;
    return [{ name: 'location', attributes: [['path', path.slice(1)]], children: nodes } satisfies XmlNode];
  });
  const text = printNodes([{ name: 'configuration', attributes: [], children }], layout, '');
  return succeed(`<?xml version="1.0" encoding="utf-8"?>${layout.lineBreak}${text}${layout.lineBreak}`);
}

/** Returns the paths at which something is written: the site itself first when it gets the mappings. */
function editedPaths(edits: ConfigurationEdits): string[] {
  const paths = edits.paths
    .filter(({ sslFlags, anonymousEnabled }) => sslFlags !== undefined || anonymousEnabled !== undefined)
    .map(({ path }) => path);
  return edits.mapping && !paths.includes('/') ? ['/', ...paths] : paths;
}

function sectionNodes(edits: ConfigurationEdits, path: string): XmlNode[] {
  const own = edits.paths.find((edited) => edited.path === path);
  const authentication = [
    ...(own?.anonymousEnabled === undefined ? [] : [anonymousNode(own.anonymousEnabled)]),
    ...(edits.mapping && path === '/' ? [mappingNode(edits.mapping)] : []),
  ];
  const security = [
    ...(own?.sslFlags === undefined ? [] : [accessNode(own.sslFlags)]),
    ...(authentication.length === 0 ? [] : [group('authentication', authentication)]),
  ];
  return [group('system.webServer', [group('security', security)])];
}

function group(name: string, children: readonly XmlNode[]): XmlNode {
  return { name, attributes: [], children };
}
