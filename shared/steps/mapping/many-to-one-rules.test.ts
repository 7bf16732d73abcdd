import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../../e2e/fixtures/certificates.ts';
import { covers } from '../../iis/findings/rule-cover.ts';
import { deny, many, section } from '../../mapping/testing/sections.ts';
import type { ManyToOneMapping } from '../../mapping/mapping-section.ts';
import { mappingFindings } from './rules.ts';
import { shadowedMappings } from './shadowed-mappings.ts';

const issuer = 'Issuer CN=Contoso CA';

/** Findings about the many-to-one mappings, as `code place`. */
function findings(mappings: readonly ManyToOneMapping[], existing: readonly ManyToOneMapping[] = []): string[] {
  const answers = someAnswers((each) => {
    each.mapping = {
      ...each.mapping,
      manyToOne: mappings.map(({ name, enabled, permissionMode, rules }) => ({
        name,
        enabled,
        permissionMode,
        ...(permissionMode === 'Allow' && { account: 'certuser' }),
        rules: [...rules],
      })),
    };
  });
  const site = { name: 'new', physicalPath: null, bindings: [], paths: [], locks: [], moduleInstalled: null };
  const facts = someFacts(answers, { site: { ...site, mapping: section({ manyToOne: existing }) } });
  return mappingFindings(answers, facts)
    .filter(({ location }) => location?.path?.startsWith('mapping.manyToOne'))
    .map(({ code, location }) => `${code} ${location?.path ?? ''}`);
}

describe('the order of many-to-one mappings', () => {
  const staff = many('staff', ['Subject O=Contoso', issuer]);
  const sales = ['Subject O=Contoso', 'Subject OU=Sales', issuer];

  it.each<[string, ManyToOneMapping[], string[]]>([
    ['a Deny before the wider Allow', [deny('sales', sales), staff], []],
    ['a Deny after it', [staff, deny('sales', sales)], ['mapping.deny-after-allow mapping.manyToOne[1]']],
    ['an Allow after the wider one', [staff, many('sales', sales)], ['mapping.unreachable mapping.manyToOne[1]']],
    ['anything after a rule-less Deny', [deny('rest', []), staff], ['mapping.unreachable mapping.manyToOne[1]']],
    ['a disabled one before', [{ ...staff, enabled: false }, deny('sales', sales)], []],
    ['a disabled one after', [staff, { ...many('sales', sales), enabled: false }], []],
    ['a pattern before what fits it', [many('all', ['Subject O=Con*', issuer]), staff], ['mapping.unreachable mapping.manyToOne[1]']], // prettier-ignore
    ['a pattern after what fits it', [staff, many('all', ['Subject O=Con*', issuer])], []],
    ['no regard to case before regard to it', [many('all', ['Subject O=contoso/i', issuer]), staff], ['mapping.unreachable mapping.manyToOne[1]']], // prettier-ignore
  ])('with %s', (_, mappings, expected) => {
    expect(findings(mappings)).toEqual(expected);
  });

  it('counts entries of the given file, where they stand', () => {
    expect(findings([deny('sales', sales)], [staff])).toEqual(['mapping.deny-after-allow mapping.manyToOne[0]']);
    expect(findings([deny('sales', sales), staff], [staff])).toEqual([]);
  });

  it('is found as if every mapping were compared with each before it', () => {
    const rules = fc.array(
      fc.constantFrom('Subject O=a', 'Subject O=A/i', 'Subject O=*', 'Subject O=a*', 'Issuer CN=b', 'Subject OU=c'),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(rules, fc.boolean()), { maxLength: 8 }), (specs) => {
        const mappings = specs.map(([each, enabled], index) => many(String(index), each, { enabled }));
        const expected = mappings.flatMap((mapping, index) => {
          const by = mappings.slice(0, index).findIndex((other) => other.enabled && covers(other.rules, mapping.rules));
          return mapping.enabled && by >= 0 ? [{ index, by }] : [];
        });
        expect(shadowedMappings(mappings)).toEqual(expected);
      }),
    );
  });
});

describe('the rules of a many-to-one mapping', () => {
  const place = 'mapping.manyToOne[0].rules';

  it.each<[string, string[]]>([
    ['Subject CN=Alice', []],
    ['Subject ST=WA', [`mapping.subfield ${place}[1].certificateSubField`]],
    ['Subject O=', [`mapping.criteria ${place}[1].matchCriteria`]],
    ['Subject O= Contoso', [`mapping.criteria ${place}[1].matchCriteria`]],
    ['Subject O=O=Contoso', [`mapping.criteria ${place}[1].matchCriteria`]],
    ['Subject O=Contoso.*', [`mapping.criteria ${place}[1].matchCriteria`]],
  ])('%s', (rule, expected) => {
    expect(findings([many('m', [issuer, rule])])).toEqual(expected);
  });

  it.each([[[]], [['Subject O=Contoso']], [['Subject O=Contoso', 'Issuer CN=*']], [['Issuer O=**']]])(
    '%j let strangers in',
    (rules) => {
      expect(findings([many('m', rules)])[0]).toMatch(/^mapping\.(rule-less-allow|allow-without-issuer) /);
    },
  );

  it('name the subfield that was probably meant', () => {
    const answers = someAnswers((each) => {
      each.mapping = {
        manyToOne: [{ name: 'm', permissionMode: 'Deny', rules: [{ certificateField: 'Subject', certificateSubField: 'cn', matchCriteria: 'x' }] }], // prettier-ignore
      };
    });
    const found = mappingFindings(answers, someFacts(answers)).find(({ code }) => code === 'mapping.subfield');
    expect(found).toMatchObject({ fix: 'Did you mean "CN"?', certainty: 'unverified', severity: 'warning' });
  });
});

describe('mapped certificates', () => {
  function about(notAfter: string, renewedUntil?: string): (string | undefined)[][] {
    const answers = someAnswers((each) => {
      each.certificateImport = { clients: ['alice', 'alice-2'].map((id) => ({ id, file: `${id}.cer` })) };
    });
    const subjectRdns = [[{ type: 'CN', value: 'Alice' }]];
    const clients = [
      { id: 'alice', certificate: aCertificate('alice', { subjectRdns, notAfter }) },
      ...(renewedUntil === undefined
        ? []
        : [{ id: 'alice-2', certificate: aCertificate('alice-2', { subjectRdns, notAfter: renewedUntil }) }]),
    ];
    return mappingFindings(answers, someFacts(answers, { clients }))
      .filter(({ location }) => location?.path === 'mapping.oneToOne')
      .map(({ code, severity }) => [code, severity]);
  }

  it.each([
    ['that have expired', '2026-05-01T00:00:00Z', undefined, [['mapping.certificate-expired', 'warning']]],
    ['that soon do', '2026-06-20T00:00:00Z', undefined, [['mapping.certificate-expires-soon', 'information']]],
    ['with a successor at hand', '2026-12-01T00:00:00Z', '2027-12-01T00:00:00Z', [['mapping.renewal-not-mapped', 'information']]], // prettier-ignore
    ['that are fine', '2027-06-20T00:00:00Z', '2027-01-01T00:00:00Z', []],
  ])('%s', (_, notAfter, renewedUntil, expected) => {
    expect(about(notAfter, renewedUntil)).toEqual(expected);
  });
});
