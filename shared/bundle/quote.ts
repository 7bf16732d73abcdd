import { replaceInvisible } from '../text/invisible.ts';

const breaks = /[\t\r\n]/g;

/**
 * Returns a text as one argument of a PowerShell command. In single quotes nothing but the quote itself is special, and
 * PowerShell takes the typographic ones for it too (about_Quoting_Rules); what could not be seen is written as a number.
 */
export function powerShellArgument(text: string): string {
  const numbered = (codePoint: number) => `' + [char]::ConvertFromUtf32(0x${codePoint.toString(16)}) + '`;
  const half = (codePoint: number) => `' + [char]0x${codePoint.toString(16)} + '`;
  const inside = replaceInvisible(text.replace(/['\u2018-\u201b]/g, '$&$&'), (codePoint) =>
    codePoint >= 0xd800 && codePoint <= 0xdfff ? half(codePoint) : numbered(codePoint),
  ).replace(breaks, (each) => numbered(each.charCodeAt(0)));
  const quoted = `'${inside}'`;
  return quoted.includes("' + [char]") ? `(${quoted})` : quoted;
}

/**
 * Returns a text as one argument of a program that Windows PowerShell 5.1 starts: it puts quotes around an argument with
 * blanks, but does not escape those inside nor the backslashes before them (about_Parsing, "Passing arguments that contain
 * quote characters").
 */
export function programArgument(text: string): string {
  const escaped = text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, (end) => (/\s/.test(text) ? end + end : end));
  return powerShellArgument(escaped);
}

/** Returns a text as one word of a POSIX shell; what could not be seen is written as a number, which bash and zsh read. */
export function shellArgument(text: string): string {
  const numbered = (codePoint: number) => `\\U${codePoint.toString(16).padStart(8, '0')}`;
  const escaped = text.replace(/[\\']/g, '\\$&');
  const shown = replaceInvisible(escaped, numbered).replace(breaks, (each) => numbered(each.charCodeAt(0)));
  return shown === escaped ? `'${text.replace(/'/g, "'\\''")}'` : `$'${shown}'`;
}
