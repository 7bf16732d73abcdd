import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../../e2e/fixtures/certificates.ts';
import { hasError } from '../../api/finding.ts';
import { sectionWith, sectionWithout } from '../../mapping/answered-section.ts';
import { decide } from '../../mapping/decide.ts';
import { prepareSection } from '../../mapping/prepare-section.ts';
import { many, one, section, visitor } from '../../mapping/testing/sections.ts';
import { answersSchema } from '../../wizard/answers.ts';
import {
  accountUses,
  addOneToOne,
  changeAccount,
  removeOneToOne,
  replaceClient,
  setEnabled,
} from './edit-one-to-one.ts';
import { changeManyToOne, insertManyToOne, moveManyToOne, removeManyToOne } from './edit-many-to-one.ts';
import { mappingFindings } from './rules.ts';
import {
  denyTheRest,
  denyThisPerson,
  everybodyExcept,
  onlyThisIssuer,
  positionOf,
  type Template,
} from './templates.ts';

const answers = someAnswers((each) => {
  each.certificateImport = { clients: ['alice', 'bob', 'new'].map((id) => ({ id, file: `${id}.cer` })) };
  each.mapping = { oneToOne: ['alice', 'bob'].map((client) => ({ client, account: 'certuser' })) };
});
const entries = (after: typeof answers) =>
  after.mapping.oneToOne.map(({ client, account, enabled }) => `${client} ${account}${enabled ? '' : ' off'}`);

describe('one-to-one mappings', () => {
  it('are added with their clients, and nobody twice', () => {
    const alice = aCertificate('alice');
    const zoe = aCertificate('Zoë "Z"');
    const after = addOneToOne(answers, [
      { certificate: alice, client: 'alice', account: 'certuser' },
      { certificate: zoe, client: null, account: 'certuser' },
      { certificate: aCertificate('Alice'), client: null, account: 'certuser', enabled: false },
    ]);
    expect(entries(after)).toEqual(['alice certuser', 'bob certuser', 'Zoe-Z certuser', 'Alice-2 certuser off']);
    expect(after.certificateImport.clients[3]).toEqual({ id: 'Zoe-Z', certificate: zoe.singleLineBase64 });
    expect(answersSchema.safeParse(after).success).toBe(true);
  });

  it.each([
    ['blocked', setEnabled(answers, new Set(['bob']), false), ['alice certuser', 'bob certuser off']],
    ['given another account', changeAccount(answers, new Set(['alice', 'bob']), 'x'), ['alice x', 'bob x']],
    ['removed', removeOneToOne(answers, new Set(['alice'])), ['bob certuser']],
    ['renewed', replaceClient(answers, 'alice', 'new', false), ['new certuser', 'bob certuser']],
    ['renewed with the old one kept', replaceClient(answers, 'alice', 'new', true), ['alice certuser', 'new certuser', 'bob certuser']], // prettier-ignore
    ['renewed by one that is mapped', replaceClient(answers, 'alice', 'bob', false), ['bob certuser']],
  ])('are %s', (_, after, expected) => {
    expect(entries(after)).toEqual(expected);
    expect(entries(answers)).toEqual(['alice certuser', 'bob certuser']);
  });

  it('are counted for the account whose password goes into them', () => {
    expect(accountUses(answers).get('certuser')).toEqual({ oneToOne: 2, manyToOne: 0 });
  });

  it('that are blocked leave what a many-to-one mapping still gives', () => {
    const before = section({ oneToOne: [one(1, 'alice')], manyToOne: [many('staff', ['Subject CN=Alice'])] });
    const alice = visitor('CN=Alice');
    const after = sectionWithout(before, new Set([alice.singleLineBase64]));
    expect(decide(prepareSection(after), alice)).toMatchObject({ outcome: 'mapped', account: 'staff-account' });
  });
});

const named = (...names: string[]) =>
  names.map((name) => ({ name, description: '', enabled: true, permissionMode: 'Deny' as const, rules: [], acceptRisk: false })); // prettier-ignore
const names = (after: typeof answers) => after.mapping.manyToOne.map(({ name }) => name);

describe('many-to-one mappings', () => {
  const three = insertManyToOne(answers, named('a', 'b', 'c'), 0);

  it.each([
    ['up', moveManyToOne(three, 1, 0), ['b', 'a', 'c']],
    ['down', moveManyToOne(three, 0, 1), ['b', 'a', 'c']],
    ['beyond the end', moveManyToOne(three, 0, 9), ['b', 'c', 'a']],
    ['before the beginning', moveManyToOne(three, 2, -1), ['c', 'a', 'b']],
  ])('move %s', (_, after, expected) => {
    expect(names(after)).toEqual(expected);
  });

  it('lose nobody on the way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), fc.integer({ min: -2, max: 5 }), (from, to) => {
        expect(names(moveManyToOne(three, from, to)).sort()).toEqual(['a', 'b', 'c']);
      }),
    );
  });

  it('are put in under names of their own, changed and removed', () => {
    expect(names(insertManyToOne(three, named('B', 'B'), 1))).toEqual(['a', 'B 2', 'B 3', 'b', 'c']);
    expect(changeManyToOne(three, 1, { enabled: false }).mapping.manyToOne.map(({ enabled }) => enabled)).toEqual([
      true,
      false,
      true,
    ]);
    expect(names(removeManyToOne(three, 1))).toEqual(['a', 'c']);
  });
});

describe('a template', () => {
  const issuer = { commonName: 'Contoso Issuing CA', organisation: 'Contoso' };
  const people = {
    sales: visitor('O=Contoso, OU=Sales, CN=Alice', { serial: 1 }),
    staff: visitor('O=contoso, OU=Staff, CN=Bob', { serial: 2 }),
    stranger: visitor('O=Contoso, OU=Staff, CN=Bob', { serial: 3, issuer: 'O=Evil, CN=Contoso Issuing CA' }),
  };

  it.each<[string, Template, Record<keyof typeof people, string>]>([
    ['only this CA', onlyThisIssuer(issuer, 'certuser'), { sales: 'mapped', staff: 'mapped', stranger: 'unmapped' }],
    [
      'everybody except',
      everybodyExcept({ organisation: 'Contoso', unit: 'Sales', issuer }, 'certuser'),
      { sales: 'denied', staff: 'mapped', stranger: 'unmapped' },
    ],
    ['deny the rest', denyTheRest(), { sales: 'denied', staff: 'denied', stranger: 'denied' }],
    ['deny this person', denyThisPerson('Bob', issuer), { sales: 'unmapped', staff: 'denied', stranger: 'unmapped' }],
  ])('"%s" does what it says, and is sound', (_, template, expected) => {
    const after = sectionWith(section({ enabled: false }), template.mappings, 0, () => 'certuser');
    const outcome = (who: (typeof people)['sales']) => decide(prepareSection(after), who).outcome;
    expect({ sales: outcome(people.sales), staff: outcome(people.staff), stranger: outcome(people.stranger) }).toEqual(
      expected,
    );
    const taken = insertManyToOne(answers, template.mappings, positionOf(template, answers));
    expect(answersSchema.safeParse(taken).success).toBe(true);
    expect(hasError(mappingFindings(taken, someFacts(taken)))).toBe(false);
  });

  it('goes before a final mapping for everybody', () => {
    const last = insertManyToOne(answers, denyTheRest().mappings, 0);
    expect(positionOf(onlyThisIssuer(issuer, 'certuser'), last)).toBe(0);
    expect(positionOf(denyTheRest(), answers)).toBe(0);
  });
});
