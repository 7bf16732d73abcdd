import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecords } from './csv-records.ts';
import { harmlessCell, writeCsv } from './csv-text.ts';
import { rejectionList } from './rejection-list.ts';

describe('a cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '"=1', '\r=1', '＝1'])('%o gets an apostrophe', (text) => {
    expect(harmlessCell(text)).toBe(`'${text}`);
  });

  it.each(['', 'alice', 'CN=Alice', 'a-b@c', '1', 'ä😀\u202e', '<b>'])('%o stays as it is', (text) => {
    expect(harmlessCell(text)).toBe(text);
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
  it('names row, column, reason and way out, with markup and formulas as text', () => {
    const detail = `"=cmd|' /C calc'!A0"; <img src=x> ${'x'.repeat(5000)}`;
    const text = rejectionList([
      { row: 9, column: '=Account', code: 'import.unknown-account', title: 'No such account', detail, fix: 'Add it.' },
      { row: 12, code: 'import.damaged-row', title: 'Damaged', detail: 'Row 12.', fix: 'Mend it.' },
    ]);
    expect(text.startsWith('\ufeff"row";"column"')).toBe(true);
    const [, first, second] = [...csvRecords(text.slice(1), ';')];
    expect(first?.cells).toEqual([
      '9',
      "'=Account",
      'No such account',
      `'${detail}`,
      'Add it.',
      'import.unknown-account',
    ]);
    expect(second?.cells[1]).toBe('');
  });
});
