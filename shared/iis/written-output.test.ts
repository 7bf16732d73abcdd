import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../e2e/shared-data.ts';
import { Secret } from '../api/secret.ts';
import { logonMethods } from '../mapping/mapping-section.ts';
import type { ConfigurationEdits, PasswordEdit } from './configuration-edits.ts';
import { mergeConfiguration } from './merge-configuration.ts';
import { printLocation, printWebConfig } from './print-configuration.ts';
import { readConfiguration } from './read-configuration.ts';
import { sslFlags } from './ssl-flags.ts';
import { readSchema, violations } from './testing/reference-schema.ts';
import type { ReferenceElement } from './testing/reference-xml.ts';
import { elementsOf, readReference } from './testing/reference-xml.ts';
import { mappingEdit, sampleEdits } from './testing/sample-edits.ts';

/** Any text that XML can hold, with what needs escaping more often than chance has it. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '&',
        '<',
        '>',
        '"',
        "'",
        '&lt;',
        '&#10;',
        '\t',
        '\n',
        '\r',
        '--',
        ']]>',
        '$(x)',
        'ü',
        '😀',
        '`',
        '%',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))
  .filter((value) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(value));
const name = text.map((value) => `n${value}`);
const password: fc.Arbitrary<PasswordEdit> = fc.oneof(
  fc.constant<PasswordEdit>({ kind: 'none' }),
  fc.constant<PasswordEdit>({ kind: 'keep' }),
  name.map((value): PasswordEdit => ({ kind: 'clear', password: new Secret(value) })),
);
const flags = fc.subarray([...sslFlags]);
const rule = fc.record({
  certificateField: fc.constantFrom('Subject' as const, 'Issuer' as const),
  certificateSubField: name,
  matchCriteria: text,
  compareCaseSensitive: fc.boolean(),
});
const edits: fc.Arbitrary<ConfigurationEdits> = fc.record({
  site: fc.constant('new'),
  binding: fc.record({ bindingInformation: fc.constant('*:443:'), sslFlags: fc.integer({ min: 0, max: 255 }) }),
  paths: fc
    .constantFrom(['/'], ['/secure'], ['/', '/a/b'], [])
    .chain((paths) =>
      fc.tuple(
        ...paths.map((path) => fc.record({ path: fc.constant(path), sslFlags: flags, anonymousEnabled: fc.boolean() })),
      ),
    ),
  mapping: fc
    .record({
      enabled: fc.boolean(),
      oneToOneEnabled: fc.boolean(),
      manyToOneEnabled: fc.boolean(),
      logonMethod: fc.constantFrom(...logonMethods),
      defaultLogonDomain: text,
      oneToOne: fc.uniqueArray(fc.record({ certificate: name, userName: text, enabled: fc.boolean(), password }), {
        maxLength: 3,
        selector: ({ certificate }) => certificate,
      }),
      manyToOne: fc.uniqueArray(
        fc.record({
          name,
          description: text,
          enabled: fc.boolean(),
          permissionMode: fc.constantFrom('Allow' as const, 'Deny' as const),
          userName: text,
          password,
          rules: fc.uniqueArray(rule, { maxLength: 3, selector: (each) => JSON.stringify(each) }),
        }),
        { maxLength: 3, selector: (each) => each.name.toLowerCase() },
      ),
    })
    .map((given) => mappingEdit(given)),
});

function valueOf<T>(reply: { ok: true; value: T } | { ok: false; problem: unknown }): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.problem));
  return reply.value;
}

function find(root: ReferenceElement, wanted: string): ReferenceElement[] {
  return elementsOf(root).flatMap((child) => [...(child.name === wanted ? [child] : []), ...find(child, wanted)]);
}

/** Every value as the reference reader gives it back, beside what was asked for. */
function expectValues(root: ReferenceElement, { mapping }: ConfigurationEdits): void {
  const oneToOne = find(root, 'oneToOneMappings').flatMap((list) => elementsOf(list, 'add'));
  const manyToOne = find(root, 'manyToOneMappings').flatMap((list) => elementsOf(list, 'add'));
  expect(oneToOne).toHaveLength(mapping?.oneToOne.length ?? 0);
  expect(manyToOne).toHaveLength(mapping?.manyToOne.length ?? 0);
  for (const [index, edit] of (mapping?.oneToOne ?? []).entries()) {
    expect(oneToOne[index]?.attributes['certificate']).toBe(edit.certificate);
    expectAccount(oneToOne[index], edit);
  }
  for (const [index, edit] of (mapping?.manyToOne ?? []).entries()) {
    const entry = manyToOne[index];
    expect(entry?.attributes['name']).toBe(edit.name);
    expect(entry?.attributes['description'] ?? '').toBe(edit.description);
    expect(entry?.attributes['permissionMode']).toBe(edit.permissionMode);
    expectAccount(entry, edit);
    const rules = entry ? find(entry, 'add').map(({ attributes }) => attributes) : [];
    expect(rules).toEqual(
      edit.rules.map((each) => ({ ...each, compareCaseSensitive: String(each.compareCaseSensitive) })),
    );
  }
}

function expectAccount(
  entry: ReferenceElement | undefined,
  edit: { userName?: string; enabled: boolean; password: PasswordEdit },
): void {
  const clear = edit.password.kind === 'clear' ? edit.password.password.reveal() : undefined;
  const waits = edit.enabled && edit.userName !== '' && clear === undefined;
  expect(entry?.attributes['userName'] ?? '').toBe(edit.userName);
  expect(entry?.attributes['password']).toBe(clear);
  expect(entry?.attributes['enabled']).toBe(String(edit.enabled && !waits));
}

const outputs = {
  'the location': (given: ConfigurationEdits) => valueOf(printLocation(given)),
  'a new web.config': (given: ConfigurationEdits) => valueOf(printWebConfig(given)),
  'a merged web.config': (given: ConfigurationEdits) =>
    valueOf(mergeConfiguration(valueOf(readConfiguration(new TextEncoder().encode('<configuration/>'), 'w')), given))
      .text,
} as const;

describe.each(Object.entries(outputs))('%s', (_, write) => {
  it('gives back every value to any XML parser', () => {
    fc.assert(
      fc.property(edits, (given) => {
        expectValues(readReference(write(given)), given);
      }),
      { numRuns: 200 },
    );
  });

  for (const version of ['7.5', '8.5', '10.0']) {
    const path = sharedData(`iis-schema/${version}/IIS_schema.xml`);
    it.skipIf(path === null)(`is valid against IIS_schema.xml of ${version}`, () => {
      const schema = readSchema(readFileSync(path ?? '', 'utf8'));
      fc.assert(
        fc.property(edits, (given) => {
          expect(violations(readReference(write(given)), schema)).toEqual([]);
        }),
        { numRuns: 50 },
      );
    });
  }
});

describe('the location file', () => {
  it('is one <location> when everything stands at the site', () => {
    expect(readReference(valueOf(printLocation(sampleEdits())))).toMatchObject({
      name: 'location',
      attributes: { path: 'new' },
    });
  });

  it('is a <configuration> with one <location> for each path otherwise', () => {
    const paths = [{ path: '/secure', sslFlags: ['Ssl'], anonymousEnabled: false }] as const;
    const root = readReference(valueOf(printLocation(sampleEdits({ paths }))));
    expect(root.name).toBe('configuration');
    expect(elementsOf(root).map(({ name: element, attributes }) => [element, attributes['path']])).toEqual([
      ['location', 'new'],
      ['location', 'new/secure'],
    ]);
  });

  it('never has SslMapCert, <clear /> or an attribute without its Certificate', () => {
    const printed = valueOf(printLocation(sampleEdits()));
    expect(printed).not.toMatch(/SslMapCert|<clear|oneToOneMappingsEnabled|manyToOneMappingsEnabled/);
  });
});

describe('the validator of these tests', () => {
  const path = sharedData('iis-schema/10.0/IIS_schema.xml');
  it.skipIf(path === null)('sees what is wrong', () => {
    const schema = readSchema(readFileSync(path ?? '', 'utf8'));
    const inSecurity = (inner: string) =>
      violations(
        readReference(
          `<location path="x"><system.webServer><security>${inner}</security></system.webServer></location>`,
        ),
        schema,
      );
    expect(inSecurity('<access sslFlags="SslMapCert" />')).toHaveLength(1);
    expect(inSecurity('<acces />')).toHaveLength(1);
    const mapping = (inner: string) =>
      inSecurity(
        `<authentication><iisClientCertificateMappingAuthentication>${inner}</iisClientCertificateMappingAuthentication></authentication>`,
      );
    expect(mapping('<add certificate="x" />')).toHaveLength(1);
    expect(
      mapping('<oneToOneMappings><add certificate="x" /><add certificate="x" /><add /></oneToOneMappings>'),
    ).toHaveLength(2);
  });
});
