import type { Clues } from './clues.ts';
import type { Explanation } from './diagnosis.ts';
import { sources } from './sources.en.ts';
import { printWindowsCode, win32OfHresult } from './windows-code.ts';

/** Returns what can be said of clues without a row: what they are, and who knows them. */
export function unknown(clues: readonly Clues[]): Explanation {
  const [status] = clues.flatMap(({ statuses }) => statuses);
  const [code] = clues.flatMap(({ codes }) => codes);
  const [alert] = clues.flatMap(({ alerts }) => alerts);
  const notOurs = 'it is not known to come from client certificate mapping.';
  if (status) {
    const name = status.substatus === undefined ? String(status.status) : `${status.status}.${status.substatus}`;
    return row(
      `HTTP ${name} was read; ${notOurs}`,
      `Look ${name} up in Microsoft's list of IIS status codes.`,
      sources.statusCodes,
    );
  }
  if (code !== undefined) {
    const win32 = win32OfHresult(code);
    const name = `${printWindowsCode(code)}${win32 === undefined ? '' : ` (Windows error ${win32})`}`;
    return row(
      `${name} was read; ${notOurs}`,
      `certutil -error ${printWindowsCode(code)} gives its name.`,
      sources.systemErrors,
    );
  }
  if (alert) {
    return row(
      `TLS alert ${alert.number} was read; ${notOurs}`,
      'Look it up in the list of TLS alerts of IANA.',
      sources.tlsRfc,
    );
  }
  return row(
    'There is no status, code, event, alert or error name in it that is known here.',
    howToAsk,
    sources.statusCodes,
  );
}

/** What to give instead. */
export const howToAsk =
  'Give a status with substatus (403.16), a code (0x8007052E, 2147943726, 1326), a whole line of the IIS log, a Schannel event or alert ("alert 48"), or the name that a browser shows (ERR_CONNECTION_RESET).';

function row(meaning: string, fix: string, source: string): Explanation {
  return { title: 'Not known', meaning, causes: [], fixes: [fix], certainty: 'unverified', source };
}
