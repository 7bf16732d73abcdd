import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import type { MappingRule, MappingSection } from './mapping-section.ts';
import { prepareSection } from './prepare-section.ts';
import { simulate } from './simulate.ts';
import { simulationSchema } from './simulation.ts';
import { base64, deny, many, one, section, thumbprint, visitor } from './testing/sections.ts';

const run = (changes: Partial<MappingSection>, who = visitor('O=Contoso, CN=Alice'), anonymous?: boolean) =>
  simulate(prepareSection(section(changes)), who, 'alice.cer', anonymous);

const alice = visitor('C=US, S=WA, L=Redmond, O=Contoso, OU=Sales, CN=Alice');

describe('the decision', () => {
  type Case = [what: string, changes: Partial<MappingSection>, outcome: string, certainty: string, who?: typeof alice];
  const certificate = one(1, 'alice');
  const bad = (text: string) => one(1, 'alice', { certificate: text });
  const wrapped = `${base64(1).slice(0, 8)}\n${base64(1).slice(8)}`;
  const staff = many('staff', ['Subject O=Contoso']);
  const cases: Case[] = [
    ['the whole certificate', { oneToOne: [certificate] }, 'mapped alice', 'documented'],
    ['another certificate', { oneToOne: [one(2, 'bob')] }, 'unmapped', 'documented'],
    ['nothing mapped at all', {}, 'unmapped', 'documented'],
    ['an account that is not named', { oneToOne: [one(1, '')] }, 'mapped', 'unverified'],
    ['Allow without an account', { manyToOne: [many('m', [], { userName: '' })] }, 'mapped', 'unverified'],
    ['a thumbprint instead', { oneToOne: [bad(thumbprint(1))] }, 'unmapped', 'documented'],
    ['line breaks in the certificate', { oneToOne: [bad(wrapped)] }, 'unmapped', 'documented'],
    [
      'the lines BEGIN and END',
      { oneToOne: [bad(`-----BEGIN CERTIFICATE-----${base64(1)}-----END CERTIFICATE-----`)] },
      'unmapped',
      'documented',
    ],
    ['a lost character', { oneToOne: [bad(base64(1).slice(1))] }, 'unmapped', 'documented'],
    ['a damaged entry before it', { oneToOne: [bad('MII'), certificate] }, 'mapped alice', 'inferred'],
    ['a damaged entry after it', { oneToOne: [certificate, bad('MII')] }, 'mapped alice', 'documented'],
    [
      'a disabled damaged entry before it',
      { oneToOne: [{ ...bad('MII'), enabled: false }, certificate] },
      'mapped alice',
      'documented',
    ],
    ['a disabled entry', { oneToOne: [one(1, 'alice', { enabled: false })] }, 'unmapped', 'documented'],
    ['a disabled section', { enabled: false, oneToOne: [certificate], manyToOne: [staff] }, 'unmapped', 'documented'],
    ['one-to-one switched off', { oneToOneEnabled: false, oneToOne: [certificate] }, 'unmapped', 'documented'],
    [
      'one-to-one switched off, many-to-one on',
      { oneToOneEnabled: false, oneToOne: [certificate], manyToOne: [staff] },
      'mapped staff-account',
      'documented',
    ],
    ['many-to-one switched off', { manyToOneEnabled: false, manyToOne: [staff] }, 'unmapped', 'documented'],
    ['one-to-one before many-to-one', { oneToOne: [certificate], manyToOne: [staff] }, 'mapped alice', 'inferred'],
    [
      'one-to-one before Deny',
      { oneToOne: [certificate], manyToOne: [deny('no', ['Subject O=Contoso'])] },
      'mapped alice',
      'inferred',
    ],
    [
      'one-to-one, many-to-one switched off',
      { manyToOneEnabled: false, oneToOne: [certificate], manyToOne: [staff] },
      'mapped alice',
      'documented',
    ],
    [
      'one-to-one, no many-to-one matches',
      { oneToOne: [certificate], manyToOne: [many('other', ['Subject O=Fabrikam'])] },
      'mapped alice',
      'documented',
    ],
    ['the same certificate in two texts', { oneToOne: [certificate, one(1, 'second')] }, 'mapped alice', 'inferred'],
    ['one rule', { manyToOne: [staff] }, 'mapped staff-account', 'documented'],
    [
      'one rule on the issuer',
      { manyToOne: [many('ca', ['Issuer CN=Contoso Issuing CA'])] },
      'mapped ca-account',
      'documented',
    ],
    ['one rule that does not match', { manyToOne: [many('other', ['Subject O=Fabrikam'])] }, 'unmapped', 'documented'],
    ['a part of the value', { manyToOne: [many('part', ['Subject O=Cont'])] }, 'unmapped', 'inferred'],
    ['other case', { manyToOne: [many('case', ['Subject O=CONTOSO'])] }, 'unmapped', 'documented'],
    [
      'other case, set aside',
      { manyToOne: [many('case', ['Subject O=CONTOSO/i'])] },
      'mapped case-account',
      'documented',
    ],
    [
      'a subfield that is absent',
      { manyToOne: [many('unit', ['Subject OU=Sales'])] },
      'unmapped',
      'documented',
      visitor('CN=Alice'),
    ],
    ...['CN=Alice', 'OU=Sales', 'O=Contoso', 'L=Redmond', 'S=WA', 'C=US'].map((text): Case => [
      `the documented subfield ${text}`,
      { manyToOne: [many('m', [`Subject ${text}`])] },
      'mapped m-account',
      'documented',
      alice,
    ]),
    ['the state as ST', { manyToOne: [many('m', ['Subject ST=WA'])] }, 'mapped m-account', 'unverified', alice],
    ...[
      ['E', 'E'],
      ['E', 'Email'],
      ['G', 'GN'],
      ['G', 'G'],
      ['I', 'I'],
      ['T', 'T'],
      ['SN', 'SN'],
      ['DC', 'DC'],
    ].map(([type = '', subField = '']): Case => [
      `the subfield ${subField}, which nobody documents`,
      { manyToOne: [many('m', [`Subject ${subField}=x`])] },
      'mapped m-account',
      'unverified',
      visitor(`${type}=x`),
    ]),
    ['the subfield in other case', { manyToOne: [many('m', ['Subject cn=Alice'])] }, 'unmapped', 'unverified'],
    [
      'two rules that match',
      { manyToOne: [many('two', ['Subject O=Contoso', 'Issuer O=Contoso'])] },
      'mapped two-account',
      'inferred',
    ],
    [
      'one of two rules',
      { manyToOne: [many('two', ['Subject O=Contoso', 'Issuer O=Fabrikam'])] },
      'unmapped',
      'unverified',
    ],
    ['none of two rules', { manyToOne: [many('two', ['Subject O=A', 'Issuer O=B'])] }, 'unmapped', 'documented'],
    ['no rules', { manyToOne: [many('all', [])] }, 'mapped all-account', 'inferred'],
    ['a star at the end', { manyToOne: [many('m', ['Subject O=Con*'])] }, 'mapped m-account', 'unverified'],
    ['a star at the beginning', { manyToOne: [many('m', ['Subject O=*oso'])] }, 'mapped m-account', 'unverified'],
    ['a star in the middle', { manyToOne: [many('m', ['Subject O=C*o'])] }, 'mapped m-account', 'unverified'],
    ['a star alone', { manyToOne: [many('m', ['Subject O=*'])] }, 'mapped m-account', 'unverified'],
    ['a star and nothing there', { manyToOne: [many('m', ['Subject OU=*'])] }, 'unmapped', 'unverified'],
    ['a star and other case', { manyToOne: [many('m', ['Subject O=con*'])] }, 'unmapped', 'unverified'],
    ['a star, case set aside', { manyToOne: [many('m', ['Subject O=con*/i'])] }, 'mapped m-account', 'unverified'],
    [
      'the second of two OUs',
      { manyToOne: [many('m', ['Subject OU=Staff'])] },
      'mapped m-account',
      'unverified',
      visitor('OU=Sales, OU=Staff, CN=Alice'),
    ],
    [
      'two OUs in one RDN',
      { manyToOne: [many('m', ['Subject OU=Staff'])] },
      'mapped m-account',
      'unverified',
      visitor('OU=Sales + OU=Staff'),
    ],
    [
      'one OU beside a CN in one RDN',
      { manyToOne: [many('m', ['Subject OU=Staff'])] },
      'mapped m-account',
      'documented',
      visitor('OU=Staff + CN=Alice'),
    ],
    [
      'neither of two OUs',
      { manyToOne: [many('m', ['Subject OU=IT'])] },
      'unmapped',
      'unverified',
      visitor('OU=Sales, OU=Staff'),
    ],
    ['Deny', { manyToOne: [deny('no', ['Subject O=Contoso'])] }, 'denied', 'documented'],
    [
      'Deny without rules at the end',
      { manyToOne: [many('other', ['Subject O=Fabrikam']), deny('rest', [])] },
      'denied',
      'inferred',
    ],
    ['Deny before Allow', { manyToOne: [deny('no', ['Subject OU=Sales']), staff] }, 'denied', 'inferred', alice],
    [
      'Allow before Deny',
      { manyToOne: [staff, deny('no', ['Subject OU=Sales'])] },
      'mapped staff-account',
      'inferred',
      alice,
    ],
    [
      'Allow before a Deny that does not match',
      { manyToOne: [staff, deny('no', ['Subject OU=IT'])] },
      'mapped staff-account',
      'documented',
      alice,
    ],
    [
      'a disabled Deny before Allow',
      { manyToOne: [{ ...deny('no', ['Subject OU=Sales']), enabled: false }, staff] },
      'mapped staff-account',
      'documented',
      alice,
    ],
    [
      'after one that may match',
      { manyToOne: [many('m', ['Subject O=Fab*']), staff] },
      'mapped staff-account',
      'unverified',
    ],
    [
      'before one that may match',
      { manyToOne: [staff, many('m', ['Subject O=Fab*'])] },
      'mapped staff-account',
      'inferred',
    ],
    [
      'many-to-one after a damaged one-to-one',
      { oneToOne: [bad('MII')], manyToOne: [staff] },
      'mapped staff-account',
      'inferred',
    ],
  ];

  it.each(cases)('%s', (_, changes, outcome, certainty, who) => {
    const result = run(changes, who);
    expect([[result.outcome, result.account].filter(Boolean).join(' '), result.certainty]).toEqual([
      outcome,
      certainty,
    ]);
    expect(simulationSchema.parse(result)).toEqual(result);
  });

  it('compares bytes, not text: Base-64 that ends in other unused bits is the same certificate', () => {
    const text = base64(1);
    expect(text.endsWith('A=') || text.endsWith('A==')).toBe(true);
    const other = text.replace(/A(=+)$/, 'B$1');
    expect(run({ oneToOne: [one(1, 'alice', { certificate: other })] })).toMatchObject({
      outcome: 'mapped',
      account: 'alice',
    });
  });
});

describe('the account', () => {
  it.each<[string, [string, string][]]>([
    ['WEB01\\alice', []],
    ['alice', []],
    ['svc$', []],
    ['.\\svc$', []],
    ['alice@contoso.example', [['user-account.user-principal-name', 'unverified']]],
    ['CONTOSO\\gmsa$', [['user-account.managed-account', 'inferred']]],
    ['IIS APPPOOL\\DefaultAppPool', [['user-account.managed-account', 'inferred']]],
  ])('%s is judged by its name, with a warning at most', (userName, expected) => {
    for (const result of [run({ oneToOne: [one(1, userName)] }), run({ manyToOne: [many('m', [], { userName })] })]) {
      expect(result.account).toBe(userName);
      expect(result.findings.map(({ code, certainty }) => [code, certainty])).toEqual(expected);
      for (const { severity } of result.findings) expect(severity).toBe('warning');
    }
  });

  it('is said to be nobody, or in an entry that IIS does not take, where that is so', () => {
    expect(run({ oneToOne: [one(1, '')] }).reason).toContain('names no account');
    expect(run({ oneToOne: [one(1, 'a'), one(1, 'b')] }).reason).toContain('500.19 (0x800700b7)');
  });
});

describe('the trace', () => {
  it('has every entry up to the one that decided, each rule with what the certificate has', () => {
    const result = run({
      oneToOne: [one(2, 'bob'), one(1, 'alice', { enabled: false })],
      manyToOne: [
        many('sales', ['Subject OU=Sales', 'Issuer O=contoso']),
        many('staff', ['Subject O=Contoso']),
        many('rest', []),
      ],
    });
    expect(result.trace).toMatchObject([
      { kind: 'one-to-one', entry: 'oneToOne[0]', userName: 'bob', result: 'no-match', certainty: 'documented' },
      { kind: 'one-to-one', entry: 'oneToOne[1]', userName: 'alice', result: 'disabled', certainty: 'documented' },
      {
        kind: 'many-to-one',
        entry: 'manyToOne[0]',
        name: 'sales',
        result: 'no-match',
        rules: [
          { certificateSubField: 'OU', matches: false, values: [] },
          { certificateSubField: 'O', matches: false, values: ['Contoso'] },
        ],
      },
      { entry: 'manyToOne[1]', name: 'staff', userName: 'staff-account', result: 'match', rules: [{ matches: true }] },
    ]);
    expect(result).toMatchObject({ mapping: 'staff', reason: expect.stringContaining('"rest" matches too') as string });
  });

  it.each<[Partial<MappingSection>, RegExp]>([
    [{ enabled: false }, /^The section is switched off/],
    [{ oneToOneEnabled: false, manyToOneEnabled: false }, /CertificateMappingsEnabled is false/],
  ])('says of each entry that it is switched off by %o', (changes, why) => {
    const { trace, reason } = run({ ...changes, oneToOne: [one(1, 'alice')], manyToOne: [many('staff', [])] });
    expect(trace.map(({ entry, result }) => [entry, result])).toEqual([
      ['oneToOne[0]', 'disabled'],
      ['manyToOne[0]', 'disabled'],
    ]);
    for (const entry of trace) expect(entry.reason).toMatch(why);
    expect(reason).toMatch(/switched off/);
  });

  it('says what is damaged, whose it was meant to be, and finds it once', () => {
    const result = run({
      oneToOne: [one(1, 'alice', { certificate: thumbprint(1) }), one(2, 'bob', { certificate: 'MII' })],
    });
    expect(result.trace).toMatchObject([
      { result: 'no-match', reason: expect.stringMatching(/meant for the visitor.*thumbprint/) as string },
      { result: 'no-match', reason: expect.stringMatching(/only a part/) as string },
    ]);
    expect(result.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['mapping.certificate-damaged', 'warning'],
      ['mapping.certificate-damaged', 'warning'],
    ]);
  });

  it('tells thousands of entries in one, and those that are for this certificate by themselves', () => {
    const oneToOne = Array.from({ length: 5000 }, (_, index) =>
      one(index + 10, `user${index}`, { enabled: index % 2 === 0 }),
    );
    oneToOne[1000] = one(1, 'alice', { enabled: false });
    oneToOne[2000] = one(1, 'alice', { certificate: thumbprint(1) });
    oneToOne[3000] = one(1, 'alice');
    const manyToOne = Array.from({ length: 500 }, (_, index) => many(`m${index}`, ['Subject O=Fabrikam']));
    const mapped = run({ oneToOne, manyToOne });
    expect(mapped.trace.map(({ entry, result }) => [entry, result])).toEqual([
      ['oneToOne[0..2999]', 'no-match'],
      ['oneToOne[1000]', 'disabled'],
      ['oneToOne[2000]', 'no-match'],
      ['oneToOne[3000]', 'match'],
    ]);
    expect(mapped.trace[0]?.reason).toContain('1501 are disabled, 1 are damaged');
    const unmapped = run({ oneToOne, manyToOne }, visitor('O=Contoso', { serial: 2 }));
    expect(unmapped.trace.map(({ entry }) => entry)).toEqual(['oneToOne[0..4999]', 'manyToOne[0..499]']);
  });
});

describe('the status that the visitor sees', () => {
  const denied = { manyToOne: [deny('no', [])] };
  const damaged = { oneToOne: [one(1, 'alice', { certificate: `${base64(1)} ` })] };
  it.each<[string, Partial<MappingSection>, boolean | undefined, [string, string] | undefined]>([
    ['none when mapped', { oneToOne: [one(1, 'alice')] }, false, undefined],
    ['403.12 when denied', denied, false, ['403.12', 'inferred']],
    ['401.2 when unmapped and anonymous is off', {}, false, ['401.2', 'documented']],
    ['401.2 with less certainty when nothing tells of anonymous', {}, undefined, ['401.2', 'inferred']],
    ['none when unmapped and anonymous is on', {}, true, undefined],
    ['401.1 when the entry for it is damaged', damaged, false, ['401.1', 'documented']],
  ])('%s', (_, changes, anonymous, status) => {
    const result = run(changes, undefined, anonymous).status;
    expect(result && [result.code, result.certainty]).toEqual(status);
  });
});

const arbitraryName = fc
  .array(fc.tuple(fc.constantFrom('CN', 'OU', 'O', 'E'), fc.constantFrom('a', 'ab', 'A', 'b*')), { maxLength: 4 })
  .map((attributes) => attributes.map(([type, value]) => [{ type, value }]));
const arbitraryVisitor = fc
  .record({ subjectRdns: arbitraryName, issuerRdns: arbitraryName, serial: fc.integer({ min: 0, max: 3 }) })
  .map(({ serial, ...names }) => ({ ...names, thumbprint: thumbprint(serial), singleLineBase64: base64(serial) }));
const arbitraryRule: fc.Arbitrary<MappingRule> = fc.record({
  certificateField: fc.constantFrom('Subject', 'Issuer'),
  certificateSubField: fc.constantFrom('CN', 'OU', 'O', 'E', 'Email'),
  matchCriteria: fc.constantFrom('a', 'ab', 'A*', '*', '*b', 'x'),
  compareCaseSensitive: fc.boolean(),
});
const arbitrarySection: fc.Arbitrary<MappingSection> = fc.record({
  enabled: fc.constantFrom(true, true, true, false),
  oneToOneEnabled: fc.constantFrom(true, true, false),
  manyToOneEnabled: fc.constantFrom(true, true, false),
  logonMethod: fc.constant('ClearText'),
  defaultLogonDomain: fc.constant(''),
  oneToOne: fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 3 }), fc.string({ maxLength: 2 }), fc.boolean(), fc.constantFrom('', ' ', '-'))
      .map(([serial, userName, enabled, damage]) =>
        one(serial, userName, { enabled, certificate: base64(serial) + damage }),
      ),
    { maxLength: 4 },
  ),
  manyToOne: fc.array(
    fc
      .tuple(fc.uuid(), fc.array(arbitraryRule, { maxLength: 3 }), fc.boolean(), fc.constantFrom('Allow', 'Deny'))
      .map(([name, rules, enabled, permissionMode]) => ({ ...many(name, [], { enabled, permissionMode }), rules })),
    { maxLength: 4 },
  ),
});

const outcomeOf = (which: MappingSection, who: Parameters<typeof decide>[1]) => {
  const { outcome, account, by } = decide(prepareSection(which), who);
  return {
    outcome,
    account,
    entry: by && by.kind === 'many-to-one' ? which.manyToOne[by.index] : by && which.oneToOne[by.index],
  };
};

describe('for any section and any visitor', () => {
  it('a disabled entry makes no difference, not even to the certainty', () => {
    fc.assert(
      fc.property(arbitrarySection, arbitraryVisitor, (which, who) => {
        const enabled = <Entry extends { enabled: boolean }>(entries: readonly Entry[]) =>
          entries.filter((entry) => entry.enabled);
        const without = { ...which, oneToOne: enabled(which.oneToOne), manyToOne: enabled(which.manyToOne) };
        expect(outcomeOf(without, who)).toEqual(outcomeOf(which, who));
        expect(decide(prepareSection(without), who).certainty).toBe(decide(prepareSection(which), who).certainty);
      }),
    );
  });

  it('what stands after the deciding entry makes no difference to the outcome', () => {
    fc.assert(
      fc.property(arbitrarySection, arbitraryVisitor, (which, who) => {
        const { by } = decide(prepareSection(which), who);
        if (by === null) return;
        const cut =
          by.kind === 'one-to-one'
            ? { ...which, oneToOne: which.oneToOne.slice(0, by.index + 1), manyToOne: [] }
            : { ...which, manyToOne: which.manyToOne.slice(0, by.index + 1) };
        expect(outcomeOf(cut, who)).toEqual(outcomeOf(which, who));
      }),
    );
  });

  it('is documented only when no order of the enabled entries gives another outcome', () => {
    fc.assert(
      fc.property(arbitrarySection, arbitraryVisitor, (which, who) => {
        if (decide(prepareSection(which), who).certainty !== 'documented') return;
        const reversed = { ...which, oneToOne: which.oneToOne.toReversed(), manyToOne: which.manyToOne.toReversed() };
        expect(outcomeOf(reversed, who)).toEqual(outcomeOf(which, who));
      }),
    );
  });

  it('the trace ends with the deciding entry, and its only enabled match is that one', () => {
    fc.assert(
      fc.property(arbitrarySection, arbitraryVisitor, (which, who) => {
        const { outcome, trace, certainty } = simulate(prepareSection(which), { ...who, subject: '' }, 'x');
        const matches = trace.filter(({ result }) => result === 'match');
        expect(matches).toEqual(outcome === 'unmapped' ? [] : trace.slice(-1));
        if (outcome === 'unmapped') expect(trace).toHaveLength(which.oneToOne.length + which.manyToOne.length);
        if (certainty === 'documented') for (const entry of trace) expect(entry.certainty).toBe('documented');
      }),
    );
  });
});
