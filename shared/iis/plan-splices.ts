import type { Reply } from '../api/reply.ts';
import { fail, succeed } from '../api/reply.ts';
import { parseBindingInformation, sameBinding } from './binding.ts';
import type { ConfigurationEdits } from './configuration-edits.ts';
import type { Configuration, Scope } from './configuration.ts';
import { accessNode, anonymousNode, groupsOf, mappingNode } from './edit-nodes.ts';
import { booleanOf } from './read-mapping-section.ts';
import { configurationProblem } from './problems.ts';
import type { SectionName } from './schema.ts';
import { sectionNames } from './schema.ts';
import { locationPath } from './site-path.ts';
import type { Site } from './sites.ts';
import { findSite } from './sites.ts';
import { spliceMappings } from './splice-mappings.ts';
import { parseSslFlags, printSslFlags } from './ssl-flags.ts';
import type { XmlElement } from './xml/document.ts';
import { childrenNamed } from './xml/document.ts';
import { Splicer } from './xml/splicer.ts';
import { holdsAnyCharacter } from './xml/text-encoding.ts';
import type { XmlNode } from './xml/write-xml.ts';

/** Returns what has to be changed in a file's text so that it says what the edits say; an empty plan when it does already. */
export function planSplices(configuration: Configuration, edits: ConfigurationEdits): Reply<Splicer> {
  const splicer = new Splicer(configuration.document, holdsAnyCharacter(configuration.encoding));
  let prefix: string | null = null;
  if (configuration.kind === 'applicationHost') {
    const site = findSite(configuration, edits.site);
    if (site === undefined && !configuration.isFragment) {
      const detail = `${configuration.file} has no site "${edits.site}".`;
      return fail(
        configurationProblem('configuration.site-not-in-file', { detail, location: { file: configuration.file } }),
      );
    }
    prefix = site?.name ?? edits.site;
    if (site && edits.binding) spliceBinding(splicer, site, edits.binding);
  }
  const writer = new SectionWriter(configuration, splicer, prefix);
  for (const { path, sslFlags, anonymousEnabled } of edits.paths) {
    if (sslFlags !== undefined) {
      const found = writer.find(path, sectionNames.access);
      if (!found.ok) return found;
      if (found.value === null) writer.add(path, groupsOf.access, accessNode(sslFlags));
      else {
        const text = found.value.attributes.get('sslFlags');
        const existing = parseSslFlags(text ?? '');
        const same = printSslFlags(existing.flags) === printSslFlags(sslFlags) && existing.unknown.length === 0;
        if (text === undefined || !same) splicer.setAttribute(found.value, 'sslFlags', printSslFlags(sslFlags));
      }
    }
    if (anonymousEnabled !== undefined) {
      const found = writer.find(path, sectionNames.anonymous);
      if (!found.ok) return found;
      if (found.value === null) writer.add(path, groupsOf.authentication, anonymousNode(anonymousEnabled));
      else if (!found.value.attributes.has('enabled') || booleanOf(found.value, 'enabled', true) !== anonymousEnabled) {
        splicer.setAttribute(found.value, 'enabled', String(anonymousEnabled));
      }
    }
  }
  if (edits.mapping) {
    const found = writer.find('/', sectionNames.mapping);
    if (!found.ok) return found;
    const spliced = spliceMappings(configuration, splicer, found.value, edits.mapping);
    if (!spliced.ok) return spliced;
    if (found.value === null) writer.add('/', groupsOf.authentication, mappingNode(spliced.value));
  }
  return succeed(splicer);
}

/** A lock or an exception for applications below would cover a new section too. */
function isOpen({ overrideMode, inheritInChildApplications }: Scope): boolean {
  return overrideMode === 'Inherit' && inheritInChildApplications;
}

/** Finds the place of a section at a path, or makes it. */
class SectionWriter {
  readonly #configuration: Configuration;
  readonly #splicer: Splicer;
  /** Name of the site in an applicationHost.config; null in a web.config. */
  readonly #site: string | null;

  constructor(configuration: Configuration, splicer: Splicer, site: string | null) {
    this.#configuration = configuration;
    this.#splicer = splicer;
    this.#site = site;
  }

  /** Returns the section's element at a path, null when there is none; fails when there is no one place to change. */
  find(path: string, section: SectionName): Reply<XmlElement | null> {
    const elements = this.#scopes(path).flatMap((scope) => scope.sections.get(section) ?? []);
    const [first, second] = elements;
    const { file, document } = this.#configuration;
    if (first === undefined) {
      if (document.root.name !== 'location' || this.#scopes(path).some(isOpen)) return succeed(null);
      const detail = `The one <location> of ${file} is not the place for ${locationPath(this.#site ?? '', path)}.`;
      const location = { file, ...document.position(document.root.start) };
      return fail(configurationProblem('configuration.location-not-in-fragment', { detail, location }));
    }
    if (second !== undefined) {
      const detail = `<${first.name}> stands in lines ${document.line(first)} and ${document.line(second)} of ${file}, both for the same path.`;
      const location = { file, ...document.position(second.start) };
      return fail(configurationProblem('configuration.section-twice', { detail, location }));
    }
    const elsewhere = ['configSource', 'configProtectionProvider'].find((name) => first.attributes.has(name));
    if (elsewhere !== undefined) {
      const detail = `<${first.name}> in line ${document.line(first)} of ${file} has ${elsewhere}: its content cannot be read here.`;
      const location = { file, ...document.position(first.start) };
      return fail(configurationProblem('configuration.section-elsewhere', { detail, location }));
    }
    return succeed(first);
  }

  /** Adds a section at a path: where most of the elements around it stand already, else in a new location. */
  add(path: string, groups: readonly string[], node: XmlNode): void {
    let best: { parent: XmlElement; missing: readonly string[] } | null = null;
    for (const scope of this.#scopes(path)) {
      if (!isOpen(scope)) continue;
      const place = deepest(scope.element, groups);
      if (best === null || place.missing.length < best.missing.length) best = place;
    }
    const wrap = (names: readonly string[]) => names.map((name) => ({ name, attributes: [] }));
    if (best) {
      this.#splicer.append(best.parent, wrap(best.missing), node);
      return;
    }
    const written = this.#site === null ? path.slice(1) : locationPath(this.#site, path);
    const location = { name: 'location', attributes: [['path', written] as const] };
    this.#splicer.append(this.#configuration.document.root, [location, ...wrap(groups)], node);
  }

  #scopes(path: string): readonly Scope[] {
    const key = (this.#site === null ? path.slice(1) : locationPath(this.#site, path)).toLowerCase();
    return this.#configuration.scopesByKey.get(key) ?? [];
  }
}

/** Returns the innermost element on the way through the groups, and the groups that are missing below it. */
function deepest(scope: XmlElement, groups: readonly string[]): { parent: XmlElement; missing: readonly string[] } {
  let best = { parent: scope, missing: groups };
  for (const child of childrenNamed(scope, groups[0] ?? '')) {
    const place = deepest(child, groups.slice(1));
    if (place.missing.length < best.missing.length) best = place;
  }
  return best;
}

function spliceBinding(splicer: Splicer, site: Site, binding: NonNullable<ConfigurationEdits['binding']>): void {
  const wanted = normalBinding(binding.bindingInformation);
  const existing = site.bindings.find(
    ({ protocol, bindingInformation }) =>
      protocol.toLowerCase() === 'https' && sameBinding(normalBinding(bindingInformation), wanted),
  );
  if (existing) {
    if (existing.sslFlags !== binding.sslFlags) {
      splicer.setAttribute(existing.element, 'sslFlags', String(binding.sslFlags));
    }
    return;
  }
  const node: XmlNode = {
    name: 'binding',
    attributes: [
      ['protocol', 'https'],
      ['bindingInformation', binding.bindingInformation],
      // IIS 7 does not know the attribute; 0 is the default since IIS 8.
      ...(binding.sslFlags === 0 ? [] : [['sslFlags', String(binding.sslFlags)] as const]),
    ],
    children: [],
  };
  const bindings = childrenNamed(site.element, 'bindings').at(-1);
  if (bindings) splicer.append(bindings, [], node);
  else splicer.append(site.element, [{ name: 'bindings', attributes: [] }], node);
}

/** An empty address is all addresses. */
function normalBinding(information: string): string {
  const parsed = parseBindingInformation(information);
  return parsed ? `${parsed.ipAddress}:${parsed.port}:${parsed.hostName}` : information;
}
