import { readReference, type ReferenceElement } from '../../iis/testing/reference-xml.ts';

/** A document of the bundle as a reader of XML 1.0 sees it: proof that every tag is closed and every text escaped. */
export interface ReadDocument {
  root: ReferenceElement;
  elements: readonly ReferenceElement[];
  /** All of its text, runs of white space as one blank. */
  text: string;
}

/** Returns a document; throws when it is not well-formed XML after the one doctype that HTML has. */
export function readDocument(source: string): ReadDocument {
  const doctype = '<!DOCTYPE html>\n';
  if (!source.startsWith(doctype)) throw new Error('The document does not begin with the doctype of HTML.');
  const root = readReference(source.slice(doctype.length));
  return { root, elements: below(root), text: textOf(root).replace(/\s+/g, ' ') };
}

function below(element: ReferenceElement): ReferenceElement[] {
  return [element, ...element.children.flatMap((child) => ('name' in child ? below(child) : []))];
}

/** Returns all text in an element. */
export function textOf(element: ReferenceElement): string {
  return element.children
    .map((child) => ('name' in child ? textOf(child) : 'text' in child ? child.text : ''))
    .join('');
}

/** Returns what keeps a document from being one that loads and runs nothing and that a screen reader can follow. */
export function documentProblems({ root, elements }: ReadDocument): string[] {
  const problems: string[] = [];
  const ids = new Set<string>();
  let level = 0;
  if (root.name !== 'html' || root.attributes['lang'] !== 'en') problems.push('no <html lang>');
  if (elements.filter(({ name }) => name === 'h1').length !== 1) problems.push('not one h1');
  for (const { name, attributes, children } of elements) {
    if (/^(?:script|link|img|iframe|object|embed|base|form|svg|audio|video)$/.test(name)) problems.push(`<${name}>`);
    for (const [key, value] of Object.entries(attributes)) {
      if (/^on|^style$|^src/.test(key)) problems.push(`${name} ${key}`);
      if (key === 'href' && !/^(?:#[a-z-]+|report\.html)$/.test(value)) problems.push(`href ${value}`);
      if (key === 'id' && ids.size === ids.add(value).size) problems.push(`id ${value} twice`);
    }
    const heading = /^h([1-6])$/.exec(name);
    if (heading) {
      if (Number(heading[1]) > level + 1) problems.push(`h${String(heading[1])} after h${level}`);
      level = Number(heading[1]);
    }
    if (name === 'table' && !children.some((child) => 'name' in child && child.name === 'caption')) {
      problems.push('a table without caption');
    }
    if (name === 'th' && attributes['scope'] === undefined) problems.push('a th without scope');
  }
  for (const { attributes } of elements) {
    const target = attributes['href']?.startsWith('#') ? attributes['href'].slice(1) : attributes['aria-labelledby'];
    if (target !== undefined && !ids.has(target)) problems.push(`nothing has the id ${target}`);
  }
  return problems;
}
