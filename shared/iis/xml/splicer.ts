import type { XmlDocument, XmlElement } from './document.ts';
import { attributeSpans } from './document.ts';
import type { XmlLayout, XmlNode } from './write-xml.ts';
import { escapeAttribute, printNodes, safeComment } from './write-xml.ts';

/** Puts a text in the place of another one. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** An element that is made around new ones. */
export type Wrapper = Pick<XmlNode, 'name' | 'attributes'>;

/**
 * Collects changes to a document and applies them to its text in one go; what no change names keeps every character.
 * New text takes the indentation, line ends and quotes of its neighbours.
 */
export class Splicer {
  readonly #document: XmlDocument;
  readonly #anyCharacter: boolean;
  readonly #splices: Splice[] = [];
  readonly #appended = new Map<XmlElement, XmlNode[]>();
  /** For each list of new elements, the children of the wrappers in it. */
  readonly #wrappers = new Map<XmlNode[], Map<string, XmlNode[]>>();
  readonly #inserted = new Map<XmlElement, XmlNode[]>();
  readonly #lineBreak: string;
  #unit: string | undefined;

  constructor(document: XmlDocument, anyCharacter: boolean) {
    this.#document = document;
    this.#anyCharacter = anyCharacter;
    this.#lineBreak = /\r\n|\r|\n/.exec(document.text)?.[0] ?? '';
  }

  /** Sets an attribute: replaces the value between its quotes, or adds it after the last attribute. */
  setAttribute(element: XmlElement, name: string, value: string): void {
    const spans = attributeSpans(this.#document.text, element);
    const span = spans.get(name);
    if (span) {
      const text = escapeAttribute(value, span.quote, this.#anyCharacter);
      this.#splices.push({ start: span.valueStart, end: span.valueEnd, text });
      return;
    }
    const last = [...spans.values()].at(-1);
    const at = last?.end ?? element.start + 1 + element.name.length;
    const gap = last ? this.#document.text.slice(last.start, last.nameStart) : ' ';
    const quote = last?.quote ?? '"';
    const text = `${/[\r\n]/.test(gap) ? gap : ' '}${name}=${quote}${escapeAttribute(value, quote, this.#anyCharacter)}${quote}`;
    this.#splices.push({ start: at, end: at, text });
  }

  removeAttribute(element: XmlElement, name: string): void {
    const span = attributeSpans(this.#document.text, element).get(name);
    if (span) this.#splices.push({ start: span.start, end: span.end, text: '' });
  }

  /** Adds an element at the end of another, inside the wrappers, from outside in; equal ones are made once. */
  append(parent: XmlElement, wrappers: readonly Wrapper[], node: XmlNode): void {
    let siblings = this.#appended.get(parent);
    if (siblings === undefined) this.#appended.set(parent, (siblings = []));
    for (const wrapper of wrappers) siblings = this.#childrenOf(siblings, wrapper);
    siblings.push(node);
  }

  /** Adds an element before another, on its own line where that one has its own. */
  insertBefore(element: XmlElement, node: XmlNode): void {
    this.#inserted.set(element, [...(this.#inserted.get(element) ?? []), node]);
  }

  /** Adds a comment on the line before an element. */
  commentBefore(element: XmlElement, comment: string): void {
    const between = this.#lineBreak === '' ? '' : this.#lineBreak + this.#indentOf(element);
    const text = `<!-- ${safeComment(comment)} -->${between}`;
    this.#splices.push({ start: element.start, end: element.start, text });
  }

  /** Takes an element out, with its line where nothing else stands on it. */
  remove(element: XmlElement): void {
    const { text } = this.#document;
    const before = /(^|[\r\n])([ \t]*)$/.exec(text.slice(lineStart(text, element.start), element.start));
    const after = /^[ \t]*(\r\n|\r|\n)/.exec(text.slice(element.end, element.end + 1000));
    const ownLine = before !== null && after !== null;
    this.#splices.push({
      start: ownLine ? lineStart(text, element.start) : element.start,
      end: ownLine ? element.end + after[0].length : element.end,
      text: '',
    });
  }

  /** Returns whether anything is to be changed. */
  get isEmpty(): boolean {
    return this.#splices.length === 0 && this.#appended.size === 0 && this.#inserted.size === 0;
  }

  /** Returns the text with every change in it, and what takes the changes out of it again. */
  apply(): { text: string; undo: readonly Splice[] } {
    const splices = [
      ...[...this.#inserted].map(([element, nodes]) => this.#insertion(element, nodes)),
      ...this.#splices,
      ...[...this.#appended].map(([parent, nodes]) => this.#appendix(parent, nodes)),
    ];
    splices.sort((a, b) => a.start - b.start || a.end - b.end);
    const { text } = this.#document;
    let shift = 0;
    const undo = splices.map(({ start, end, text: added }): Splice => {
      const at = start + shift;
      shift += added.length - (end - start);
      return { start: at, end: at + added.length, text: text.slice(start, end) };
    });
    return { text: replaceParts(text, splices), undo };
  }

  #childrenOf(siblings: XmlNode[], { name, attributes }: Wrapper): XmlNode[] {
    let made = this.#wrappers.get(siblings);
    if (made === undefined) this.#wrappers.set(siblings, (made = new Map<string, XmlNode[]>()));
    const key = JSON.stringify([name, attributes]);
    let children = made.get(key);
    if (children === undefined) {
      made.set(key, (children = []));
      siblings.push({ name, attributes, children });
    }
    return children;
  }

  get #layout(): XmlLayout {
    return { lineBreak: this.#lineBreak, unit: this.#indentUnit(), anyCharacter: this.#anyCharacter };
  }

  #insertion(element: XmlElement, nodes: readonly XmlNode[]): Splice {
    const { text } = this.#document;
    const at = commentsBefore(text, element.start);
    const indent = this.#ownIndent(at);
    const printed = printNodes(nodes, this.#layout, indent ?? '');
    return { start: at, end: at, text: indent === null ? printed : printed + this.#lineBreak + indent };
  }

  #appendix(parent: XmlElement, nodes: readonly XmlNode[]): Splice {
    const { text } = this.#document;
    const parentIndent = this.#indentOf(parent);
    const indent = this.#childIndent(parent, parentIndent);
    const printed = printNodes(nodes, this.#layout, indent);
    const lineBreak = this.#lineBreak;
    if (parent.endTagStart === null) {
      const inside = `>${lineBreak}${indent}${printed}${lineBreak}${parentIndent}</${parent.name}>`;
      return { start: parent.startTagEnd - 2, end: parent.startTagEnd, text: inside };
    }
    const line = lineStart(text, parent.endTagStart);
    if (lineBreak !== '' && line >= parent.startTagEnd && /^[ \t]*$/.test(text.slice(line, parent.endTagStart))) {
      return { start: line, end: line, text: `${indent}${printed}${lineBreak}` };
    }
    const at = parent.endTagStart;
    return { start: at, end: at, text: `${lineBreak}${indent}${printed}${lineBreak}${parentIndent}` };
  }

  /** Returns the white space at the start of the line if nothing but it stands before the offset, else null. */
  #ownIndent(offset: number): string | null {
    const before = this.#document.text.slice(lineStart(this.#document.text, offset), offset);
    return this.#lineBreak !== '' && /^[ \t]*$/.test(before) ? before : null;
  }

  /** Returns the white space at the start of the line on which the element starts. */
  #indentOf(element: XmlElement): string {
    const { text } = this.#document;
    const line = lineStart(text, element.start);
    return /^[ \t]*/.exec(text.slice(line, element.start))?.[0] ?? '';
  }

  #childIndent(parent: XmlElement, parentIndent: string): string {
    if (this.#lineBreak === '') return '';
    for (const child of parent.children.toReversed()) {
      const own = this.#ownIndent(child.start);
      if (own !== null) return own;
    }
    return parentIndent + this.#indentUnit();
  }

  /** Returns one level of indentation as the file has it: by the first child that is indented deeper than its parent. */
  #indentUnit(): string {
    if (this.#lineBreak === '') return '';
    this.#unit ??= this.#findUnit() ?? '    ';
    return this.#unit;
  }

  #findUnit(): string | undefined {
    let level: readonly XmlElement[] = [this.#document.root];
    while (level.length > 0) {
      for (const parent of level) {
        const outer = this.#ownIndent(parent.start);
        const inner = parent.children[0] === undefined ? null : this.#ownIndent(parent.children[0].start);
        if (outer !== null && inner !== null && inner.length > outer.length && inner.startsWith(outer)) {
          return inner.slice(outer.length);
        }
      }
      level = level.flatMap(({ children }) => children);
    }
    return undefined;
  }
}

/** Returns the text with each part replaced; the parts are in the order of the text and do not overlap. */
export function replaceParts(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let offset = 0;
  for (const splice of splices) {
    if (splice.start < offset) throw new Error('Two changes of one place in a configuration file.');
    parts.push(text.slice(offset, splice.start), splice.text);
    offset = splice.end;
  }
  return parts.join('') + text.slice(offset);
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text.charCodeAt(start - 1) !== 10 && text.charCodeAt(start - 1) !== 13) start -= 1;
  return start;
}

/** Returns the start of the comments that stand on lines of their own right before an offset, else the offset. */
function commentsBefore(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    const before = text.slice(Math.max(0, at - 10_000), at).trimEnd();
    if (!before.endsWith('-->')) return at;
    const end = text.slice(0, at).trimEnd().length;
    const start = text.lastIndexOf('<!--', end);
    if (start === -1 || !/^[ \t]*$/.test(text.slice(lineStart(text, start), start))) return at;
    at = start;
  }
}
