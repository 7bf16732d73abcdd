import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReference } from '../testing/reference-xml.ts';
import { parseXml } from './parse-xml.ts';
import { characterProblem, printNodes, safeComment } from './write-xml.ts';

const layout = { lineBreak: '\n', unit: ' ', anyCharacter: true };

describe('writing', () => {
  it('refuses exactly the values that no parser gives back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 }),
        fc.boolean(),
        (codes, anyCharacter) => {
          const value = String.fromCharCode(...codes);
          const text = printNodes(
            [{ name: 'a', attributes: [['b', value]], children: [] }],
            { ...layout, anyCharacter },
            '',
          );
          const isXml = Array.from(value).every((character) => {
            const code = character.codePointAt(0) ?? 0;
            if (code < 0x20) return code === 9 || code === 10 || code === 13;
            return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
          });
          expect(characterProblem(value, 'It') === null).toBe(isXml);
          if (!isXml) return;
          expect(readReference(text).attributes['b']).toBe(value);
          const parsed = parseXml(text, 'f');
          expect(parsed.ok && parsed.value.root.attributes.get('b')).toBe(value);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never lets a comment end early', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-> a]*$/), (comment) => {
        const text = `<a><!-- ${safeComment(comment)} --></a>`;
        expect(parseXml(text, 'f').ok).toBe(true);
        expect(readReference(text).children).toHaveLength(1);
      }),
    );
  });
});
