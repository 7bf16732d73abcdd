import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesWildcard } from './wildcard.ts';

/** The obvious one, for short texts only: a star takes nothing, or one character and goes on. */
function naive(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) return naive(pattern.slice(1), text) || (text !== '' && naive(pattern, text.slice(1)));
  return text !== '' && pattern[0] === text[0] && naive(pattern.slice(1), text.slice(1));
}

it.each([
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['a', 'ab', false],
  ['a*', 'a', true],
  ['*a', 'ba', true],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['**', 'x', true],
  ['*b*', 'abc', true],
  ['a.c', 'abc', false],
  ['a?c', 'abc', false],
])('%j and %j: %s', (pattern, text, expected) => {
  expect(matchesWildcard(pattern, text)).toBe(expected);
});

it('agrees with the obvious matcher', () => {
  const text = (characters: string[]) =>
    fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((all) => all.join(''));
  fc.assert(
    fc.property(text(['a', 'b', '*', '*']), text(['a', 'b', '*']), (pattern, value) => {
      expect(matchesWildcard(pattern, value)).toBe(naive(pattern, value));
    }),
    { numRuns: 2000 },
  );
});

it('takes hostile patterns', () => {
  expect(matchesWildcard('*a'.repeat(2000) + 'b', 'a'.repeat(5000))).toBe(false);
});
