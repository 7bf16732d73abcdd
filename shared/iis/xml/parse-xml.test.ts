import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReferenceElement } from '../testing/reference-xml.ts';
import { elementsOf, readReference } from '../testing/reference-xml.ts';
import type { XmlElement } from './document.ts';
import { attributeSpans } from './document.ts';
import { maximumAttributes, maximumDepth, maximumElements, parseXml } from './parse-xml.ts';

function problemOf(text: string) {
  const parsed = parseXml(text, 'f');
  return parsed.ok ? null : { code: parsed.problem.code, ...parsed.problem.location };
}

function rootOf(text: string): XmlElement {
  const parsed = parseXml(text, 'f');
  if (!parsed.ok) throw new Error(parsed.problem.detail);
  return parsed.value.root;
}

const name = fc.constantFrom('a', 'b-c', 'system.web', '__proto__', 'constructor', 'ä');
const value = fc.constantFrom('', 'x', '&#x41;&amp;', ' a\tb\nc ', '>', "'", '&lt;/a>', '😀', '&#10;');
const attributes = fc
  .uniqueArray(fc.tuple(name, value, fc.constantFrom(' ', '\n\t', '  ')), { maxLength: 3, selector: ([key]) => key })
  .map((list) => list.map(([key, text, gap]) => `${gap}${key} = "${text}"`).join(''));
const { tree } = fc.letrec<{ tree: string; content: string }>((tie) => ({
  content: fc
    .array(
      fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('text', '&amp;', '<!-- </a> -->', '<![CDATA[<a>]]>', '\r\n', '<?p?>'),
        tie('tree'),
      ),
      {
        maxLength: 4,
      },
    )
    .map((parts) => parts.join('')),
  tree: fc
    .tuple(name, attributes, fc.constantFrom('', ' ', '\n'), fc.option(tie('content')))
    .map(([tag, list, gap, content]) =>
      content === null ? `<${tag}${list}${gap}/>` : `<${tag}${list}${gap}>${content}</${tag}${gap}>`,
    ),
}));

function compare(text: string, element: XmlElement, reference: ReferenceElement): void {
  expect(element.name).toBe(reference.name);
  expect([...element.attributes]).toEqual(Object.entries(reference.attributes));
  expect(text.slice(element.start).startsWith(`<${element.name}`)).toBe(true);
  expect(text.slice(0, element.startTagEnd).endsWith('>')).toBe(true);
  expect(text.slice(0, element.end).endsWith('>')).toBe(true);
  if (element.endTagStart === null) expect(text.slice(0, element.end).endsWith('/>')).toBe(true);
  else expect(text.slice(element.endTagStart, element.end).replace(/\s/g, '')).toBe(`</${element.name}>`);
  // What stands between the offsets is the element, all of it, and nothing else.
  expect(readReference(text.slice(element.start, element.end))).toEqual(reference);
  for (const [key, span] of attributeSpans(text, element)) {
    const alone = `<x y=${span.quote}${text.slice(span.valueStart, span.valueEnd)}${span.quote}/>`;
    expect(readReference(alone).attributes['y']).toBe(element.attributes.get(key));
  }
  expect(attributeSpans(text, element).size).toBe(element.attributes.size);
  const children = elementsOf(reference);
  expect(element.children).toHaveLength(children.length);
  element.children.forEach((child, index) => {
    const other = children[index];
    if (other) compare(text, child, other);
  });
}

describe('the tree', () => {
  it('is that of another reader, with offsets that cut out each element and attribute', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom('', '<?xml version="1.0"?>\r\n<!-- < -->\n'), (text, prolog) => {
        compare(prolog + text, rootOf(prolog + text), readReference(text));
      }),
      { numRuns: 300 },
    );
  });

  it('counts CR LF, LF and CR as one line end each', () => {
    const parsed = parseXml('<a>\r\n\n\r<b/>\r\n <c/></a>', 'f');
    if (!parsed.ok) throw new Error('not parsed');
    const [b, c] = parsed.value.root.children;
    expect(b && parsed.value.position(b.start)).toEqual({ line: 4, column: 1 });
    expect(c && parsed.value.position(c.start)).toEqual({ line: 5, column: 2 });
  });

  it('has no prototype in its names', () => {
    const root = rootOf('<a __proto__="x" constructor="y"><__proto__ toString="z"/></a>');
    expect(root.attributes.get('__proto__')).toBe('x');
    expect(root.attributes.get('toString')).toBeUndefined();
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('what is refused', () => {
  it.each([
    ['', 'xml.not-well-formed', 1, 1],
    ['<a>', 'xml.not-well-formed', 1, 3],
    ['<a>\n<b>\n</a>', 'xml.not-well-formed', 3, 4],
    ['<a/><b/>', 'xml.not-well-formed', 1, 7],
    ['<a x="1" x="2"/>', 'xml.not-well-formed', 1, 16],
    ['<a\n x="<"/>', 'xml.not-well-formed', 2, 5],
    ['<a>&undefined;</a>', 'xml.not-well-formed', 1, 14],
    ['<a>&constructor;</a>', 'xml.not-well-formed', 1, 16],
    ['<a>a & b</a>', 'xml.not-well-formed', 1, 6],
    ['<a><!-- & --><![CDATA[ & ]]><?p & ?>&amp;\n<b c="1&2"/>; </a>', 'xml.not-well-formed', 2, 8],
    ['<a>&#0;</a>', 'xml.not-well-formed', 1, 7],
    ['<a>&#xD800;</a>', 'xml.not-well-formed', 1, 11],
    ['<a>\u0000</a>', 'xml.not-well-formed', 1, 4],
    ['<a><!-- -- --></a>', 'xml.not-well-formed', 1, 11],
    ['<a>]]></a>', 'xml.not-well-formed', 1, 6],
    ['<a x=1/>', 'xml.not-well-formed', 1, 6],
    ['<a p:x="1"/>', 'xml.not-well-formed', 1, 1],
    ['<?xml version="1.1"?><a/>', 'xml.not-well-formed', 1, 1],
    ['text<a/>', 'xml.not-well-formed', 1, 5],
    ['<!DOCTYPE a><a/>', 'xml.document-type', 1, 1],
    ['<?xml version="1.0"?>\n<!-- x -->\n <!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'xml.document-type', 3, 2],
    ['<!DOCTYPE a [<!ENTITY e "', 'xml.document-type', 1, 1],
  ])('%j', (text, code, line, column) => {
    expect(problemOf(text)).toEqual({ code, file: 'f', line, column });
  });

  it('nesting without end, before it costs anything', () => {
    expect(problemOf('<a>'.repeat(100_000))?.code).toBe('xml.too-deep');
    const deepest = '<a>'.repeat(maximumDepth) + '</a>'.repeat(maximumDepth);
    expect(problemOf(deepest)).toBeNull();
    expect(problemOf(`<a>${deepest}</a>`)?.code).toBe('xml.too-deep');
  });

  it.each([
    ['<a>\n <!-- x', 2, 2],
    ['<a>\n <![CDATA[ x', 2, 2],
    ['<a>\n <?p x', 2, 2],
    ['<a>\n <!-- <? --><b>', 2, 15],
  ])('the end of the file in %j, told where it begins', (text, line, column) => {
    expect(problemOf(text)).toEqual({ code: 'xml.not-well-formed', file: 'f', line, column });
  });

  it('more attributes or elements than any configuration has', () => {
    const wide = (count: number) =>
      `<a>\n<b ${Array.from({ length: count }, (_, each) => `x${each}=""`).join(' ')}/></a>`;
    expect(problemOf(wide(maximumAttributes))).toBeNull();
    expect(problemOf(wide(maximumAttributes + 1))).toEqual({ code: 'xml.too-many', file: 'f', line: 2, column: 1 });
    const column = 4 + 4 * (maximumElements - 1);
    expect(problemOf(`<a>${'<b/>'.repeat(maximumElements)}`)).toEqual({
      code: 'xml.too-many',
      file: 'f',
      line: 1,
      column,
    });
  });

  it('but not declared prefixes and a default namespace', () => {
    expect(
      problemOf('<a xmlns="u" xmlns:xdt="v"><b xdt:Transform="Insert" xml:space="preserve"><xdt:c/></b></a>'),
    ).toBeNull();
  });
});
