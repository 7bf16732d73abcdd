import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hresultOfWin32, printWindowsCode, readWindowsCode, win32OfHresult } from './windows-code.ts';

describe('readWindowsCode', () => {
  it.each([
    ['1326', 0x8007052e],
    ['0x52E', 0x8007052e],
    ['0x8007052E', 0x8007052e],
    ['0XFFFFFFFF8007052e', 0x8007052e],
    ['&H8007052E', 0x8007052e],
    ['2147943726', 0x8007052e],
    ['-2147023570', 0x8007052e],
    ['2148086018', 0x80093102],
    ['2148086027', 0x8009310b],
    ['2148204809', 0x800b0109],
    ['-1073741715', 0xc000006d],
    ['0xD000006D', 0xc000006d],
  ])('%s is one of the forms', (text, code) => expect(readWindowsCode(text)).toBe(code));

  it.each(['0', '0x0', '', '-', '0x', '4294967296', '-2147483649', '0x1FFFFFFFF', '1.5', '1e3', 'x5', '12 34'])(
    '%j is no code',
    (text) => expect(readWindowsCode(text)).toBeUndefined(),
  );

  it('reads what it prints, signed and unsigned too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0x8000_0000, max: 0xcfff_ffff }), (code) => {
        const forms = [printWindowsCode(code), String(code), String(code | 0)];
        expect(forms.map(readWindowsCode)).toEqual([code, code, code]);
      }),
    );
  });

  it('takes a Win32 number as its HRESULT', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 0xffff }), (number) => {
        expect(readWindowsCode(String(number))).toBe(hresultOfWin32(number));
        expect(win32OfHresult(hresultOfWin32(number))).toBe(number);
      }),
    );
  });
});
