import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteValue } from './distinguished-name.ts';
import { nameKey } from './name-key.ts';
import { parseName } from './parse-name.ts';

function rdns(text: string): string[][] {
  const parsed = parseName(text);
  if (!parsed.ok) throw new Error(parsed.problem.reason);
  return parsed.rdns.map((rdn) => rdn.map(({ type, value }) => `${type}=${value}`));
}

describe('a typed name', () => {
  it.each<[string, string[][]]>([
    ['', []],
    ['CN=Alice, O=Contoso, C=DE', [['C=DE'], ['O=Contoso'], ['CN=Alice']]],
    ['CN=Alice,O=Contoso', [['O=Contoso'], ['CN=Alice']]],
    ['cn = Alice ; ou=Sales', [['OU=Sales'], ['CN=Alice']]],
    ['CN=Alice\r\nO=Contoso\r\n', [['O=Contoso'], ['CN=Alice']]],
    ['CN="A ""B""", O="a, b"', [['O=a, b'], ['CN=A "B"']]],
    ['CN=A \\"B\\", O=a\\, b', [['O=a, b'], ['CN=A "B"']]],
    ['CN="A \\"B\\""', [['CN=A "B"']]],
    ['OU=Sales + OU=Staff, O=x', [['O=x'], ['OU=Sales', 'OU=Staff']]],
    ['CN=J\\C3\\B6rg', [['CN=Jörg']]],
    ['CN=a\\ , O=', [['O='], ['CN=a ']]],
    ['S=WA, ST=WA, emailAddress=a@b, OID.2.5.4.3=x, 1.2.3=y', [['1.2.3=y'], ['CN=x'], ['E=a@b'], ['S=WA'], ['S=WA']]],
    ['unstructuredName=x', [['unstructuredName=x']]],
    ['CN=a=b', [['CN=a=b']]],
    ['CN=#0401', [['CN=#0401']]],
  ])('%o is read', (text, expected) => {
    expect(rdns(text)).toEqual(expected);
  });

  it.each([
    ['Alice', 0],
    ['CN=a, Alice', 6],
    ['CN="a', 3],
    ['CN="a"b', 6],
    ['1CN=a', 0],
    ['CN=\\FF', 3],
  ])('%o is refused where it goes wrong', (text, at) => {
    expect(parseName(text)).toMatchObject({ ok: false, problem: { at } });
  });

  it('is the one that Windows printed', () => {
    const attribute = fc.record({
      type: fc.constantFrom('CN', 'OU', 'O', 'E', 'SERIALNUMBER'),
      value: fc.string({ unit: fc.constantFrom(...Array.from('aB"\\,;+=<># \'\nä😀')), minLength: 1 }),
    });
    const name = fc.array(fc.array(attribute, { minLength: 1, maxLength: 2 }), { maxLength: 4 });
    fc.assert(
      fc.property(name, (attributes) => {
        // A backslash alone is no reason for Windows to put quotes, and the two forms disagree about it.
        fc.pre(attributes.flat().every(({ value }) => !value.includes('\\')));
        const printed = attributes
          .map((rdn) => rdn.map(({ type, value }) => `${type}=${quoteValue(value)}`).join(' + '))
          .reverse()
          .join(', ');
        expect(parseName(printed)).toEqual({ ok: true, rdns: attributes });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseName(text).ok === 'boolean'));
  });
});

describe('the key of a name', () => {
  it.each([
    ['CN=Alice, O=A  B', 'cn=ALICE,O=a b ', true],
    ['OU=a + OU=b', 'OU=b + OU=a', true],
    ['OU=a, OU=b', 'OU=b, OU=a', false],
    ['CN=a, O=b', 'CN=a', false],
    ['CN="a,O=b"', 'CN=a, O=b', false],
  ])('of %o and %o is the same: %s', (one, other, same) => {
    const key = (text: string) => {
      const parsed = parseName(text);
      return parsed.ok ? nameKey(parsed.rdns) : '';
    };
    expect(key(one) === key(other)).toBe(same);
  });
});
