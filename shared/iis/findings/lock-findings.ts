import type { Finding } from '../../api/finding.ts';
import { layersOf } from '../effective.ts';
import type { SectionName } from '../schema.ts';
import type { XmlElement } from '../xml/document.ts';
import { attributeSpans } from '../xml/document.ts';
import type { Place } from './place.ts';
import { sslRequireFileFinding } from './text.en.ts';

/** A part of a section that a level above locks for those below it. */
interface PartLock {
  line: number;
  by: string;
  locks: (part: { kind: 'attribute' | 'element'; name: string }) => boolean;
}

/** Returns what a level sets although one above it locks just that attribute or element (Microsoft Learn: How to Use Locking in IIS Configuration). */
export function lockFindings(places: readonly Place[]): Finding[] {
  return places.flatMap((place) =>
    [...place.scope.sections].flatMap(([section, elements]) => {
      const locks = locksAbove(place, section);
      return locks.length === 0 ? [] : elements.flatMap((element) => lockedParts(place, section, element, locks));
    }),
  );
}

function locksAbove({ given, scope, site, path }: Place, section: SectionName): PartLock[] {
  return layersOf(given, site, path, section)
    .filter((layer) => layer.scope.key !== scope.key)
    .flatMap(({ element, configuration }) => {
      const line = configuration.document.line(element);
      return locksOf(element).map((lock) => ({ ...lock, line }));
    });
}

function locksOf({ attributes }: XmlElement): Omit<PartLock, 'line'>[] {
  const lists = [
    ['lockAttributes', 'attribute', true],
    ['lockAllAttributesExcept', 'attribute', false],
    ['lockElements', 'element', true],
    ['lockAllElementsExcept', 'element', false],
  ] as const;
  return lists.flatMap(([by, kind, isListed]) => {
    const text = attributes.get(by);
    if (text === undefined) return [];
    const names = new Set(text.split(',').map((name) => name.trim()));
    const locks: PartLock['locks'] = (part) =>
      part.kind === kind && (isListed ? names.has(part.name) || names.has('*') : !names.has(part.name));
    return [{ by: `${by}="${text.slice(0, 100)}"`, locks }];
  });
}

function lockedParts(
  { configuration, words }: Place,
  section: SectionName,
  element: XmlElement,
  locks: readonly PartLock[],
): Finding[] {
  const { file, document } = configuration;
  const spans = attributeSpans(document.text, element);
  const parts = [
    ...[...element.attributes.keys()]
      .filter((name) => !name.startsWith('lock'))
      .map((name) => ({ kind: 'attribute' as const, name, offset: spans.get(name)?.nameStart ?? element.start })),
    ...element.children.map(({ name, start }) => ({ kind: 'element' as const, name, offset: start })),
  ];
  return parts.flatMap((part) => {
    const lock = locks.find((each) => each.locks(part));
    if (lock === undefined) return [];
    const what = part.kind === 'attribute' ? part.name : `<${part.name}>`;
    const parameters = { section, what, place: words, by: lock.by, line: lock.line };
    return [sslRequireFileFinding('part-locked', parameters, { file, ...document.position(part.offset) })];
  });
}
