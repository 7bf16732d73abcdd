import type { TextPosition } from '../../text/position.ts';
import { positionsIn } from '../../text/position.ts';

/** One element, with the offsets of its parts in the text of its document. */
export interface XmlElement {
  readonly name: string;
  readonly parent: XmlElement | null;
  readonly children: readonly XmlElement[];
  /** Values as an XML parser gives them: references resolved, white space normalised. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Of its `<`. */
  readonly start: number;
  /** After the `>` of its start tag. */
  readonly startTagEnd: number;
  /** Of the `<` of its end tag; null for an empty-element tag (`<a/>`). */
  readonly endTagStart: number | null;
  /** After its last `>`. */
  readonly end: number;
}

/** A parsed file: its text, as it stands in the file, and the tree over it. */
export class XmlDocument {
  readonly text: string;
  readonly root: XmlElement;
  readonly #positionOf: (offset: number) => TextPosition;

  constructor(text: string, root: XmlElement) {
    this.text = text;
    this.root = root;
    this.#positionOf = positionsIn(text);
  }

  /** Returns the line and column of an offset (XML 1.0, 2.11). */
  position(offset: number): TextPosition {
    return this.#positionOf(offset);
  }

  /** Returns the line on which an element starts. */
  line(element: XmlElement): number {
    return this.position(element.start).line;
  }
}

/** Returns the children of that name, in document order. */
export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Where an attribute stands in the text: `value` without its quotes. */
export interface AttributeSpan {
  /** Of the white space before the name. */
  start: number;
  nameStart: number;
  valueStart: number;
  valueEnd: number;
  quote: '"' | "'";
  /** After the closing quote. */
  end: number;
}

const attributePattern = /(\s+)([^\s=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

/** Returns the places of an element's attributes, in the order of the text, by scanning its (well-formed) start tag. */
export function attributeSpans(text: string, element: XmlElement): Map<string, AttributeSpan> {
  const spans = new Map<string, AttributeSpan>();
  attributePattern.lastIndex = element.start + 1 + element.name.length;
  for (let match = attributePattern.exec(text); match !== null; match = attributePattern.exec(text)) {
    const end = match.index + match[0].length;
    const quote = match[3] === undefined ? "'" : '"';
    const value = match[3] ?? match[4] ?? '';
    spans.set(match[2] ?? '', {
      start: match.index,
      nameStart: match.index + (match[1]?.length ?? 0),
      valueStart: end - 1 - value.length,
      valueEnd: end - 1,
      quote,
      end,
    });
  }
  return spans;
}
