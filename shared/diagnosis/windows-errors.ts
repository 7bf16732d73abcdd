import { certificateErrors } from './certificate-errors.en.ts';
import { configurationErrors } from './configuration-errors.en.ts';
import type { Explanation } from './diagnosis.ts';
import { logonErrors } from './logon-errors.en.ts';
import { networkErrors } from './network-errors.en.ts';
import { schannelErrors } from './schannel-errors.en.ts';
import { printWindowsCode, win32OfHresult, type WindowsCode } from './windows-code.ts';
import type { WindowsError } from './windows-error.ts';

/** Every row, in the order of the families. */
export const windowsErrors: readonly WindowsError[] = [
  ...logonErrors,
  ...certificateErrors,
  ...configurationErrors,
  ...schannelErrors,
  ...networkErrors,
];

/** A code as it was written, with its row. */
export interface KnownCode {
  code: WindowsCode;
  /** `0x8007052E ERROR_LOGON_FAILURE (1326)`. */
  label: string;
  explanation: Explanation;
  error: WindowsError;
}

const byCode = new Map<WindowsCode, KnownCode>();
const byName = new Map<string, WindowsCode>();

for (const error of windowsErrors) {
  const { code, name, otherNames = [], ntStatuses = [], explanation } = error;
  const win32 = win32OfHresult(code);
  const number = win32 === undefined ? '' : ` (${win32})`;
  byCode.set(code, { code, label: `${printWindowsCode(code)} ${name}${number}`, explanation, error });
  for (const each of [name, ...otherNames]) byName.set(each, code);
  for (const nt of ntStatuses) {
    byCode.set(nt.code, {
      code: nt.code,
      label: `${printWindowsCode(nt.code)} ${nt.name}${win32 === undefined ? '' : ` (Windows error ${win32})`}`,
      explanation: nt.explanation ?? { ...explanation, certainty: nt.certainty ?? explanation.certainty },
      error,
    });
    byName.set(nt.name, nt.code);
  }
}

/** Returns what is known of a code in the form of `readWindowsCode`. */
export function knownCode(code: WindowsCode): KnownCode | undefined {
  return byCode.get(code);
}

/** Returns the code that has this symbolic name (`CERT_E_UNTRUSTEDROOT`). */
export function codeOfName(name: string): WindowsCode | undefined {
  return byName.get(name);
}
