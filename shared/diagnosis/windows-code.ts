/**
 * Windows writes one error in several ways: as Win32 number (1326), as HRESULT in hexadecimal, unsigned or signed
 * (0x8007052E, 2147943726, -2147023570), as NTSTATUS (0xC000006D, -1073741715) or as HRESULT of an NTSTATUS (0xD000006D).
 */
export type WindowsCode = number;

const win32Facility = 0x8007_0000;
const ntBit = 0x1000_0000;

/** Returns the HRESULT of a Win32 error number. */
export function hresultOfWin32(number: number): WindowsCode {
  return win32Facility + number;
}

/** Returns the Win32 number inside an HRESULT, or undefined when it holds none. */
export function win32OfHresult(code: WindowsCode): number | undefined {
  return code >= win32Facility && code <= win32Facility + 0xffff ? code - win32Facility : undefined;
}

/**
 * Returns the one form of a code in any notation: an unsigned HRESULT, or an unsigned NTSTATUS; undefined for text that
 * is no number of 32 bits, and for 0, which is no error.
 */
export function readWindowsCode(text: string): WindowsCode | undefined {
  const match = /^(-?)(?:(?:0x|&h)([0-9a-f]{1,16})|(\d{1,10}))$/i.exec(text);
  if (!match) return undefined;
  const [, sign, hexadecimal, decimal] = match;
  // A 64-bit tool prints a negative HRESULT with its sign extended.
  const digits = hexadecimal?.replace(/^f{8}(?=[0-9a-f]{8}$)/i, '');
  const size = digits === undefined ? Number(decimal) : parseInt(digits, 16);
  const value = sign === '-' ? 0x1_0000_0000 - size : size;
  if (size === 0 || value < 1 || value > 0xffff_ffff || (sign === '-' && size > 0x8000_0000)) return undefined;
  if (value <= 0xffff) return hresultOfWin32(value);
  return value >= 0xd000_0000 && value < 0xe000_0000 ? value - ntBit : value;
}

/** Returns `0x8007052E`. */
export function printWindowsCode(code: WindowsCode): string {
  return `0x${code.toString(16).toUpperCase().padStart(8, '0')}`;
}
