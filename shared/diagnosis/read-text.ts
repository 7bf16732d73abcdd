import { clientErrors, serverCertificatePrefix } from './client-errors.en.ts';
import { isHttpStatus, noClues, type Clues } from './clues.ts';
import { alertOfErrorName, senderOf, takeAlerts } from './read-alerts.ts';
import { takeStatuses } from './read-status.ts';
import { Remainder } from './remainder.ts';
import { windowsEvents } from './schannel-events.en.ts';
import { readWindowsCode, type WindowsCode } from './windows-code.ts';
import { codeOfName, knownCode } from './windows-errors.ts';

/** What is read of one pasted text; an error page with its details is far shorter. */
const maximumLength = 20_000;

/** Returns the text as one would type it: ASCII digits and dashes, single blanks, no quotes, nothing invisible. */
export function plainText(text: string): string {
  return text
    .slice(0, maximumLength)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\p{Pi}\p{Pf}"'`\u201a\u201e]/gu, ' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Returns what stands in a pasted text that is no log line: codes, statuses, events, alerts, names, in any mixture. */
export function readText(text: string): Clues {
  const plain = plainText(text);
  const alone = readAlone(plain);
  if (alone) return alone;
  const rest = new Remainder(plain);
  const named = rest.take(/(?<![\w.])[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?!\w)/gi, (word = '') => readName(word));
  const sender = senderOf(plain);
  const alerts = [
    ...named.flatMap((name) => ('alert' in name ? [{ number: name.alert, sender: 'server' as const }] : [])),
    ...takeAlerts(rest, plain).map((number) => ({ number, sender })),
  ];
  const events = takeEvents(rest);
  const statuses = takeStatuses(rest);
  const codes = [...named.flatMap((name) => ('code' in name ? [name.code] : [])), ...takeCodes(rest)];
  const clients = named.flatMap((name) => ('client' in name ? [name.client] : []));
  // A sentence says less than any name, alert or code beside it.
  const isExact = [clients, alerts, codes, statuses].some((found) => found.length > 0);
  return {
    statuses,
    codes: [...new Set(codes)],
    events: [...new Set(events)],
    alerts: alerts.filter(({ number }, index) => alerts.findIndex((each) => each.number === number) === index),
    clientErrors: isExact ? [...new Set(clients)] : readWording(plain),
  };
}

/** Returns what one number says that is the whole text, whatever stands around it and between its digits. */
function readAlone(text: string): Clues | undefined {
  if (text.length > 60) return undefined;
  const bare = text.replace(/^[\s([{<+#=]+|[\s)\]}>.,;:!?]+$/g, '');
  const digits = joined(bare);
  if (digits === undefined) return undefined;
  const isDecimal = /^\d+$/.test(digits);
  const number = Number(digits);
  if (isDecimal && isHttpStatus(number)) return { ...noClues, statuses: [{ status: number }] };
  if (isDecimal && Object.hasOwn(windowsEvents, digits)) return { ...noClues, events: [number] };
  const code = readWindowsCode(digits);
  return code === undefined ? undefined : { ...noClues, codes: [code] };
}

/** Returns the digits of a number that was grouped (2,148,086,027), spaced (0x8007 052e), suffixed or left without 0x. */
function joined(text: string): string | undefined {
  const hexadecimal = /^(?:0x)?([\da-f]{8})h?$/i.exec(text)?.[1];
  const code = hexadecimal === undefined ? undefined : readWindowsCode(`0x${hexadecimal}`);
  if (code !== undefined && (knownCode(code) || !/^\d+$/.test(text))) return `0x${hexadecimal ?? ''}`;
  if (/^-? ?\d{1,3}([ .,])\d{3}(?:\1\d{3}){1,2}$/.test(text)) return text.replace(/[ .,]/g, '');
  if (/^\d+u?l{0,2}$/i.test(text)) return text.replace(/\D/g, '');
  return /^(?:- ?\d|0 ?x|&h)[\da-f ]*$/i.test(text) ? text.replaceAll(' ', '') : undefined;
}

type Named = { code: WindowsCode } | { client: string } | { alert: number };

function readName(word: string): Named | undefined {
  const name = word.toUpperCase();
  const row = clientErrors.findIndex(({ names }) => names.includes(name));
  if (row !== -1) return { client: String(row) };
  if (name.startsWith(serverCertificatePrefix)) return { client: name };
  const code = codeOfName(name);
  if (code !== undefined) return { code };
  const alert = alertOfErrorName(name);
  return alert === undefined ? undefined : { alert };
}

function takeEvents(rest: Remainder): number[] {
  const known = (_: unknown, id = '') => (Object.hasOwn(windowsEvents, id) ? Number(id) : undefined);
  return [
    ...rest.take(/\b(?:event|id)[a-z]{0,10}[ -]?(?:ids?)? ?[:=#]? ?(\d{4,5})\b/gi, known),
    ...rest.take(/(?<![\w.-])(368[678]\d)(?![\w.]\w)/g, known),
    ...rest.take(/^\W{0,3}(4625)\b/g, known),
  ];
}

const labels = '(?:error|code|status|win32|errno|hresult|substatus|reason)';
const labelled = new RegExp(`${labels}[a-z]{0,8}(?:[ -]${labels})*\\W{1,3}?(-?\\d{1,10})(?!\\w|\\.\\d)`, 'gi');

function takeCodes(rest: Remainder): WindowsCode[] {
  const read = (text = '') => readWindowsCode(text);
  const hexadecimal = rest.take(/(?<!\w)-?(?:0x|&h)[\da-f]{1,16}(?!\w)/gi, read);
  const bare = rest.take(/(?<![\w.])[\da-f]{8}(?![\w.])/gi, (text = '') => {
    const code = readWindowsCode(`0x${text}`);
    return code !== undefined && knownCode(code) ? code : undefined;
  });
  const named = rest.take(labelled, (_, number) => read(number));
  // Among words a small number can be anything: a port, a size, a line.
  const onlyNumbers = !/[a-z]/i.test(rest.text);
  const numbers = rest.take(/(?<![\w.])-?\d{1,10}(?!\w|\.\d)/g, (text = '') =>
    onlyNumbers || isLarge(Number(text)) ? read(text) : undefined,
  );
  return [...hexadecimal, ...bare, ...named, ...numbers];
}

function isLarge(number: number): boolean {
  return number >= 0x8000_0000 || number < -0x1_0000;
}

/** Returns the first row of the clients whose sentence stands in the text. */
function readWording(text: string): string[] {
  const row = clientErrors.findIndex(({ wording }) => wording?.test(text));
  return row === -1 ? [] : [String(row)];
}
