import { isHttpStatus, type HttpStatus } from './clues.ts';
import type { Remainder } from './remainder.ts';

const phrases =
  'forbidden|unauthori[sz]ed|access denied|internal server error|bad gateway|(?:request entity|payload|content) too large';

/** The forms of a status, more exact ones first. Only what cannot be another number counts: no port, size or address. */
const forms: readonly RegExp[] = [
  // sc-status=403 sc-substatus=16
  /(?:sc-?)?status(?: ?code)?[ :=]+(\d{3})\b\W{1,3}(?:sc-?)?sub-?status(?: ?code)?[ :=]+(\d{1,3})\b/gi,
  // 403.16, 403.16.2148204809; but no address or version of four parts
  /(?<![\d.,-])(\d{3}) ?\. ?(\d{1,3})(?!\d|[.,]\d{1,3}[.,]\d)(?: ?\. ?(?=-?\d|0x))?/gi,
  // 403 16, 403,16, 403/16, 403 16 5 at the beginning; a second status is none of its substatuses
  /^\W{0,8}(\d{3}) ?[\s,;:/|-] ?(\d{1,2})(?=$|[\s,;:/|.])/g,
  // HTTP/1.1 403, HTTP status 403
  /\bhttp(?:\/\d(?:\.\d)?)?(?: (?:error|status))?(?: ?code)?[ :=]+(\d{3})(?!\.?\d)/gi,
  // returned an error: (403), status code 403
  /\b(?:status(?: ?code)?|error|response)(?: does not indicate success)?[ :=]+\(?(\d{3})\b(?!\.?\d)/gi,
  new RegExp(`(?<![\\d.,])(\\d{3})\\)?[ :-]+\\(?(?:${phrases})`, 'gi'),
  // 500 0x80070032, 403 2148204809
  /^\W{0,8}(\d{3})(?=$|[\s,;:]+(?:[^\d\s]|0x|-?\d{4,}))/gi,
];

/** Takes the HTTP statuses from a text, in the first form that there is. */
export function takeStatuses(rest: Remainder): HttpStatus[] {
  for (const form of forms) {
    const found = rest.take(form, (_, status, substatus) =>
      isHttpStatus(Number(status))
        ? { status: Number(status), ...(substatus !== undefined && { substatus: Number(substatus) }) }
        : undefined,
    );
    if (found.length > 0) return found;
  }
  return [];
}
