import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstElement } from './der.ts';
import { attributeShortNames, quoteValue, readName } from './distinguished-name.ts';
import type { TestAttribute } from './testing/encode-der.ts';
import { encodeName } from './testing/encode-der.ts';

const read = (rdns: readonly (readonly TestAttribute[])[]) => readName(firstElement(encodeName(rdns)));

/** Names and what `X500DistinguishedName.Name` of .NET 10 printed for them. */
const printedByDotNet: [TestAttribute[][], string][] = [
  [[[['2.5.4.3', 'utf8', 'a']]], 'CN=a'],
  [[[['2.5.4.3', 'bmp', 'a']]], 'CN=a'],
  [[[['2.5.4.3', 'utf8', '']]], 'CN=""'],
  [[[['2.5.4.3', 'bmp', '']]], 'CN=""'],
  [[[['2.5.4.3', 'utf8', '  a']]], 'CN="  a"'],
  [[[['2.5.4.3', 'bmp', '  a']]], 'CN="  a"'],
  [[[['2.5.4.3', 'utf8', 'a ']]], 'CN="a "'],
  [[[['2.5.4.3', 'bmp', 'a ']]], 'CN="a "'],
  [[[['2.5.4.3', 'utf8', ' a b ']]], 'CN=" a b "'],
  [[[['2.5.4.3', 'bmp', ' a b ']]], 'CN=" a b "'],
  [[[['2.5.4.3', 'utf8', 'a,b']]], 'CN="a,b"'],
  [[[['2.5.4.3', 'bmp', 'a,b']]], 'CN="a,b"'],
  [[[['2.5.4.3', 'utf8', 'a+b']]], 'CN="a+b"'],
  [[[['2.5.4.3', 'bmp', 'a+b']]], 'CN="a+b"'],
  [[[['2.5.4.3', 'utf8', 'a=b']]], 'CN="a=b"'],
  [[[['2.5.4.3', 'bmp', 'a=b']]], 'CN="a=b"'],
  [[[['2.5.4.3', 'utf8', 'a"b']]], 'CN="a""b"'],
  [[[['2.5.4.3', 'bmp', 'a"b']]], 'CN="a""b"'],
  [[[['2.5.4.3', 'utf8', '"']]], 'CN=""""'],
  [[[['2.5.4.3', 'bmp', '"']]], 'CN=""""'],
  [[[['2.5.4.3', 'utf8', 'a\nb']]], 'CN="a\nb"'],
  [[[['2.5.4.3', 'bmp', 'a\nb']]], 'CN="a\nb"'],
  [[[['2.5.4.3', 'utf8', 'a\rb']]], 'CN=a\rb'],
  [[[['2.5.4.3', 'bmp', 'a\rb']]], 'CN=a\rb'],
  [[[['2.5.4.3', 'utf8', '\ra']]], 'CN="\ra"'],
  [[[['2.5.4.3', 'bmp', '\ra']]], 'CN="\ra"'],
  [[[['2.5.4.3', 'utf8', 'a\r']]], 'CN="a\r"'],
  [[[['2.5.4.3', 'bmp', 'a\r']]], 'CN="a\r"'],
  [[[['2.5.4.3', 'utf8', '\ta']]], 'CN="\ta"'],
  [[[['2.5.4.3', 'bmp', '\ta']]], 'CN="\ta"'],
  [[[['2.5.4.3', 'utf8', 'a\u000b']]], 'CN="a\u000b"'],
  [[[['2.5.4.3', 'bmp', 'a\u000b']]], 'CN="a\u000b"'],
  [[[['2.5.4.3', 'utf8', 'a<b']]], 'CN="a<b"'],
  [[[['2.5.4.3', 'bmp', 'a<b']]], 'CN="a<b"'],
  [[[['2.5.4.3', 'utf8', 'a>b']]], 'CN="a>b"'],
  [[[['2.5.4.3', 'bmp', 'a>b']]], 'CN="a>b"'],
  [[[['2.5.4.3', 'utf8', 'a#b']]], 'CN="a#b"'],
  [[[['2.5.4.3', 'bmp', 'a#b']]], 'CN="a#b"'],
  [[[['2.5.4.3', 'utf8', '#a']]], 'CN="#a"'],
  [[[['2.5.4.3', 'bmp', '#a']]], 'CN="#a"'],
  [[[['2.5.4.3', 'utf8', 'a;b']]], 'CN="a;b"'],
  [[[['2.5.4.3', 'bmp', 'a;b']]], 'CN="a;b"'],
  [[[['2.5.4.3', 'utf8', "a'b"]]], "CN=a'b"],
  [[[['2.5.4.3', 'bmp', "a'b"]]], "CN=a'b"],
  [[[['2.5.4.3', 'utf8', 'a\\b']]], 'CN=a\\b'],
  [[[['2.5.4.3', 'bmp', 'a\\b']]], 'CN=a\\b'],
  [[[['2.5.4.3', 'utf8', 'a  b']]], 'CN=a  b'],
  [[[['2.5.4.3', 'bmp', 'a  b']]], 'CN=a  b'],
  [[[['2.5.4.3', 'utf8', '\u00a0a']]], 'CN=\u00a0a'],
  [[[['2.5.4.3', 'bmp', '\u00a0a']]], 'CN=\u00a0a'],
  [[[['2.5.4.3', 'utf8', '\u00e4']]], 'CN=\u00e4'],
  [[[['2.5.4.3', 'bmp', '\u00e4']]], 'CN=\u00e4'],
  [[[['2.5.4.3', 'utf8', 'a\u0000']]], 'CN=a'],
  [[[['2.5.4.3', 'bmp', 'a\u0000']]], 'CN=a'],
  [[[['2.5.4.3', 'utf8', 'a\u0000b']]], 'CN=a\u0000b'],
  [[[['2.5.4.3', 'bmp', 'a\u0000b']]], 'CN=a\u0000b'],
  [[[['2.5.4.3', 'utf8', '\u0000']]], 'CN=""'],
  [[[['2.5.4.3', 'bmp', '\u0000']]], 'CN=""'],
  [[[['2.5.4.3', 'utf8', 'Zo\u00eb \u65e5\u672c']]], 'CN=Zo\u00eb \u65e5\u672c'],
  [[[['2.5.4.3', 'bmp', 'Zo\u00eb \u65e5\u672c']]], 'CN=Zo\u00eb \u65e5\u672c'],
  [[[['2.5.4.3', 'utf8', '\ud83d\ude00']]], 'CN=\ud83d\ude00'],
  [[[['2.5.4.3', 'bmp', '']]], 'CN=""'],
  [[[['2.5.4.3', 'utf8', 'a/b']]], 'CN=a/b'],
  [[[['2.5.4.3', 'bmp', 'a/b']]], 'CN=a/b'],
  [[[['2.5.4.3', 'utf8', 'O="x"']]], 'CN="O=""x"""'],
  [[[['2.5.4.3', 'bmp', 'O="x"']]], 'CN="O=""x"""'],
  [[[['2.5.4.3', 'utf8', '\u2028x']]], 'CN=\u2028x'],
  [[[['2.5.4.3', 'bmp', '\u2028x']]], 'CN=\u2028x'],
  [[[['2.5.4.3', 'utf8', 'x\u3000']]], 'CN=x\u3000'],
  [[[['2.5.4.3', 'bmp', 'x\u3000']]], 'CN=x\u3000'],
  [[[['2.5.4.3', 'printable', 'a']]], 'CN=a'],
  [[[['2.5.4.3', 'ia5', 'a']]], 'CN=a'],
  [[[['2.5.4.3', 'printable', '']]], 'CN=""'],
  [[[['2.5.4.3', 'ia5', '']]], 'CN=""'],
  [[[['2.5.4.3', 'printable', 'a b']]], 'CN=a b'],
  [[[['2.5.4.3', 'ia5', 'a b']]], 'CN=a b'],
  [[[['2.5.4.3', 'printable', 'a,b']]], 'CN="a,b"'],
  [[[['2.5.4.3', 'ia5', 'a,b']]], 'CN="a,b"'],
  [[[['2.5.4.3', 'ia5', 'a@b.c']]], 'CN=a@b.c'],
  [[[['2.5.4.3', 'ia5', 'a*b']]], 'CN=a*b'],
  [[[['2.5.4.3', 'ia5', 'a_b']]], 'CN=a_b'],
  [[[['2.5.4.3', 'ia5', 'a&b']]], 'CN=a&b'],
  [[[['2.5.4.3', 'teletex', 'caf\u00e9']]], 'CN=caf\u00e9'],
  [[[['2.5.4.3', 'teletexUtf8', 'caf\u00e9']]], 'CN=caf\u00e9'],
  [[[['2.5.4.3', 'teletex', 'plain']]], 'CN=plain'],
  [[[['2.5.4.3', 'teletexUtf8', 'plain']]], 'CN=plain'],
  [[[['2.5.4.3', 'numeric', '123 4']]], 'CN=123 4'],
  [[[['2.5.4.3', 'universal', 'ab']]], 'CN=#1C080000006100000062'],
  [[[['2.5.4.3', 'universal', 'a,"b']]], 'CN=#1C10000000610000002C0000002200000062'],
  [[[['2.5.4.3', 'visible', 'ab']]], 'CN=#1A026162'],
  [[[['2.5.4.3', 'visible', 'a,"b']]], 'CN=#1A04612C2262'],
  [[[['2.5.4.3', 'octets', 'ab']]], 'CN=#6162'],
  [[[['2.5.4.3', 'octets', 'a,"b']]], 'CN=#612C2262'],
  [[[['2.5.4.3', 'bits', 'ab']]], 'CN=#0303006162'],
  [[[['2.5.4.3', 'bits', 'a,"b']]], 'CN=#030500612C2262'],
  [[[['2.5.4.3', 'integer', 'ab']]], 'CN=#020105'],
  [[[['2.5.4.3', 'integer', 'a,"b']]], 'CN=#020105'],
  [[[['2.5.4.3', 'general', 'ab']]], 'CN=#1B026162'],
  [[[['2.5.4.3', 'general', 'a,"b']]], 'CN=#1B04612C2262'],
  [[[['2.5.4.3', 'null', 'ab']]], 'CN=#0500'],
  [[[['2.5.4.3', 'null', 'a,"b']]], 'CN=#0500'],
  [[[['2.5.4.3', 'utf8', 'v']]], 'CN=v'],
  [[[['2.5.4.4', 'utf8', 'v']]], 'SN=v'],
  [[[['2.5.4.5', 'utf8', 'v']]], 'SERIALNUMBER=v'],
  [[[['2.5.4.6', 'utf8', 'v']]], 'C=v'],
  [[[['2.5.4.7', 'utf8', 'v']]], 'L=v'],
  [[[['2.5.4.8', 'utf8', 'v']]], 'S=v'],
  [[[['2.5.4.9', 'utf8', 'v']]], 'STREET=v'],
  [[[['2.5.4.10', 'utf8', 'v']]], 'O=v'],
  [[[['2.5.4.11', 'utf8', 'v']]], 'OU=v'],
  [[[['2.5.4.12', 'utf8', 'v']]], 'T=v'],
  [[[['2.5.4.13', 'utf8', 'v']]], 'Description=v'],
  [[[['2.5.4.17', 'utf8', 'v']]], 'PostalCode=v'],
  [[[['2.5.4.18', 'utf8', 'v']]], 'POBox=v'],
  [[[['2.5.4.20', 'utf8', 'v']]], 'Phone=v'],
  [[[['2.5.4.24', 'utf8', 'v']]], 'X21Address=v'],
  [[[['2.5.4.42', 'utf8', 'v']]], 'G=v'],
  [[[['2.5.4.43', 'utf8', 'v']]], 'I=v'],
  [[[['2.5.4.46', 'utf8', 'v']]], 'dnQualifier=v'],
  [[[['0.9.2342.19200300.100.1.25', 'utf8', 'v']]], 'DC=v'],
  [[[['1.2.840.113549.1.9.1', 'utf8', 'v']]], 'E=v'],
  [[[['1.2.3.4', 'utf8', 'v']]], 'OID.1.2.3.4=v'],
  [[[['2.5.4.200', 'utf8', 'v']]], 'OID.2.5.4.200=v'],
  [[[['1.3.6.1.4.1.99999.1', 'utf8', 'v']]], 'OID.1.3.6.1.4.1.99999.1=v'],
  [[[['2.999.5', 'utf8', 'v']]], 'OID.2.999.5=v'],
  [
    [[['2.25.340282366920938463463374607431768211455', 'utf8', 'v']]],
    'OID.2.25.340282366920938463463374607431768211455=v',
  ],
  [[[['0.0', 'utf8', 'v']]], 'OID.0.0=v'],
  [[[['1.39.1', 'utf8', 'v']]], 'OID.1.39.1=v'],
  [[[['2.40.1', 'utf8', 'v']]], 'OID.2.40.1=v'],
  [[], ''],
  [
    [
      [['2.5.4.6', 'printable', 'DE']],
      [['2.5.4.10', 'utf8', 'A "B"']],
      [
        ['2.5.4.3', 'utf8', 'x'],
        ['2.5.4.11', 'utf8', 'y, z'],
      ],
    ],
    'CN=x + OU="y, z", O="A ""B""", C=DE',
  ],
  [
    [
      [
        ['2.5.4.3', 'utf8', 'x'],
        ['2.5.4.11', 'utf8', 'y'],
        ['1.2.3', 'octets', 'q'],
      ],
      [['2.5.4.3', 'utf8', 'z']],
    ],
    'CN=z, CN=x + OU=y + OID.1.2.3=#71',
  ],
  [[[]], ''],
];

describe('printed names', () => {
  it.each(printedByDotNet)('%j', (rdns, printed) => {
    expect(read(rdns).printed).toBe(printed);
  });

  it('shows what a PrintableString must not hold, as Windows does', () => {
    expect(read([[['2.5.4.3', 'printable', 'user@host*_&']]]).printed).toBe('CN=user@host*_&');
  });

  it('has no short name where only OpenSSL has one', () => {
    expect(read([[['2.5.4.15', 'utf8', 'x']]]).printed).toBe('OID.2.5.4.15=x');
    expect(read([[['0.9.2342.19200300.100.1.1', 'utf8', 'x']]]).printed).toBe('OID.0.9.2342.19200300.100.1.1=x');
  });

  it('quotes so that the value can be read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const printed = quoteValue(value);
        const inner = printed.startsWith('"') ? printed.slice(1, -1).replaceAll('""', '"') : printed;
        expect(inner).toBe(value);
        if (!printed.startsWith('"')) expect(value).not.toMatch(/[,+="\n<>#;]/);
      }),
    );
  });
});

const attribute: fc.Arbitrary<TestAttribute> = fc.oneof(
  fc.tuple(
    fc.constantFrom('2.5.4.3', '2.5.4.10', '1.2.3.4'),
    fc.constantFrom('utf8', 'universal'),
    fc.string({ unit: 'grapheme' }),
  ),
  fc.tuple(fc.constant('2.5.4.11'), fc.constant('bmp'), fc.string({ unit: 'grapheme' })),
  fc.tuple(fc.constant('2.5.4.6'), fc.constantFrom('printable', 'ia5'), fc.string()),
);

describe('structured names', () => {
  it('are what was encoded', () => {
    fc.assert(
      fc.property(fc.array(fc.array(attribute, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), (rdns) => {
        expect(read(rdns).rdns).toEqual(
          rdns.map((attributes) =>
            attributes.map(([oid, , value]) => ({ type: attributeShortNames.get(oid) ?? oid, value })),
          ),
        );
      }),
    );
  });

  it('compare as RFC 5280, section 7.1: case, spaces and string type do not count', () => {
    const name = (type: string, value: string) => read([[['2.5.4.3', type, value]]]).key;
    expect(name('utf8', ' Example   CA ')).toBe(name('printable', 'example ca'));
    expect(name('utf8', 'Example CA')).not.toBe(name('utf8', 'ExampleCA'));
  });
});
