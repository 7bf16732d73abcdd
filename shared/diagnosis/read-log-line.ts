import { isHttpStatus, noClues, type Clues } from './clues.ts';
import { httpSysReasons } from './http-sys-reasons.en.ts';
import { readWindowsCode } from './windows-code.ts';

/** Returns the names of the columns of a `#Fields:` line in lower case, or undefined for another line. */
export function readFields(line: string): string[] | undefined {
  return /^\W*#fields:\s*(.*)$/i.exec(line)?.[1]?.trim().toLowerCase().split(/\s+/);
}

/**
 * Returns what a line of an IIS log or of httperr.log says, or undefined for another text. With `fields` any order will
 * do; without, the line begins with date and time, and status, substatus and Windows error stand together, as IIS writes
 * them unless told otherwise (Microsoft Learn: W3C logging).
 */
export function readLogLine(line: string, fields: readonly string[] = []): Clues | undefined {
  const whole = valuesOf(line);
  if (fields.includes('sc-status') && fields.length === whole.length) {
    const value = (name: string) => whole[fields.indexOf(name)];
    return cluesOf(value('sc-status'), value('sc-substatus'), value('sc-win32-status'), value('s-reason'));
  }
  // What findstr and grep put before it is no part of the line.
  const start = /\d{4}-\d{2}-\d{2}\s+\d{2}:\d{2}:\d{2}(?:\.\d+)?\s/.exec(line)?.index;
  if (start === undefined) return undefined;
  const values = valuesOf(line.slice(start));
  const reason = values.find((value) => Object.hasOwn(httpSysReasons, value));
  const isHttpSys = reason !== undefined || /^HTTP\/\d/i.test(values[6] ?? '');
  return isHttpSys ? cluesOf(httpSysStatus(values), undefined, undefined, reason) : readWithoutFields(values);
}

/** What a paste puts around a line, such as quotes, is no part of its values. */
function valuesOf(line: string): string[] {
  const around = /^["'\u201c\u201e\ufeff]|["'\u201c\u201d]$/g;
  return line
    .trim()
    .split(/\s+/)
    .map((value) => value.replace(around, ''));
}

/** date time c-ip c-port s-ip s-port cs-version cs-method cs-uri [streamid] sc-status s-siteid s-reason s-queuename … */
function httpSysStatus(values: readonly string[]): string | undefined {
  return values.slice(9, 11).find(isStatus);
}

/** The status begins a run of numbers; the last run counts, because IIS writes it behind names and addresses. */
function readWithoutFields(values: readonly string[]): Clues | undefined {
  let found: number | undefined;
  for (let index = values.length - 3; index > 1; index -= 1) {
    const [status, substatus = '', error = ''] = values.slice(index, index + 3);
    if (isStatus(status) && /^\d{1,3}$/.test(substatus) && /^(?:-?\d+|0x[\da-f]+|-)$/i.test(error)) found = index;
    else if (found !== undefined && !/^\d+$/.test(status ?? '')) break;
  }
  if (found !== undefined) return cluesOf(...(values.slice(found, found + 3) as [string, string, string]));
  const hasMethod = values.some((value) => /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(value));
  return hasMethod ? cluesOf(values.findLast(isStatus)) : undefined;
}

function isStatus(value: string | undefined): value is string {
  return value !== undefined && /^\d{3}$/.test(value) && isHttpStatus(Number(value));
}

function cluesOf(status?: string, substatus = '', error = '', reason = ''): Clues | undefined {
  const code = readWindowsCode(error);
  const clues: Clues = {
    ...noClues,
    statuses: isStatus(status)
      ? [{ status: Number(status), ...(/^\d{1,3}$/.test(substatus) && { substatus: Number(substatus) }) }]
      : [],
    codes: code === undefined ? [] : [code],
    ...(Object.hasOwn(httpSysReasons, reason) && { reason }),
  };
  return clues.statuses.length === 0 && clues.codes.length === 0 && clues.reason === undefined ? undefined : clues;
}
