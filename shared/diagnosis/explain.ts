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
  const named = alerts.flatMap(({ number, sender }) => {
    const alert = tlsAlerts.find((each) => each.number === number);
    return alert ? [explainAlert(alert, sender)] : [];
  });
  return [
    ...ofStatuses,
    ...(reason !== undefined && ofStatuses.length === 0
      ? [titled(`httperr.log ${reason}`, httpSysReasons[reason])]
      : []),
    ...known.filter((code) => !used.has(code)).map(({ label, explanation }) => titled(label, explanation)),
    ...named,
    ...clients.map(explainClientError),
    // An event is only the frame of an alert or a code that its text names.
    ...(named.length === 0 && known.length === 0 ? events.map((id) => titled(`Event ${id}`, windowsEvents[id])) : []),
  ].filter((each) => each !== undefined);
}

function titled<E extends Explanation | undefined>(label: string, explanation: E): E {
  return explanation && { ...explanation, title: `${label}: ${explanation.title}` };
}

/** Event 4625 has a status and a substatus that says more. */
function withoutGeneral(codes: readonly WindowsCode[]): WindowsCode[] {
  const general = new Set([0xc000006d, 0xc000006e]);
  const hasExact = codes.some((code) => code >= 0xc0000000 && !general.has(code) && knownCode(code));
  return codes.filter((code) => !hasExact || !general.has(code));
}

/** `403.16`; a substatus of 0 says nothing. */
function keyOf({ status, substatus = 0 }: HttpStatus): string {
  return substatus === 0 ? String(status) : `${status}.${substatus}`;
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
  const label = `HTTP ${status.substatus === undefined ? key : `${status.status}.${status.substatus}`}`;
  const row = rowOf(status);
  if (code && fits(code, key)) {
    return titled(`${label} with ${code.label}`, code.error.under?.[key] ?? code.explanation);
  }
  if (!row) return undefined;
  const other = code
    ? ` The Windows error beside it, ${code.label}, means: ${code.explanation.title.toLowerCase()}.`
    : codes.map((each) => ` The Windows error beside it is ${printWindowsCode(each)}.`).join('');
  return titled(label, { ...row, meaning: row.meaning + other });
}

function rowOf(status: HttpStatus): Explanation | undefined {
  if (status.status < 400) return httpSuccess;
  const rows = { ...httpStatuses, ...httpErrors };
  // Of 413 and 502 the substatus does not change what it means here.
  return rows[keyOf(status)] ?? (status.status === 413 || status.status === 502 ? rows[status.status] : undefined);
}

const senders = {
  client: 'The client sent it to the server.',
  server: 'The client received it, so the server sent it, or a proxy before it.',
  unknown: '',
} as const;

function explainAlert(alert: TlsAlert, sender: AlertSender): Explanation {
  const { number, name, schannel, title, fromClient, fromServer, fixes, certainty, source } = alert;
  const meaning = [
    'One side of the TLS connection ended it with this alert, before any HTTP: the IIS log has no line.',
    ...(schannel ? [`Schannel reports it as ${schannel.name} (${printWindowsCode(schannel.code)}).`] : []),
    senders[sender],
  ];
  return {
    title: `TLS alert ${number} ${name}: ${title}`,
    meaning: meaning.filter((sentence) => sentence !== '').join(' '),
    causes:
      sender === 'unknown'
        ? [
            ...fromServer.map((cause) => `When the server sent it: ${cause}`),
            ...fromClient.map((cause) => `When the client sent it: ${cause}`),
          ]
        : sender === 'client'
          ? fromClient
          : fromServer,
    fixes,
    certainty: certainty ?? 'documented',
    source: source ?? sources.alerts,
  };
}

function explainClientError(key: string): Explanation {
  const row = clientErrors[Number(key)];
  return row?.explanation ?? titled(key, serverCertificateExplanation);
}
