import { clientErrors, serverCertificateExplanation } from './client-errors.en.ts';
import type { AlertSender, Clues, HttpStatus } from './clues.ts';
import type { Explanation } from './diagnosis.ts';
import { httpErrors, httpSuccess } from './http-errors.en.ts';
import { httpStatuses } from './http-status.en.ts';
import { httpSysReasons } from './http-sys-reasons.en.ts';
import { windowsEvents } from './schannel-events.en.ts';
import { sources } from './sources.en.ts';
import { tlsAlerts, type TlsAlert } from './tls-alerts.en.ts';
import { printWindowsCode, type WindowsCode } from './windows-code.ts';
import { knownCode, type KnownCode } from './windows-errors.ts';

/** Returns what is known of the clues of one text, the most exact first; nothing when nothing is known. */
export function explain({ statuses, codes, events, alerts, clientErrors: clients, reason }: Clues): Explanation[] {
  const known = withoutGeneral(codes).flatMap((code) => knownCode(code) ?? []);
  const used = new Set<KnownCode>();
  const ofStatuses = statuses.flatMap((status, index) => {
    const own = known.find((code) => fits(code, keyOf(status)) && !used.has(code));
    const code =
      own ?? (index === 0 ? known.find((each) => !statuses.some((other) => fits(each, keyOf(other)))) : undefined);
    const explanation = explainStatus(status, code, codes);
    if (explanation && code) used.add(code);
    return explanation ?? [];
  });
  const ofAlerts = alerts.flatMap(({ number, sender }) => {
    const alert = tlsAlerts.find((each) => each.number === number);
    return alert ? [explainAlert(alert, sender)] : [];
  });
  return [
    ...ofStatuses,
    ...(reason !== undefined && ofStatuses.length === 0
      ? [titled(`httperr.log ${reason}`, httpSysReasons[reason])]
      : []),
    ...explainEvents(events, ofAlerts, known),
    ...known.filter((code) => !used.has(code)).map(({ label, explanation }) => titled(label, explanation)),
    ...clients.map(explainClientError),
  ].filter((each) => each !== undefined);
}

const failedLogon = 4625;

/** An event is only the frame of the alert that its text names; that of a failed logon, of its status. */
function explainEvents(
  events: readonly number[],
  alerts: readonly Explanation[],
  codes: readonly KnownCode[],
): (Explanation | undefined)[] {
  const [first] = events;
  if (alerts.length > 0) return alerts.map((alert) => (first === undefined ? alert : titled(`Event ${first}`, alert)));
  return events
    .filter((id) => id !== failedLogon || codes.length === 0)
    .map((id) => titled(`Event ${id}`, windowsEvents[id]));
}

function titled<E extends Explanation | undefined>(label: string, explanation: E): E {
  return explanation && { ...explanation, title: `${label}: ${explanation.title}` };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Event 4625 has a status and a substatus that says more. */
function withoutGeneral(codes: readonly WindowsCode[]): WindowsCode[] {
  const general = new Set([0xc000006d, 0xc000006e]);
  const hasExact = codes.some((code) => code >= 0xc0000000 && !general.has(code) && knownCode(code));
  return codes.filter((code) => !hasExact || !general.has(code));
}

function keyOf({ status, substatus }: HttpStatus): string {
  return substatus === undefined ? String(status) : `${status}.${substatus}`;
}

function fits({ error }: KnownCode, key: string): boolean {
  return error.explains?.includes(key) === true || error.under?.[key] !== undefined;
}

function explainStatus(
  status: HttpStatus,
  code: KnownCode | undefined,
  codes: readonly WindowsCode[],
): Explanation | undefined {
  const key = keyOf(status);
  const label = `HTTP ${key}`;
  const row = rowOf(status);
  if (code && fits(code, key)) {
    return titled(`${label} with ${code.label}`, code.error.under?.[key] ?? code.explanation);
  }
  if (!row) return undefined;
  const other = code
    ? ` The Windows error beside it, ${code.label}, means: ${lowerFirst(code.explanation.title)}.`
    : codes.map((each) => ` The Windows error beside it is ${printWindowsCode(each)}.`).join('');
  return titled(label, { ...row, meaning: row.meaning + other });
}

const rows = { ...httpStatuses, ...httpErrors };

/** A substatus of 0 says nothing; of 413 and 502 no substatus changes what the status means here. */
function rowOf(status: HttpStatus): Explanation | undefined {
  if (status.status < 400) return httpSuccess;
  const isAlone = !status.substatus || status.status === 413 || status.status === 502;
  return rows[keyOf(status)] ?? (isAlone ? rows[status.status] : undefined);
}

const senders = {
  client: 'The client sent it to the server.',
  server: 'The client received it, so the server sent it, or a proxy before it.',
  unknown: '',
} as const;

function explainAlert(alert: TlsAlert, sender: AlertSender): Explanation {
  const { number, name, schannel, title, fixes, certainty, source } = alert;
  const meaning = [
    'One side of the TLS connection ended it with this alert, before any HTTP: the IIS log has no line.',
    ...(schannel ? [`Schannel reports it as ${schannel.name} (${printWindowsCode(schannel.code)}).`] : []),
    senders[sender],
  ];
  return {
    title: `TLS alert ${number} ${name}: ${title}`,
    meaning: meaning.filter((sentence) => sentence !== '').join(' '),
    causes: causesOf(alert, sender),
    fixes,
    certainty: certainty ?? 'documented',
    source: source ?? sources.alerts,
  };
}

function causesOf({ fromClient, fromServer }: TlsAlert, sender: AlertSender): readonly string[] {
  const own = { client: fromClient, server: fromServer, unknown: [] }[sender];
  if (own.length > 0) return own;
  return [
    ...fromServer.map((cause) => `When the server sent it: ${cause}`),
    ...fromClient.map((cause) => `When the client sent it: ${cause}`),
  ];
}

function explainClientError(key: string): Explanation {
  const row = clientErrors[Number(key)];
  return row?.explanation ?? titled(key, serverCertificateExplanation);
}
