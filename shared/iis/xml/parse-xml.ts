import { SaxesParser } from 'saxes';
import type { Problem } from '../../api/problem.ts';
import type { Reply } from '../../api/reply.ts';
import { fail, succeed } from '../../api/reply.ts';
import type { XmlElement } from './document.ts';
import { XmlDocument } from './document.ts';
import { xmlProblem } from './problems.ts';

/** Deeper files are refused; the deepest element that IIS' schema knows stands on level 9. */
export const maximumDepth = 128;

/** A server with thirty thousand sites stays below it, as do 15 MiB of mappings; more is no configuration of IIS. */
export const maximumElements = 250_000;

/** The longest list in IIS' schema has some thirty attributes. */
export const maximumAttributes = 1000;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type OpenElement = Omit<Writable<XmlElement>, 'children'> & { children: XmlElement[] };

/** Carries a problem out of the parser's callbacks; never leaves this file. */
class Refusal extends Error {
  readonly problem: (at: ReturnType<XmlDocument['position']>) => Problem;
  readonly offset: number;

  constructor(offset: number, problem: (at: ReturnType<XmlDocument['position']>) => Problem) {
    super('refused');
    this.offset = offset;
    this.problem = problem;
  }
}

/**
 * Returns the element tree of an XML text, every element with its exact offsets, in one pass and without recursion.
 * Refused with line and column: what is not well-formed XML 1.0 with namespaces, a document type declaration (and with
 * it every entity but the five of XML), and what is deeper, longer or wider than the limits above.
 */
export function parseXml(text: string, file: string): Reply<XmlDocument> {
  try {
    return succeed(new XmlDocument(text, build(text, file)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const nothing: XmlElement = {
      name: '',
      parent: null,
      children: [],
      attributes: new Map(),
      start: 0,
      startTagEnd: 0,
      endTagStart: null,
      end: 0,
    };
    return fail(error.problem(new XmlDocument(text, nothing).position(error.offset)));
  }
}

function build(text: string, file: string): XmlElement {
  const parser = new SaxesParser({ xmlns: false, position: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  let root: XmlElement | undefined;
  let open: OpenElement | null = null;
  let depth = 0;
  let start = 0;
  let elements = 0;
  let attributes = 0;

  const refuse = (code: Parameters<typeof xmlProblem>[0], detail: string, offset: number): never => {
    throw new Refusal(offset, (at) => xmlProblem(code, { detail, location: { file, ...at } }));
  };
  const malformed = (words: string, offset = Math.max(0, parser.position - 1)): never =>
    refuse('xml.not-well-formed', words, Math.min(offset, text.length));

  parser.on('error', (error) => {
    const words = error.message.replace(/^\d+:\d+: /, '');
    // The parser takes everything up to the next semicolon for the name, and so sees the mistake far too late.
    const bare = bareAmpersand(text, parser.position);
    const unclosed = parser.position >= text.length ? unclosedMarkup(text) : null;
    if (unclosed !== null) malformed(`The "${unclosed.opening}" that begins here never ends.`, unclosed.offset);
    if (bare !== null) malformed('An "&" that begins no reference; as a character it is written "&amp;".', bare);
    malformed(
      open === null || !/tag|end/.test(words)
        ? `The parser says: ${words}`
        : `In <${open.name}>, the parser says: ${words}`,
    );
  });
  parser.on('xmldecl', ({ version }) => {
    if (version !== '1.0') malformed(`The declaration says XML ${version ?? ''}; IIS reads XML 1.0.`, 0);
  });
  parser.on('opentagstart', () => {
    start = text.lastIndexOf('<', parser.position - 1);
    if (depth >= maximumDepth) refuse('xml.too-deep', `More than ${maximumDepth} levels of elements.`, start);
    elements += 1;
    if (elements > maximumElements) refuse('xml.too-many', `More than ${maximumElements} elements.`, start);
    attributes = 0;
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > maximumAttributes) {
      refuse('xml.too-many', `An element with more than ${maximumAttributes} attributes.`, start);
    }
  });
  parser.on('opentag', (tag) => {
    const element: OpenElement = {
      name: tag.name,
      parent: open,
      children: [],
      attributes: new Map(Object.entries(tag.attributes)),
      start,
      startTagEnd: parser.position,
      endTagStart: null,
      end: parser.position,
    };
    checkPrefixes(element, (name) => malformed(`The prefix of "${name}" is not declared.`, element.start));
    if (open === null) root = element;
    else open.children.push(element);
    open = element;
    depth += 1;
  });
  parser.on('closetag', (tag) => {
    if (open === null) return malformed('An end tag without its start tag.');
    if (!tag.isSelfClosing) {
      open.endTagStart = text.lastIndexOf('<', parser.position - 1);
      open.end = parser.position;
    }
    open = open.parent as OpenElement | null;
    depth -= 1;
  });
  // The parser reports a document type only after having read all of it, and reads entities in it that are refused.
  const documentType = findDocumentType(text);
  if (documentType !== null) refuse('xml.document-type', `${file} has <!DOCTYPE ...>.`, documentType);
  parser.write(text).close();
  return root ?? malformed('There is no root element.', 0);
}

/** Returns the offset of the first `&` before `limit`, outside comments, CDATA and instructions, that begins no reference. */
function bareAmpersand(text: string, limit: number): number | null {
  const reference = /&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z_:][\w:.-]{0,255});/y;
  const interesting = /&|<(?:!--|!\[CDATA\[|\?)/g;
  for (let match = interesting.exec(text); match !== null && match.index < limit; match = interesting.exec(text)) {
    const [opening] = match;
    if (opening === '&') {
      reference.lastIndex = match.index;
      if (!reference.test(text)) return match.index;
      continue;
    }
    const closing = opening === '<!--' ? '-->' : opening === '<?' ? '?>' : ']]>';
    const end = text.indexOf(closing, interesting.lastIndex);
    if (end === -1) return null;
    interesting.lastIndex = end + closing.length;
  }
  return null;
}

/** Returns the comment, CDATA section or instruction that the text ends in, else null. */
function unclosedMarkup(text: string): { opening: string; offset: number } | null {
  const openings = ['<!--', '<![CDATA[', '<?'].map((opening) => ({ opening, offset: text.lastIndexOf(opening) }));
  const [first] = openings.filter(({ offset }) => offset !== -1).sort((a, b) => b.offset - a.offset);
  // What could end another one behind it means that it may stand inside that one.
  const isOpen = first !== undefined && !['-->', ']]>', '?>'].some((closing) => text.includes(closing, first.offset));
  return isOpen ? first : null;
}

/** Returns the offset of a document type declaration in the prolog, the only place that XML 1.0 allows it at. */
function findDocumentType(text: string): number | null {
  const blank = /\s*/y;
  for (let offset = 0; ;) {
    blank.lastIndex = offset;
    offset += blank.exec(text)?.[0].length ?? 0;
    if (text.startsWith('<!DOCTYPE', offset)) return offset;
    const end = text.startsWith('<?', offset) ? '?>' : text.startsWith('<!--', offset) ? '-->' : null;
    const found = end === null ? -1 : text.indexOf(end, offset + 2);
    if (end === null || found === -1) return null;
    offset = found + end.length;
  }
}

function checkPrefixes(element: XmlElement, refuse: (name: string) => void): void {
  const names = element.name.includes(':') ? [element.name] : [];
  for (const name of element.attributes.keys()) if (name.includes(':') && !/^xml(ns)?:/.test(name)) names.push(name);
  for (const name of names) {
    const declaration = `xmlns:${name.slice(0, name.indexOf(':'))}`;
    let scope: XmlElement | null = element;
    while (scope !== null && !scope.attributes.has(declaration)) scope = scope.parent;
    if (scope === null) refuse(name);
  }
}
