import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './csv-table.ts';

const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const bytes = (text: string) => new TextEncoder().encode(text);

function table(content: Uint8Array) {
  const reply = readCsv(content, 'staff.csv');
  if (!reply.ok) throw new Error(reply.problem.code);
  return reply.value;
}

describe('a CSV file', () => {
  it.each([
    ['semicolons, as Excel writes them in most of Europe', bytes('certificate;account\r\na,b.cer;söhne\r\n')],
    ['commas', bytes('certificate,account\n"a,b.cer",söhne\n')],
    ['tabs in UTF-16, which Excel calls Unicode text', utf16('certificate\taccount\r\na,b.cer\tsöhne\r\n')],
    ['a byte order mark', bytes('\ufeffcertificate;account\r\na,b.cer;söhne')],
    ['a declared separator', bytes('sep=|\r\ncertificate|account\r\na,b.cer|söhne')],
    ['the code page of Western Windows', new Uint8Array(Buffer.from('certificate;account\r\na,b.cer;söhne', 'latin1'))],
  ])('is read with %s', (_, content) => {
    expect(table(content)).toMatchObject({
      header: ['certificate', 'account'],
      rows: [{ cells: ['a,b.cer', 'söhne'], damaged: false }],
    });
  });

  it('counts rows as a spreadsheet does: the header is 1, blank rows count, line breaks inside a cell do not', () => {
    const { rows } = table(bytes('certificate;account\r\n"a\r\nb";x\r\n;\r\n\r\nc;y\r\n'));
    expect(rows.map(({ row }) => row)).toEqual([2, 5]);
  });

  it.each([
    ['has no partner', 'b;"y'],
    ['has no partner in the first cell', '"b;y'],
    ['stands inside a quoted cell', '"b"x;y'],
    ['is not doubled', 'b;"y "z" y"'],
  ])('loses nothing but the row in which a quotation mark %s', (_, broken) => {
    for (const [before, after] of [
      ['a;x', 'c;z'],
      ['"a";"x"', '"c";"z"'],
    ]) {
      const rows = [before, broken, after, broken, after].join('\r\n');
      const read = table(bytes(`certificate;account\r\n${rows}\r\n`)).rows;
      expect(read.map(({ row, damaged }) => [row, damaged])).toEqual([
        [2, false],
        [3, true],
        [4, false],
        [5, true],
        [6, false],
      ]);
      expect(read[4]?.cells).toEqual(['c', 'z']);
    }
  });

  it('with line ends of an old Macintosh is read', () => {
    expect(table(bytes('certificate;account\ra;x\rb;y')).rows.map(({ cells }) => cells)).toEqual([
      ['a', 'x'],
      ['b', 'y'],
    ]);
  });

  it.each([
    ['an Excel workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0]), 'csv.not-text'],
    ['UTF-16 cut in the middle of a character', Uint8Array.of(0xff, 0xfe, 0x41), 'csv.not-text'],
    ['nothing', bytes(''), 'csv.no-header'],
    ['a blank first row', bytes(';;\r\na;b'), 'csv.no-header'],
    ['a header alone', bytes('certificate;account\r\n;\r\n'), 'csv.no-rows'],
  ])('that is %s is refused', (_, content, code) => {
    expect(readCsv(content, 'staff.csv')).toMatchObject({ ok: false, problem: { code } });
  });

  it('gives back any cells that were quoted into it', () => {
    const cell = fc.string({ unit: fc.constantFrom(...Array.from('a"\',;\t|\n =+-@ä😀\u202e')), minLength: 1 });
    const separator = fc.constantFrom(';', ',', '\t', '|');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), separator, (records, between) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const lines = [['certificate', 'account'], ...records].map((cells) => cells.map(quoted).join(between));
        const kept = records.filter((cells) => cells.some((each) => each.trim() !== ''));
        const reply = readCsv(bytes(lines.join('\r\n')), 'staff.csv');
        if (kept.length === 0) expect(reply.ok).toBe(false);
        else expect(reply.ok && reply.value.rows.map(({ cells }) => cells)).toEqual(kept);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (content) => typeof readCsv(content, 'x').ok === 'boolean'),
    );
  });
});
