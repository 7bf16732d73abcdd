import type { ReferenceElement } from './reference-xml.ts';
import { elementsOf, readReference } from './reference-xml.ts';

/** Returns the sections of an IIS_schema.xml by name. */
export function readSchema(source: string): Map<string, ReferenceElement> {
  const root = readReference(source);
  return new Map(elementsOf(root, 'sectionSchema').map((section) => [section.attributes['name'] ?? '', section]));
}

/**
 * Returns what in a document does not fit an IIS_schema.xml: unknown and missing attributes, values, elements, duplicate
 * keys. Works on the schema file itself, not on the product's table. `root` is a configuration or one `<location>`.
 */
export function violations(root: ReferenceElement, schema: ReadonlyMap<string, ReferenceElement>): string[] {
  const found: string[] = [];
  const visit = (element: ReferenceElement, path: string) => {
    for (const child of elementsOf(element)) {
      const name = path === '' ? child.name : `${path}/${child.name}`;
      const section = schema.get(name);
      if (path === '' && child.name === 'location') visit(child, '');
      else if (section) checkElement(child, section, name, found);
      else if ([...schema.keys()].some((known) => known.startsWith(`${name}/`))) visit(child, name);
      else if (path.startsWith('system.webServer/security')) found.push(`${name} is no section`);
    }
  };
  visit(root, '');
  return found;
}

function checkElement(element: ReferenceElement, schema: ReferenceElement, path: string, found: string[]): void {
  checkAttributes(element, schema, path, found);
  const elements = new Map(elementsOf(schema, 'element').map((each) => [each.attributes['name'], each]));
  const collection = elementsOf(schema, 'collection')[0];
  const keys = new Set<string>();
  for (const child of elementsOf(element)) {
    const here = `${path}/${child.name}`;
    const nested = elements.get(child.name);
    if (nested) checkElement(child, nested, here, found);
    else if (collection?.attributes['addElement'] === child.name) {
      checkElement(child, collection, here, found);
      for (const key of keysOf(child, collection)) {
        if (keys.has(key)) found.push(`${here}: duplicate key`);
        keys.add(key);
      }
    } else if (collection?.attributes['clearElement'] === child.name) keys.clear();
    else if (collection?.attributes['removeElement'] !== child.name) found.push(`${here} is not allowed`);
  }
}

function keysOf(element: ReferenceElement, collection: ReferenceElement): string[] {
  const value = (attribute: ReferenceElement) => {
    const text = element.attributes[attribute.attributes['name'] ?? ''] ?? attribute.attributes['defaultValue'] ?? '';
    return attribute.attributes['caseSensitive'] === 'true' ? text : text.toLowerCase();
  };
  const attributes = elementsOf(collection, 'attribute');
  const unique = attributes.filter((attribute) => attribute.attributes['isUniqueKey'] === 'true');
  const combined = attributes.filter((attribute) => attribute.attributes['isCombinedKey'] === 'true');
  return [
    ...unique.map((attribute) => `${attribute.attributes['name'] ?? ''}=${value(attribute)}`),
    ...(combined.length > 0 ? [JSON.stringify(combined.map(value))] : []),
  ];
}

function checkAttributes(element: ReferenceElement, schema: ReferenceElement, path: string, found: string[]): void {
  const known = elementsOf(schema, 'attribute');
  for (const [name, value] of Object.entries(element.attributes)) {
    const attribute = known.find((each) => each.attributes['name'] === name);
    if (!attribute) {
      found.push(`${path}/@${name} is unknown`);
      continue;
    }
    const names = [...elementsOf(attribute, 'enum'), ...elementsOf(attribute, 'flag')].map(
      (each) => each.attributes['name'],
    );
    const type = attribute.attributes['type'];
    const fits =
      type === 'bool'
        ? value === 'true' || value === 'false'
        : type === 'enum'
          ? names.includes(value)
          : type === 'flags'
            ? value.split(', ').every((flag) => names.includes(flag))
            : type === 'uint'
              ? /^\d+$/.test(value)
              : value !== '' || attribute.attributes['validationType'] !== 'nonEmptyString';
    if (!fits) found.push(`${path}/@${name}: "${value}"`);
  }
  for (const attribute of known) {
    const name = attribute.attributes['name'] ?? '';
    if (attribute.attributes['required'] === 'true' && !Object.hasOwn(element.attributes, name)) {
      found.push(`${path}/@${name} is missing`);
    }
  }
}
