import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../e2e/shared-data.ts';
import type { ElementSchema, SchemaVersion } from './schema-types.ts';
import { schemaVersions } from './schema-types.ts';
import { knownInGroup, sectionNames, sections, sectionSchema } from './schema.ts';
import { readSchema } from './testing/reference-schema.ts';
import type { ReferenceElement } from './testing/reference-xml.ts';
import { elementsOf } from './testing/reference-xml.ts';

const order = (version: SchemaVersion) => schemaVersions.indexOf(version);

/** Our table in the form of the file, for one version. */
function ours(schema: ElementSchema, version: SchemaVersion): unknown {
  const attributes = schema.attributes
    .filter(({ since }) => since === undefined || order(since) <= order(version))
    .map(({ values, ...rest }) => ({
      ...Object.fromEntries(
        Object.entries(rest)
          .filter(([name]) => name !== 'since')
          .map(([name, value]) => [name, String(value)]),
      ),
      values: values ?? {},
    }));
  const elements = Object.entries(schema.elements ?? {}).map(
    ([name, element]) => [name, ours(element, version)] as const,
  );
  const { collection } = schema;
  return {
    attributes,
    elements,
    ...(collection && {
      collection: {
        addElement: collection.addElement,
        clearElement: collection.clearElement,
        removeElement: collection.removeElement,
        ...(ours(collection, version) as object),
      },
    }),
  };
}

function theirs(element: ReferenceElement, mirror: ElementSchema): unknown {
  const attributes = elementsOf(element, 'attribute').map((attribute) => ({
    ...attribute.attributes,
    values: Object.fromEntries(
      elementsOf(attribute).map((value): [string, number] => [
        value.attributes['name'] ?? '',
        Number(value.attributes['value']),
      ]),
    ),
  }));
  const names = new Set(mirror.ignored);
  const elements = elementsOf(element, 'element')
    .filter((child) => !names.has(child.attributes['name'] ?? ''))
    .map((child) => {
      const name = child.attributes['name'] ?? '';
      return [name, theirs(child, mirror.elements?.[name] ?? { attributes: [] })] as const;
    });
  const collection = elementsOf(element, 'collection')[0];
  return {
    attributes,
    elements,
    ...(collection && {
      collection: {
        addElement: collection.attributes['addElement'],
        clearElement: collection.attributes['clearElement'],
        removeElement: collection.attributes['removeElement'],
        ...(theirs(collection, mirror.collection ?? { attributes: [] }) as object),
      },
    }),
  };
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)));
}

/** Order and absent keys carry no meaning. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(normal).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return sorted(Object.fromEntries(kept.map(([name, inner]) => [name, normal(inner)])));
}

describe('the table of sections', () => {
  const fileOf = (version: SchemaVersion) => sharedData(`iis-schema/${version}/IIS_schema.xml`);

  for (const version of schemaVersions) {
    const path = fileOf(version);
    for (const name of Object.keys(sections).filter((each) => each !== sectionNames.protectedData)) {
      it.skipIf(path === null)(`says of ${name} what IIS_schema.xml of ${version} says`, () => {
        const file = readSchema(readFileSync(path ?? '', 'utf8')).get(name);
        const table = sectionSchema(name);
        if (!file || !table) throw new Error('missing');
        expect(normal(ours(table, version))).toEqual(normal(theirs(file, table)));
      });
    }
  }

  const latest = fileOf('10.0');
  it.skipIf(latest === null)('knows every section of the two security groups', () => {
    const names = [...readSchema(readFileSync(latest ?? '', 'utf8')).keys()];
    for (const [group, known] of Object.entries(knownInGroup)) {
      const inside = names.filter((name) => name.startsWith(`${group}/`)).map((name) => name.slice(group.length + 1));
      expect([...new Set(inside.map((name) => name.split('/')[0]))].sort()).toEqual([...known].sort());
    }
  });

  it('locks every section of the mapping in a standard applicationHost.config', () => {
    for (const name of [sectionNames.access, sectionNames.anonymous, sectionNames.mapping, sectionNames.windows]) {
      expect(sectionSchema(name)?.overrideModeDefault).toBe('Deny');
    }
  });

  it('does not take the names of object members for sections', () => {
    expect(sectionSchema('constructor')).toBeUndefined();
    expect(sectionSchema('__proto__')).toBeUndefined();
  });
});
