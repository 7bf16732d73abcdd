import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Assembly, cutApart, printInPortions } from './portions.ts';

const long = fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 90, maxLength: 310 });
const object = fc.dictionary(
  fc.string().filter((key) => key !== '__proto__'),
  fc.oneof(
    long,
    fc.jsonValue({ maxDepth: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b'), long),
    fc.array(fc.record({ list: long }), { maxLength: 3 }),
  ),
  { maxKeys: 5 },
);

function longest(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  return Math.max(Array.isArray(value) ? value.length : 0, ...Object.values(value).map(longest));
}

it('a value that was cut apart and sent as JSON is the same again, and no portion is long', () => {
  const check = (value: object) => {
    const sent = <T>(each: T) => JSON.parse(JSON.stringify(each)) as T;
    const assembly = new Assembly();
    const portions = cutApart(value);
    for (;;) {
      const next = portions.next();
      if (next.done === true) {
        expect(longest(next.value)).toBeLessThanOrEqual(100);
        expect(JSON.stringify(assembly.complete(sent(next.value) as object))).toBe(JSON.stringify(value));
        return;
      }
      expect(next.value.items?.length ?? 0).toBeLessThanOrEqual(100);
      expect(next.value.text?.length ?? 0).toBeLessThanOrEqual(256 * 1024);
      assembly.add(sent(next.value));
    }
  };
  fc.assert(fc.property(object, check), { numRuns: 30 });
  check({
    ok: true,
    value: { after: 'x\u2028"\\'.repeat(200_000), clients: Array.from({ length: 1001 }, (_, id) => ({ id })) },
  });
});

it('a value that is printed in portions is the text that JSON has for it', () => {
  fc.assert(
    fc.property(object, (value) => {
      expect([...printInPortions(value)].join('')).toBe(JSON.stringify(value));
    }),
    { numRuns: 30 },
  );
  expect([...printInPortions({ absent: undefined, list: [] })].join('')).toBe('{"list":[]}');
});
