import type { Reply } from '../api/reply.ts';
import { fail, succeed } from '../api/reply.ts';
import { certificateKey } from './certificate-attribute.ts';
import type { ManyToOneEdit, MappingSectionEdit, OneToOneEdit } from './configuration-edits.ts';
import type { Configuration } from './configuration.ts';
import {
  isUnfinished,
  manyToOneNode,
  mappingAttributes,
  oneToOneNode,
  ruleNode,
  unfinishedComment,
} from './edit-nodes.ts';
import { effectiveEntries, effectiveValue, explicitValue, layersOf, tellsAll } from './effective.ts';
import { configurationProblem } from './problems.ts';
import { booleanOf, storedPassword } from './read-mapping-section.ts';
import { sectionNames } from './schema.ts';
import type { Collection } from './splice-collection.ts';
import { spliceCollection } from './splice-collection.ts';
import type { XmlElement } from './xml/document.ts';
import { childrenNamed } from './xml/document.ts';
import type { Splicer } from './xml/splicer.ts';

/**
 * Plans the changes to an existing mapping section (null: there is none yet) and returns the edit without what comes
 * from the server level already; fails when an inherited entry stands in the way.
 */
export function spliceMappings(
  configuration: Configuration,
  splicer: Splicer,
  section: XmlElement | null,
  edit: MappingSectionEdit,
): Reply<MappingSectionEdit> {
  const removedCertificates = new Set(edit.removeOneToOne.map(certificateKey));
  const oneToOne = withoutInherited(configuration, section, oneToOneMappings, edit.oneToOne, removedCertificates);
  if (!oneToOne.ok) return oneToOne;
  const removedNames = new Set(edit.removeManyToOne.map((name) => name.toLowerCase()));
  const manyToOne = withoutInherited(configuration, section, manyToOneMappings, edit.manyToOne, removedNames);
  if (!manyToOne.ok) return manyToOne;
  const own = { ...edit, oneToOne: oneToOne.value, manyToOne: manyToOne.value };
  if (section === null) return succeed(own);

  const inherited = inheritedLayers(configuration, section);
  // What a web.config or a fragment leaves out, the server may say elsewhere: there silence is never enough.
  const inheritedValue = (name: string) =>
    !tellsAll(configuration) ? '' : effectiveValue(inherited, sectionNames.mapping, name);
  for (const [name, value] of mappingAttributes(edit)) {
    const current = section.attributes.get(name) ?? inheritedValue(name);
    if (current.trim().toLowerCase() !== value.toLowerCase()) splicer.setAttribute(section, name, value);
  }
  const domain =
    section.attributes.get('defaultLogonDomain') ?? explicitValue(inherited, 'defaultLogonDomain')?.value ?? '';
  if (domain !== edit.defaultLogonDomain) splicer.setAttribute(section, 'defaultLogonDomain', edit.defaultLogonDomain);
  spliceCollection(splicer, section, manyToOneMappings, own.manyToOne, removedNames);
  spliceCollection(splicer, section, oneToOneMappings, own.oneToOne, removedCertificates);
  return succeed(own);
}

const oneToOneMappings: Collection<OneToOneEdit> = {
  name: 'oneToOneMappings',
  isOrdered: false,
  keyOfElement: (element) => certificateKey(element.attributes.get('certificate') ?? ''),
  keyOfEdit: ({ certificate }) => certificateKey(certificate),
  node: oneToOneNode,
  update: (splicer, element, edit) => {
    updateEntry(splicer, element, edit, [['certificate', edit.certificate]]);
  },
};

const manyToOneMappings: Collection<ManyToOneEdit> = {
  name: 'manyToOneMappings',
  isOrdered: true,
  keyOfElement: (element) => (element.attributes.get('name') ?? '').toLowerCase(),
  keyOfEdit: ({ name }) => name.toLowerCase(),
  node: manyToOneNode,
  update: (splicer, element, edit) => {
    const mode = (element.attributes.get('permissionMode') ?? 'Allow').toLowerCase();
    updateEntry(splicer, element, edit, [
      ['name', edit.name],
      ...((element.attributes.get('description') ?? '') === edit.description
        ? []
        : [['description', edit.description] as const]),
      ...(mode === edit.permissionMode.toLowerCase() ? [] : [['permissionMode', edit.permissionMode] as const]),
    ]);
    spliceRules(splicer, element, edit);
  },
};

/** Sets what differs; a comment says so when the entry has to wait for its password. */
function updateEntry(
  splicer: Splicer,
  element: XmlElement,
  edit: OneToOneEdit | ManyToOneEdit,
  others: readonly (readonly [name: string, value: string])[],
): void {
  const stored = element.attributes.get('password');
  // An entry that works without a stored password today is not ours to switch off when nothing of it changes.
  const unfinished = isUnfinished(edit, storedPassword(stored) !== 'none' || booleanOf(element, 'enabled', true));
  const enabled = edit.enabled && !unfinished;
  const removePassword = edit.password.kind === 'none' && storedPassword(stored) !== 'none';
  const changeEnabled = booleanOf(element, 'enabled', true) !== enabled;
  if (unfinished && (changeEnabled || removePassword)) splicer.commentBefore(element, unfinishedComment);
  for (const [name, value] of others) {
    if (element.attributes.get(name) !== value) splicer.setAttribute(element, name, value);
  }
  if (changeEnabled) splicer.setAttribute(element, 'enabled', String(enabled));
  const userName = edit.userName ?? '';
  if ((element.attributes.get('userName') ?? '') !== userName) {
    if (userName === '') splicer.removeAttribute(element, 'userName');
    else splicer.setAttribute(element, 'userName', userName);
  }
  if (removePassword) splicer.removeAttribute(element, 'password');
  if (edit.password.kind === 'clear' && stored !== edit.password.password.reveal()) {
    splicer.setAttribute(element, 'password', edit.password.password.reveal());
  }
}

/** Rules are conditions of one entry, all of which have to hold: their order says nothing, so equal ones stay. */
function spliceRules(splicer: Splicer, entry: XmlElement, edit: ManyToOneEdit): void {
  const text = (rule: ManyToOneEdit['rules'][number]) =>
    JSON.stringify([rule.certificateField, rule.certificateSubField, rule.matchCriteria, rule.compareCaseSensitive]);
  const missing = new Map(edit.rules.map((rule) => [text(rule), rule]));
  const containers = childrenNamed(entry, 'rules');
  for (const element of containers.flatMap(({ children }) => children)) {
    if (element.name !== 'add') continue;
    const existing = text({
      certificateField: element.attributes.get('certificateField')?.toLowerCase() === 'issuer' ? 'Issuer' : 'Subject',
      certificateSubField: element.attributes.get('certificateSubField') ?? '',
      matchCriteria: element.attributes.get('matchCriteria') ?? '',
      compareCaseSensitive: booleanOf(element, 'compareCaseSensitive', true),
    });
    if (!missing.delete(existing)) splicer.remove(element);
  }
  const container = containers.at(-1);
  for (const rule of missing.values()) {
    if (container) splicer.append(container, [], ruleNode(rule));
    else splicer.append(entry, [{ name: 'rules', attributes: [] }], ruleNode(rule));
  }
}

function inheritedLayers(configuration: Configuration, section: XmlElement | null) {
  if (configuration.kind === 'web') return [];
  const given = { applicationHost: configuration, web: null };
  return layersOf(given, null, '/', sectionNames.mapping).filter(({ element }) => element !== section);
}

/** Returns the edits without those that the server level holds exactly so; one that it holds otherwise is a problem. */
function withoutInherited<Edit extends OneToOneEdit | ManyToOneEdit>(
  configuration: Configuration,
  section: XmlElement | null,
  collection: Collection<Edit>,
  edits: readonly Edit[],
  removed: ReadonlySet<string>,
): Reply<readonly Edit[]> {
  const cleared =
    section !== null &&
    childrenNamed(section, collection.name).some(({ children }) => children.some(({ name }) => name === 'clear'));
  if (cleared) return succeed(edits);
  const inherited = new Map<string, { element: XmlElement; line: number }>();
  for (const { element, layer } of effectiveEntries(inheritedLayers(configuration, section), collection.name)) {
    const key = collection.keyOfElement(element);
    const line = layer.configuration.document.line(element);
    if (!inherited.has(key)) inherited.set(key, { element, line });
  }
  if (inherited.size === 0) return succeed(edits);
  const own: Edit[] = [];
  const wanted = new Map(edits.map((edit) => [collection.keyOfEdit(edit), edit]));
  const inTheWay = [...removed].find((key) => !wanted.has(key) && inherited.has(key));
  for (const [key, edit] of wanted) {
    const there = inherited.get(key);
    if (there === undefined) own.push(edit);
    else if (!holds(there.element, edit)) return fail(inheritedProblem(configuration, collection.name, there.line));
  }
  if (inTheWay !== undefined) {
    return fail(inheritedProblem(configuration, collection.name, inherited.get(inTheWay)?.line ?? 1));
  }
  return succeed(own);
}

/** A stored password cannot be compared: only `keep` is the same for sure. */
function holds(element: XmlElement, edit: OneToOneEdit | ManyToOneEdit): boolean {
  return (
    booleanOf(element, 'enabled', true) === edit.enabled &&
    (element.attributes.get('userName') ?? '') === (edit.userName ?? '') &&
    (edit.password.kind === 'keep' || (edit.password.kind === 'none' && (edit.userName ?? '') === '')) &&
    (!('permissionMode' in edit) ||
      (element.attributes.get('permissionMode') ?? 'Allow').toLowerCase() === edit.permissionMode.toLowerCase())
  );
}

function inheritedProblem(configuration: Configuration, collection: string, line: number) {
  return configurationProblem('configuration.entry-inherited', {
    detail: `<${collection}> at the server level has it in line ${line} of ${configuration.file}; the site cannot change it.`,
    location: { file: configuration.file, line },
  });
}
