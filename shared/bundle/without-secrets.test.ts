import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unfinishedComment } from '../iis/edit-nodes.ts';
import { withoutSecrets } from './without-secrets.ts';

const canary = fc.stringMatching(/^[A-Za-z0-9;,.=:>-]{12,40}$/).map((text) => `CANARY${text}`);

describe('withoutSecrets', () => {
  it.each([
    [
      '<add userName="u" password="SECRET" enabled="true" />',
      '<add userName="u" password="(not shown)" enabled="true" />',
    ],
    [
      "<processModel userName='u' password='[enc:A:SECRET:enc]'/>",
      "<processModel userName='u' password='(not shown)'/>",
    ],
    ['<add key="Smtp" value="SECRET" />', '<add key="…" value="…" />'],
    ['<add connectionString="Server=x;Password=SECRET" />', '<add connectionString="…" />'],
    ['<add name="[enc:A:SECRET:enc]" />', '<add name="(not shown)" />'],
    ['<p><!-- was SECRET --></p>', '<p><!-- … --></p>'],
    ['<p>SECRET</p>', '<p>…</p>'],
    ['<p><![CDATA[SECRET]]></p>', '<p>…</p>'],
    [`<!-- ${unfinishedComment} -->`, `<!-- ${unfinishedComment} -->`],
    ['<?xml version="1.0" encoding="utf-8"?>', '<?xml version="1.0" encoding="utf-8"?>'],
    ['<access sslFlags="Ssl, SslRequireCert" />', '<access sslFlags="Ssl, SslRequireCert" />'],
  ])('of %j is %j', (text, shown) => {
    expect(withoutSecrets(text)).toBe(shown);
  });

  it('holds no password wherever it stands, and as many lines as before', () => {
    const places = [
      (secret: string) => `<add password="${secret}" />`,
      (secret: string) => `<add\r\n  Password = '${secret}\r\nmore'\r\n/>`,
      (secret: string) => `<add value="a > b ${secret}" />`,
      (secret: string) => `<x>\n${secret}\n</x>`,
      (secret: string) => `<!-- a\n${secret.replaceAll('-', '')}\n-->`,
      (secret: string) => `<add description="[enc:AesProvider:${secret}:enc]" />`,
    ];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...places), canary), { minLength: 1 }), (parts) => {
        const text = `<configuration>\n${parts.map(([place, secret]) => place(secret)).join('\n')}\n</configuration>`;
        const shown = withoutSecrets(text);
        expect(shown).not.toContain('CANARY');
        expect(shown.split('\n')).toHaveLength(text.split('\n').length);
      }),
    );
  });
});
