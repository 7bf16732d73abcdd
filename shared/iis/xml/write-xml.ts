import type { Problem } from '../../api/problem.ts';
import { xmlProblem } from './problems.ts';

/** An element to be written; a comment stands before it. */
export interface XmlNode {
  name: string;
  attributes: readonly (readonly [name: string, value: string])[];
  children: readonly XmlNode[];
  comment?: string;
}

export interface XmlLayout {
  /** Between lines; empty writes everything on one line. */
  lineBreak: string;
  /** One level of indentation. */
  unit: string;
  /** False: what is not ASCII becomes a character reference, because the file's encoding may lack it. */
  anyCharacter: boolean;
}

/** What no XML 1.0 document can hold, not even as a reference: control characters, lone surrogates, U+FFFE and U+FFFF. */
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Printable ASCII: most values, and every certificate. */
const printable = /^[ -~]*$/;

/** Returns a problem when a value has a character that XML cannot hold, else null. `what` names the value, which is not shown. */
export function characterProblem(value: string, what: string): Problem | null {
  if (printable.test(value)) return null;
  const match = forbidden.exec(value);
  if (!match) return null;
  const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return xmlProblem('xml.character', { detail: `${what} has the character U+${code}.` });
}

/** Looked for one by one: for long values that is several times faster than one expression for all. */
const special = ['&', '<', '>', '"', "'", '\t', '\n', '\r'];

/** Returns the text to stand between quotes, such that every XML parser reads back exactly the value (XML 1.0, 2.4 and 3.3.3). */
export function escapeAttribute(value: string, quote: '"' | "'", anyCharacter: boolean): string {
  const escaped = !special.some((character) => value.includes(character))
    ? value
    : value.replace(/[&<>\t\n\r"']/g, (character) => {
        if (character === '&') return '&amp;';
        if (character === '<') return '&lt;';
        if (character === '>') return '&gt;';
        if (character === '"') return quote === '"' ? '&quot;' : character;
        if (character === "'") return quote === "'" ? '&apos;' : character;
        return `&#${character.charCodeAt(0)};`;
      });
  return anyCharacter
    ? escaped
    : escaped.replace(/[^\u0000-\u007f]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

/** Returns the comment's text, such that it cannot end the comment early (XML 1.0, 2.5). */
export function safeComment(text: string): string {
  return text.replace(/-(?=-)/g, '- ').replace(/-$/, '- ');
}

/**
 * Returns the elements as text, without a line break at the end. `indent` stands before each line but the first. Values
 * must have passed `characterProblem`.
 */
export function printNodes(nodes: readonly XmlNode[], layout: XmlLayout, indent: string): string {
  const parts: string[] = [];
  printInto(parts, nodes, layout, indent);
  return parts.join('');
}

/** One list for all levels: ten thousand entries are copied once, not once for each level around them. */
function printInto(parts: string[], nodes: readonly XmlNode[], layout: XmlLayout, indent: string): void {
  const { lineBreak, unit, anyCharacter } = layout;
  for (const [index, { name, attributes, children, comment }] of nodes.entries()) {
    if (index > 0) parts.push(lineBreak, indent);
    if (comment !== undefined) parts.push('<!-- ', safeComment(comment), ' -->', lineBreak, indent);
    parts.push('<', name);
    for (const [key, value] of attributes) parts.push(' ', key, '="', escapeAttribute(value, '"', anyCharacter), '"');
    if (children.length === 0) {
      parts.push(' />');
      continue;
    }
    const inner = lineBreak === '' ? '' : indent + unit;
    parts.push('>', lineBreak, inner);
    printInto(parts, children, layout, inner);
    parts.push(lineBreak, indent, '</', name, '>');
  }
}
