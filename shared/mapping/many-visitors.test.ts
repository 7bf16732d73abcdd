import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whoChanges } from './compare.ts';
import { countMatches } from './count-matches.ts';
import { decideAll } from './decide-all.ts';
import { decide } from './decide.ts';
import type { MappingSection } from './mapping-section.ts';
import { prepareSection } from './prepare-section.ts';
import { subFieldChoices } from './sub-fields.ts';
import { deny, many, one, section, visitor } from './testing/sections.ts';

const prepared = (changes: Partial<MappingSection>) => prepareSection(section(changes));

const people = [
  visitor('O=Contoso, OU=Sales, CN=Alice', { serial: 1 }),
  visitor('O=Contoso, OU=Staff, CN=Bob', { serial: 2 }),
  visitor('O=Fabrikam, CN=Carol', { serial: 3, issuer: 'CN=Fabrikam CA' }),
];

function changed(before: Partial<MappingSection>, after: Partial<MappingSection>): string[] {
  return [...whoChanges(prepared(before), prepared(after), people, (each) => each, 'WEB01')]
    .flat()
    .map(({ visitor: { subject } }) => subject);
}

const [alice, bob, carol] = people.map(({ subject }) => subject);

describe('who changes', () => {
  const contoso = many('contoso', ['Subject O=Contoso'], { userName: 'staff' });

  it.each<[string, Partial<MappingSection>, Partial<MappingSection>, (string | undefined)[]]>([
    ['nothing did', { manyToOne: [contoso] }, { manyToOne: [contoso] }, []],
    ['another account', { manyToOne: [contoso] }, { manyToOne: [{ ...contoso, userName: 'x' }] }, [alice, bob]],
    ['the same account in another case', { oneToOne: [one(1, 'A')] }, { oneToOne: [one(1, 'a')] }, []],
    ['the same account by another mapping', { manyToOne: [contoso] }, { manyToOne: [{ ...contoso, name: 'n' }] }, []],
    [
      'a renamed account whose domain was implied',
      { oneToOne: [one(3, 'carol')], defaultLogonDomain: 'CORP' },
      { oneToOne: [one(3, 'corp\\Carol')] },
      [],
    ],
    ['the implied domain', { oneToOne: [one(3, 'carol')] }, { oneToOne: [one(3, 'carol')], defaultLogonDomain: 'D' }, [carol]], // prettier-ignore
    ['the local account by its computer', { oneToOne: [one(3, 'carol')] }, { oneToOne: [one(3, '.\\carol')] }, []],
    ['the local account by the server', { oneToOne: [one(3, 'carol')] }, { oneToOne: [one(3, 'web01\\Carol')] }, []],
    ['an account of another computer', { oneToOne: [one(3, 'carol')] }, { oneToOne: [one(3, 'WEB02\\carol')] }, [carol]], // prettier-ignore
    ['a user principal name', { oneToOne: [one(3, 'CORP\\carol')] }, { oneToOne: [one(3, 'carol@corp')] }, [carol]],
    ['nobody any more', { oneToOne: [one(3, 'carol')] }, { oneToOne: [one(3, 'carol', { enabled: false })] }, [carol]],
    ['the Deny by another mapping', { manyToOne: [deny('a', ['Subject O=Fabrikam'])] }, { manyToOne: [deny('b', [])] }, [alice, bob]], // prettier-ignore
    ['a Deny before', { manyToOne: [contoso] }, { manyToOne: [deny('no', ['Subject OU=Sales']), contoso] }, [alice]],
    ['the section off', { manyToOne: [contoso] }, { manyToOne: [contoso], enabled: false }, [alice, bob]],
    ['an entry for one', { manyToOne: [contoso] }, { manyToOne: [contoso], oneToOne: [one(2, 'bob')] }, [bob]],
  ])('when there is %s', (_, before, after, expected) => {
    expect(changed(before, after)).toEqual(expected);
  });
});

describe('many visitors', () => {
  it.each([0, 1, 199, 200, 201, 450])('%i of them get what each gets alone, in small portions', (count) => {
    const visitors = Array.from({ length: count }, (_, serial) => visitor(`CN=${serial % 7}`, { serial }));
    const source = prepared({ oneToOne: [one(3, 'three')], manyToOne: [many('fives', ['Subject CN=5'])] });
    const portions = [...decideAll(source, visitors)];
    expect(portions.flat()).toEqual(visitors.map((each) => decide(source, each)));
    expect(Math.max(0, ...portions.map(({ length }) => length))).toBeLessThanOrEqual(200);
  });

  it('come in smaller portions the more mappings there are', () => {
    const visitors = Array.from({ length: 8 }, (_, serial) => visitor('CN=x', { serial }));
    const manyToOne = Array.from({ length: 1_999 }, (_, index) => many(`m${index}`, ['Subject CN=y']));
    expect([...decideAll(prepared({ manyToOne }), visitors)].map(({ length }) => length)).toEqual([2, 2, 2, 2]);
  });
});

describe('the counts of a mapping', () => {
  it('are those whom its rules match, on or off, and those for whom it decides', () => {
    const source = prepared({
      oneToOne: [one(1, 'alice')],
      manyToOne: [
        many('off', ['Subject O=Fabrikam'], { enabled: false }),
        many('contoso', ['Subject O=Contoso']),
        deny('rest', []),
      ],
    });
    expect([...countMatches(source, people)].at(-1)).toEqual([
      { matching: 1, deciding: 0, contested: 0 },
      { matching: 2, deciding: 1, contested: 1 },
      { matching: 3, deciding: 1, contested: 0 },
    ]);
  });

  it('decide for everybody at most once', () => {
    const rules = fc.array(fc.constantFrom('Subject O=Contoso', 'Subject OU=Sales', 'Issuer CN=*', 'Subject CN=*o*'), {
      maxLength: 2,
    });
    fc.assert(
      fc.property(fc.array(rules, { maxLength: 5 }), (mappings) => {
        const source = prepared({ manyToOne: mappings.map((each, index) => many(String(index), each)) });
        const counts = [...countMatches(source, people)].at(-1) ?? [];
        const decided = people.filter((each) => decide(source, each).by !== null).length;
        expect(counts.reduce((sum, { deciding }) => sum + deciding, 0)).toBe(decided);
        for (const { deciding, matching } of counts) expect(deciding).toBeLessThanOrEqual(matching);
      }),
    );
  });
});

describe('the subfields to choose from', () => {
  it('are the documented ones, then what the certificates have, each with its values', () => {
    const extra = visitor('DC=local, OU=Sales + OU=Sales, CN=Dave', { serial: 4 });
    const choices = subFieldChoices([...people, extra], 'Subject');
    expect(choices.map(({ subField, documented }) => [subField, documented])).toEqual([
      ['CN', true],
      ['OU', true],
      ['O', true],
      ['L', true],
      ['S', true],
      ['C', true],
      ['DC', false],
    ]);
    expect(choices[1]?.values).toEqual([
      { value: 'Sales', count: 2 },
      { value: 'Staff', count: 1 },
    ]);
    expect(subFieldChoices(people, 'Issuer')[0]?.values).toEqual([
      { value: 'Contoso Issuing CA', count: 2 },
      { value: 'Fabrikam CA', count: 1 },
    ]);
  });
});
