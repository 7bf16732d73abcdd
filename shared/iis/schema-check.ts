import { nearest } from '../text/nearest.ts';
import type { Configuration } from './configuration.ts';
import { knownInGroup, lockAttributes, sectionSchema } from './schema.ts';
import type { AttributeSchema, CollectionSchema, ElementSchema } from './schema-types.ts';
import type { XmlElement } from './xml/document.ts';
import { attributeSpans } from './xml/document.ts';

export type SchemaIssueCode =
  'unknown-attribute' | 'unknown-element' | 'unknown-section' | 'missing-attribute' | 'invalid-value' | 'map-cert-flag';

/** One place that does not fit IIS' schema. */
export interface SchemaIssue {
  code: SchemaIssueCode;
  detail: string;
  /** The valid name that was probably meant. */
  suggestion?: string;
  /** Nobody could confirm that IIS refuses it. */
  isUnverified?: true;
  element: XmlElement;
  /** Where in the text. */
  offset: number;
}

/** Returns what in the sections of our table, and in the groups around them, does not fit IIS' schema; in document order. */
export function schemaIssues(configuration: Configuration): SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  const { text } = configuration.document;
  for (const scope of configuration.scopes) {
    for (const [name, elements] of scope.sections) {
      const schema = sectionSchema(name);
      for (const element of schema === undefined ? [] : elements) {
        if (!isElsewhere(element) && schema !== undefined) checkElement(text, element, schema, issues);
      }
    }
    checkGroups(configuration, scope.element, issues);
  }
  return issues.sort((a, b) => a.offset - b.offset);
}

/** Returns whether a section's content stands in another file or is cipher text. */
export function isElsewhere(section: XmlElement): boolean {
  return section.attributes.has('configSource') || section.attributes.has('configProtectionProvider');
}

function checkElement(text: string, element: XmlElement, schema: ElementSchema, issues: SchemaIssue[]): void {
  checkAttributes(text, element, schema, issues, schema.attributes);
  const { collection } = schema;
  for (const child of element.children) {
    const own = schema.elements?.[child.name];
    if (own && Object.hasOwn(schema.elements ?? {}, child.name)) checkElement(text, child, own, issues);
    else if (collection && child.name === collection.addElement) checkElement(text, child, collection, issues);
    else if (collection && child.name === collection.removeElement) checkRemove(text, child, collection, issues);
    else if (collection && child.name === collection.clearElement)
      checkAttributes(text, child, { attributes: [] }, issues, []);
    else if (!schema.ignored?.includes(child.name) && !schema.extensible)
      issues.push(unknownElement(child, element, schema));
  }
}

function checkRemove(text: string, element: XmlElement, collection: CollectionSchema, issues: SchemaIssue[]): void {
  const keys = collection.attributes.filter(({ isUniqueKey, isCombinedKey }) => isUniqueKey ?? isCombinedKey);
  checkAttributes(text, element, { attributes: keys }, issues, keys);
}

function checkAttributes(
  text: string,
  element: XmlElement,
  schema: ElementSchema,
  issues: SchemaIssue[],
  attributes: readonly AttributeSchema[],
): void {
  let spans: ReturnType<typeof attributeSpans> | undefined;
  const at = (name: string) => (spans ??= attributeSpans(text, element)).get(name);
  for (const [name, value] of element.attributes) {
    const known = attributes.find((attribute) => attribute.name === name);
    if (known) {
      const issue = valueIssue(element, known, value);
      if (issue) issues.push({ ...issue, element, offset: at(name)?.valueStart ?? element.start });
    } else if (!schema.extensible && !isAllowedEverywhere(name)) {
      const suggestion = nearestAttribute(
        name,
        attributes.map((attribute) => attribute.name),
      );
      issues.push({
        code: 'unknown-attribute',
        detail: `<${element.name}> has no attribute "${name}".`,
        ...(suggestion !== undefined && { suggestion }),
        element,
        offset: at(name)?.nameStart ?? element.start,
      });
    }
  }
  for (const attribute of attributes) {
    if (attribute.required && !element.attributes.has(attribute.name)) {
      const detail = `<${element.name}> needs the attribute "${attribute.name}".`;
      issues.push({ code: 'missing-attribute', detail, element, offset: element.start });
    }
  }
}

function isAllowedEverywhere(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:') || lockAttributes.some((allowed) => allowed === name);
}

function unknownElement(child: XmlElement, parent: XmlElement, schema: ElementSchema): SchemaIssue {
  const { collection } = schema;
  const names = [
    ...Object.keys(schema.elements ?? {}),
    ...[collection?.addElement, collection?.clearElement, collection?.removeElement].filter(
      (name) => name !== undefined,
    ),
  ];
  const wrapper = missingWrapper(child, schema);
  const detail =
    names.length === 0
      ? `<${parent.name}> has no child elements, but here is <${child.name}>.`
      : `<${child.name}> cannot stand in <${parent.name}>; ${names.map((name) => `<${name}>`).join(', ')} can.`;
  const suggestion = wrapper ?? nearest(child.name, names);
  const base = { code: 'unknown-element', detail, element: child, offset: child.start } as const;
  return suggestion === undefined ? base : { ...base, suggestion };
}

/** An entry right under the section, without the collection around it: the walkthroughs on the web have that mistake. */
function missingWrapper(child: XmlElement, schema: ElementSchema): string | undefined {
  const fits = Object.entries(schema.elements ?? {}).filter(([, { collection }]) => {
    if (child.name === collection?.clearElement) return true;
    const known = new Set(collection?.attributes.map(({ name }) => name));
    return child.name === collection?.addElement && [...child.attributes.keys()].every((name) => known.has(name));
  });
  return fits.length === 0
    ? undefined
    : fits.map(([name]) => `<${name}><${child.name} ... /></${name}>`).join('" or "');
}

/** Names that walkthroughs on the web have for attributes. */
const wrongNames: Readonly<Record<string, string>> = {
  oneToOneMappingsEnabled: 'oneToOneCertificateMappingsEnabled',
  manyToOneMappingsEnabled: 'manyToOneCertificateMappingsEnabled',
};

function nearestAttribute(name: string, names: readonly string[]): string | undefined {
  const meant = Object.hasOwn(wrongNames, name) ? wrongNames[name] : undefined;
  return meant !== undefined && names.includes(meant) ? meant : nearest(name, names);
}

type ValueIssue = Pick<SchemaIssue, 'code' | 'detail' | 'suggestion' | 'isUnverified'>;

/** The value itself is shown only where the schema has names for it: other texts may be secrets. */
function valueIssue(element: XmlElement, attribute: AttributeSchema, value: string): ValueIssue | null {
  const where = `${attribute.name} of <${element.name}>`;
  const invalid = (detail: string): ValueIssue => ({ code: 'invalid-value', detail });
  const trimmed = value.trim();
  if (attribute.type === 'bool' && !/^(true|false)$/i.test(trimmed))
    return invalid(`${where} is neither true nor false.`);
  if (attribute.type === 'enum' || attribute.type === 'flags') return namedIssue(attribute, value, where);
  if (attribute.type === 'uint') {
    if (!/^\d{1,10}$/.test(trimmed) || Number(trimmed) > 0xffffffff)
      return invalid(`${where} is not a number from 0 to 4294967295.`);
    const [low, high] = (attribute.validationParameter ?? '').split(',').map(Number);
    const isRange = attribute.validationType === 'integerRange' && low !== undefined && high !== undefined;
    if (isRange && (Number(trimmed) < low || Number(trimmed) > high))
      return invalid(`${where} is not between ${low} and ${high}.`);
  }
  if (attribute.validationType === 'nonEmptyString' && value === '') return invalid(`${where} is empty.`);
  return null;
}

function namedIssue(attribute: AttributeSchema, value: string, where: string): ValueIssue | null {
  const names = Object.keys(attribute.values ?? {});
  const given = attribute.type === 'flags' ? value.split(',').map((part) => part.trim()) : [value.trim()];
  for (const part of given) {
    if (part === '' && attribute.type === 'flags') continue;
    if (names.some((name) => name.toLowerCase() === part.toLowerCase())) continue;
    const shown = part.slice(0, 60);
    if (attribute.name === 'sslFlags' && part.toLowerCase() === 'sslmapcert') {
      return { code: 'map-cert-flag', detail: `${where} has SslMapCert, which no schema of IIS 7 to 10 knows.` };
    }
    if (/^\d+$/.test(part)) {
      const detail = `${where} has the number ${shown}; the names are ${names.join(', ')}.`;
      return { code: 'invalid-value', detail, isUnverified: true };
    }
    const suggestion = nearest(part, names);
    const detail = `${where} has "${shown}"; valid are ${names.join(', ')}.`;
    return { code: 'invalid-value', detail, ...(suggestion !== undefined && { suggestion }) };
  }
  return null;
}

/** Misspelt sections: names in the two security groups that neither the schema nor configSections knows. */
function checkGroups(configuration: Configuration, scope: XmlElement, issues: SchemaIssue[]): void {
  const visit = (element: XmlElement, path: string) => {
    const known = knownInGroup[path];
    for (const child of element.children) {
      const name = `${path}/${child.name}`;
      if (
        known &&
        !known.includes(child.name) &&
        !configuration.declarations.has(name) &&
        !isDeclaredGroup(configuration, name)
      ) {
        const suggestion = nearest(child.name, known);
        const detail = `IIS knows no section <${child.name}> in ${path}.`;
        const issue = { code: 'unknown-section', detail, element: child, offset: child.start } as const;
        issues.push(suggestion === undefined ? issue : { ...issue, suggestion });
      }
      if (Object.hasOwn(knownInGroup, name)) visit(child, name);
    }
  };
  for (const child of scope.children) {
    if (child.name !== 'system.webServer') continue;
    for (const group of child.children) {
      const name = `system.webServer/${group.name}`;
      if (Object.hasOwn(knownInGroup, name)) visit(group, name);
    }
  }
}

function isDeclaredGroup(configuration: Configuration, name: string): boolean {
  return [...configuration.declarations.keys()].some((declared) => declared.startsWith(`${name}/`));
}
