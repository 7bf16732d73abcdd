import type { Reply } from '../../../shared/api/reply.ts';
import { fail, succeed } from '../../../shared/api/reply.ts';
import { windowsProblem } from './problems.ts';

// The upper halves of the two code pages of consoles that TextDecoder lacks (Unicode: MAPPINGS/VENDORS/MICSFT/PC).
const upperHalves: Readonly<Record<number, string>> = {
  437: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0',
  850: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\xad±‗¾¶§÷¸°¨·¹³²■\xa0',
};

const decoders: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
};

/** Returns the text of a console program: UTF-8 where it is, else in the console's code page; fails where that is not known. */
export function decodeOutput(bytes: Uint8Array, codePage: number | null): Reply<string> {
  try {
    return succeed(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Not UTF-8: the console's code page.
  }
  const upper = codePage === null ? undefined : upperHalves[codePage];
  if (upper !== undefined) {
    return succeed(
      Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : upper.charAt(byte - 128))).join(''),
    );
  }
  const decoder = codePage === null ? undefined : decoders[codePage];
  if (decoder !== undefined) return succeed(new TextDecoder(decoder).decode(bytes));
  return fail(
    windowsProblem('windows.output-not-understood', { detail: `It is in code page ${codePage ?? '(not known)'}.` }),
  );
}
