/** A node as the reference reader sees it. */
export interface ReferenceElement {
  name: string;
  attributes: Record<string, string>;
  children: ReferenceNode[];
}
export type ReferenceNode = ReferenceElement | { text: string } | { comment: string };

/**
 * Returns the root of well-formed XML, read by the grammar of XML 1.0 alone: it shares no code with the product, so that
 * tests can check by it what the product wrote. Throws on anything that it does not understand.
 */
export function readReference(source: string): ReferenceElement {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const sticky = new RegExp(pattern.source, `${pattern.flags}y`);
    sticky.lastIndex = at;
    const match = sticky.exec(text);
    if (match) at += match[0].length;
    return match;
  };
  const misc = (): ReferenceNode | null => {
    const comment = take(/<!--((?:(?!--)[^])*)-->/);
    if (comment) return { comment: comment[1] ?? '' };
    if (take(/<\?(?:(?!\?>)[^])*\?>/)) return { comment: '?' };
    return null;
  };
  const prolog = () => {
    while (take(/\s+/) ?? misc());
  };
  prolog();
  const document: ReferenceElement = { name: '', attributes: {}, children: [] };
  const stack = [document];
  do {
    const parent = stack.at(-1);
    if (!parent) throw new Error(`no parent at ${at}`);
    const end = stack.length > 1 ? take(/<\/([^\s<>/]+)\s*>/) : null;
    if (end) {
      if (end[1] !== parent.name) throw new Error(`</${end[1] ?? ''}> closes <${parent.name}> at ${at}`);
      stack.pop();
      continue;
    }
    const cdata = take(/<!\[CDATA\[([^]*?)\]\]>/);
    const run = cdata ? null : take(/[^<&]+|&[^;\s]+;/);
    const note = (cdata ?? run) ? null : misc();
    if (cdata) parent.children.push({ text: cdata[1] ?? '' });
    else if (run) parent.children.push({ text: resolve(run[0]) });
    else if (note) parent.children.push(note);
    else {
      const start = take(/<([^\s<>/!?]+)/);
      if (!start) throw new Error(`not understood at ${at}: ${text.slice(at, at + 40)}`);
      const attributes = Object.create(null) as Record<string, string>;
      const element: ReferenceElement = { name: start[1] ?? '', attributes, children: [] };
      for (let match = take(/\s+([^\s=<>/]+)\s*=\s*("[^"<]*"|'[^'<]*')/); match;) {
        const name = match[1] ?? '';
        if (Object.hasOwn(element.attributes, name)) throw new Error(`${name} twice at ${at}`);
        element.attributes[name] = resolve((match[2] ?? '').slice(1, -1).replace(/[\t\n]/g, ' '));
        match = take(/\s+([^\s=<>/]+)\s*=\s*("[^"<]*"|'[^'<]*')/);
      }
      const close = take(/\s*(\/?)>/);
      if (!close) throw new Error(`start tag of ${element.name} at ${at}`);
      parent.children.push(element);
      if (close[1] === '') stack.push(element);
    }
  } while (stack.length > 1);
  prolog();
  const root = document.children[0];
  if (at !== text.length || !root || !('name' in root)) throw new Error(`something after the root at ${at}`);
  return root;
}

function resolve(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&([^;]*);/g, (_, name: string) => {
    const number = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(name);
    if (number) return String.fromCodePoint(number[1] ? parseInt(number[1], 16) : Number(number[2]));
    const value = named[name];
    if (value === undefined) throw new Error(`&${name};`);
    return value;
  });
}

/** Returns the child elements, all or those of one name. */
export function elementsOf(element: ReferenceElement, name?: string): ReferenceElement[] {
  return element.children.filter(
    (child): child is ReferenceElement => 'name' in child && (name === undefined || child.name === name),
  );
}
