import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReference } from '../iis/testing/reference-xml.ts';
import { replaceInvisible } from '../text/invisible.ts';
import { commands, given, html, table } from './html.ts';
import { page, style, styleHash } from './page.ts';
import { textOf } from './testing/read-document.ts';

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<script>',
        '</td>',
        '&lt;',
        '"',
        "'",
        ']]>',
        '-->',
        '\u202e',
        '\u0000',
        '\ud800',
        '$(x)',
        '\u{e0041}',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('html', () => {
  it('gives back any text as text, of an element and of an attribute', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const element = readReference(html`<p title="${text}">${text}</p>`.text);
        const shown = replaceInvisible(text, (codePoint) => `\\u{${codePoint.toString(16)}}`).replace(/\r\n?/g, '\n');
        expect(textOf(element)).toBe(shown);
        expect(element.attributes['title']).toBe(shown.replace(/[\t\n]/g, ' '));
      }),
    );
  });

  it.each([
    ['abc\u202efdp.exe', 'abc\\u{202e}fdp.exe'],
    ['a\u0000b\u0085', 'a\\u{0}b\\u{85}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['Zo\u00eb \u{1f600} \u4e2d', 'Zo\u00eb \u{1f600} \u4e2d'],
  ])('shows what is invisible in %j', (text, shown) => {
    expect(given(text).text).toBe(`<bdi><code>${shown}</code></bdi>`);
  });

  it('keeps a name of five thousand characters', () => {
    const name = '<"&\'>'.repeat(1000);
    expect(textOf(readReference(given(name).text))).toBe(name);
  });
});

describe('page', () => {
  it('allows its own style by its hash, and nothing else', () => {
    const document = page('A title', commands('x'));
    const inside = /<style>([\s\S]*)<\/style>/.exec(document)?.[1] ?? '';
    expect(inside).toBe(style);
    expect(styleHash).toBe(`sha256-${createHash('sha256').update(inside).digest('base64')}`);
    expect(document).toContain('default-src &#39;none&#39;; style-src &#39;sha256-');
  });

  it('gives tables a caption and headers with scope', () => {
    const { children } = readReference(table('What', ['A', 'B'], [[html`1`, html`2`]]).text);
    expect(children.flatMap((child) => ('name' in child ? child.name : []))).toEqual(['caption', 'thead', 'tbody']);
    expect(table('What', ['A', 'B'], [[html`1`, html`2`]]).text.match(/scope="(?:col|row)"/g)).toHaveLength(3);
  });
});
