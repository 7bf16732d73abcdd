import type { AlertSender } from './clues.ts';
import type { Remainder } from './remainder.ts';
import { tlsAlerts } from './tls-alerts.en.ts';

/** Returns the number of the alert with this name, with blanks, underscores or dashes. */
export function alertNamed(name: string): number | undefined {
  const wanted = name.trim().toLowerCase().replace(/[ -]/g, '_');
  return tlsAlerts.find(({ name: own, otherNames }) => own === wanted || otherNames?.includes(wanted))?.number;
}

/** Returns the alert in the name of an error: `SSL_ERROR_UNKNOWN_CA_ALERT`, `ERR_SSL_TLSV1_ALERT_UNKNOWN_CA`, `TLS1_ALERT_UNKNOWN_CA`. */
export function alertOfErrorName(name: string): number | undefined {
  const inner = /^SSL_ERROR_(.+)_ALERT$/.exec(name)?.[1] ?? /(?:^|_)ALERT_(.+)$/.exec(name)?.[1];
  return inner === undefined ? undefined : alertNamed(inner);
}

/** Returns who sent the alerts of a text. Error texts of clients say what they received; events say which way it went. */
export function senderOf(text: string): AlertSender {
  if (/\b36887\b|received from the remote/i.test(text)) return 'client';
  if (/\b36888\b|generated and sent|(?:ssl|tls)v?\d(?:\.?\d)? alert|ssl alert|remote error|alert number/i.test(text)) {
    return 'server';
  }
  return 'unknown';
}

const names = tlsAlerts
  .flatMap(({ name, otherNames = [] }) => [name, ...otherNames])
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replaceAll('_', '[ _-]'))
  .join('|');

/** Takes the alerts from a text, by number ("alert code is 48") or by name ("tlsv1 alert unknown ca"). */
export function takeAlerts(rest: Remainder, whole: string): number[] {
  const numbers = rest.take(
    /\b(?:alert|fatal error)(?:[ _-]?(?:code|number|description|id))?(?: is)? ?[:=#(]? ?(\d{1,3})\b(?!\.?\d)/gi,
    (_, number) => Number(number),
  );
  rest.take(/error state is (\d+)/gi, (_, state) => state);
  if (!/alert|ssl|tls|schannel/i.test(whole) && alertNamed(whole) === undefined) return numbers;
  const named = rest.take(new RegExp(`(?<![a-z])(?:${names})(?![a-z])`, 'gi'), (name = '') => alertNamed(name));
  return numbers.length > 0 ? numbers : named;
}
