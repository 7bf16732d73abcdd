import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stepIds } from './step-id.ts';

/** Keys of the answers file: `requireSsl`, `mapping.exact`, `"ask"` as a value to be set. */
const key = /\b[a-z]+[A-Z]\w*|\b[a-z]+\.[a-z]+[A-Z]?\w*|\bset \w+ to \b/;
/** Names of Windows, IIS and certificates that look like keys. */
const terms = /applicationHost\.config|web\.config|apply\.ps1|digitalSignature|ipconfig/g;

describe('the words of findings', () => {
  it.each(stepIds.filter((step) => step !== 'prove'))(
    'of %s say what to do in the words of the screen; a key of the answers file stands in brackets only',
    (step) => {
      const source = readFileSync(fileURLToPath(new URL(`${step}/text.en.ts`, import.meta.url)), 'utf8');
      const fixes = [...source.matchAll(/\bfix:\s*(?:near === undefined \? )?(['"`])(.*?)\1,?$/gm)].map(
        ([, , text = '']) => text,
      );
      expect(fixes.length).toBeGreaterThan(3);
      const outsideBrackets = fixes.map((fix) => fix.replace(/\([^)]*\)/g, '').replace(terms, ''));
      expect(outsideBrackets.filter((fix) => key.test(fix))).toEqual([]);
    },
  );
});
