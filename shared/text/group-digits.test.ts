import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupDigits } from './group-digits.ts';

it('writes a number as English does', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat(9999), fc.maxSafeInteger()), (count) => {
      expect(groupDigits(count)).toBe(count.toLocaleString('en-US'));
    }),
  );
});
