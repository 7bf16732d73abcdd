import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecords } from './csv-records.ts';
import { harmlessCell, plainCell, writeCsv } from './csv-text.ts';
import { rejectionList } from './rejection-list.ts';

describe('a cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '"=1', '\r=1', '＝1'])('%o gets an apostrophe', (text) => {
    expect(harmlessCell(text)).toBe(`'${text}`);
  });

  it.each(['', 'alice', 'CN=Alice', 'a-b@c', '1', 'ä😀\u202e', '<b>'])('%o stays as it is', (text) => {
    expect(harmlessCell(text)).toBe(text);
  });
});

describe('a cell that was made harmless', () => {
  it('comes back as it was, whatever it was', () => {
    const cell = fc.string({ unit: fc.constantFrom(...Array.from('a"\'=+-@＝ \t\r\n')) });
    fc.assert(
      fc.property(cell, (text) => {
        if (harmlessCell(text) !== text) expect(plainCell(harmlessCell(text))).toBe(text);
      }),
    );
  });

  it('is told from one whose apostrophe belongs to it', () => {
    expect(["'tis", "''", "'", "o'=1"].map(plainCell)).toEqual(["'tis", "''", "'", "o'=1"]);
  });
});

describe('a CSV text', () => {
  it('is read as the cells that were written', () => {
    const cell = fc.string({ unit: fc.constantFrom(...Array.from('a"\',;\t|\r\n =+-@ä😀\u202e')) });
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom(';', ',', '\t'), (cells, separator) => {
        const text = writeCsv(cells, separator);
        expect([...csvRecords(text.slice(1), separator)]).toEqual(
          cells.map((row) => ({ cells: row.map(harmlessCell), damaged: false })),
        );
      }),
    );
  });
});

describe('the list of rejected rows', () => {
  const evil = `"=cmd|' /C calc'!A0"; <img src=x> ${'x'.repeat(5000)}`;
  const table = {
    separator: ';',
    header: ['=Account', 'Certificate'],
    rows: [
      { row: 2, cells: ['good', 'good'], damaged: false },
      { row: 9, cells: [evil, '-x.cer', 'more'], damaged: false },
      { row: 12, cells: ['short'], damaged: true },
    ],
  };
  const rejected = [
    { row: 9, taken: false, column: '=Account', code: 'import.unknown-account', title: 'No such account', detail: evil, fix: 'Add it.' }, // prettier-ignore
    { row: 12, taken: false, code: 'import.damaged-row', title: 'Damaged', detail: 'Row 12.', fix: 'Mend it.' },
  ] as const;

  it('has their cells and the reason beside them, with markup and formulas as text, nothing cut off', () => {
    const text = rejectionList(table, rejected);
    expect(text.startsWith('\ufeff"\'=Account";"Certificate";"row"')).toBe(true);
    const [, first, second] = [...csvRecords(text.slice(1), ';')];
    const why = ["'=Account", 'No such account', `'${evil}`, 'Add it.', 'import.unknown-account'];
    expect(first?.cells).toEqual([`'${evil}`, "'-x.cer", '9', ...why]);
    expect(first?.cells.slice(0, 2).map(plainCell)).toEqual([evil, '-x.cer']);
    expect(second?.cells).toEqual(['short', '', '12', '', 'Damaged', 'Row 12.', 'Mend it.', 'import.damaged-row']);
  });
});
