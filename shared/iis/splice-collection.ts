import { longestRun } from '../longest-run.ts';
import type { ManyToOneEdit, OneToOneEdit } from './configuration-edits.ts';
import { isUnfinished, unfinishedComment } from './edit-nodes.ts';
import { booleanOf, storedPassword } from './read-mapping-section.ts';
import type { XmlElement } from './xml/document.ts';
import { childrenNamed } from './xml/document.ts';
import type { Splicer } from './xml/splicer.ts';
import type { XmlNode } from './xml/write-xml.ts';

/** One collection of the section: how its entries are told apart, compared and written. */
export interface Collection<Edit> {
  name: string;
  /** The first entry that matches decides. */
  isOrdered: boolean;
  keyOfElement: (element: XmlElement) => string;
  keyOfEdit: (edit: Edit) => string;
  node: (edit: Edit) => XmlNode;
  /** Attributes that differ from what is wanted. */
  update: (splicer: Splicer, element: XmlElement, edit: Edit) => void;
}

/**
 * Order decides in a collection: a new entry goes before the next answered one that is there already, and existing ones
 * that stand in another order than answered are moved, as few as possible.
 */
export function spliceCollection<Edit extends OneToOneEdit | ManyToOneEdit>(
  splicer: Splicer,
  section: XmlElement,
  collection: Collection<Edit>,
  edits: readonly Edit[],
  removed: ReadonlySet<string>,
): void {
  const containers = childrenNamed(section, collection.name);
  const existing = new Map<string, XmlElement>();
  const wanted = new Set(edits.map(collection.keyOfEdit));
  for (const element of containers.flatMap(({ children }) => children)) {
    if (element.name !== 'add') continue;
    const key = collection.keyOfElement(element);
    if (removed.has(key) && !wanted.has(key)) splicer.remove(element);
    else if (!existing.has(key)) existing.set(key, element);
  }
  const container = containers.at(-1);
  const answered = edits.flatMap((edit) => existing.get(collection.keyOfEdit(edit)) ?? []);
  const staying = collection.isOrdered ? longestInOrder(answered) : new Set(answered);
  let next: XmlElement | undefined;
  const placed: { node: XmlNode; before: XmlElement | undefined }[] = [];
  for (const edit of edits.toReversed()) {
    const element = existing.get(collection.keyOfEdit(edit));
    if (element === undefined) placed.push({ node: collection.node(edit), before: next });
    else if (staying.has(element)) {
      collection.update(splicer, element, edit);
      next = element;
    } else {
      splicer.remove(element);
      placed.push({ node: movedNode(element, edit, collection.node(edit)), before: next });
    }
  }
  for (const { node, before } of placed.toReversed()) {
    if (before) splicer.insertBefore(before, node);
    else if (container) splicer.append(container, [], node);
    else splicer.append(section, [{ name: collection.name, attributes: [] }], node);
  }
}

/** Returns a longest run of the elements that stands in document order already. */
function longestInOrder(elements: readonly XmlElement[]): Set<XmlElement> {
  const run = longestRun(elements.map(({ start }) => start));
  return new Set(elements.filter((_, index) => run.has(index)));
}

/** A moved entry is written anew; a password that is kept, and attributes that the edit does not name, go with it. */
function movedNode(element: XmlElement, edit: OneToOneEdit | ManyToOneEdit, fresh: XmlNode): XmlNode {
  const stored = element.attributes.get('password');
  const keeps = edit.password.kind === 'keep' && stored !== undefined;
  const unfinished = isUnfinished(edit, storedPassword(stored) !== 'none' || booleanOf(element, 'enabled', true));
  const own = fresh.attributes.map(([name, value]) =>
    name === 'enabled' ? ([name, String(edit.enabled && !unfinished)] as const) : ([name, value] as const),
  );
  const named = new Set(['password', 'userName', 'description', ...own.map(([name]) => name)]);
  const others = [...element.attributes].filter(([name]) => !named.has(name));
  const attributes = [...own, ...(keeps ? [['password', stored] as const] : []), ...others];
  return { name: fresh.name, attributes, children: fresh.children, ...(unfinished && { comment: unfinishedComment }) };
}
