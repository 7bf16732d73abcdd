const pattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:Z|([+-])(\d{2}):?(\d{2})?))?$/i;

/**
 * Returns the instant in UTC to the millisecond (`2026-01-31T00:00:00.000Z`) of an ISO 8601 date, which is 00:00 UTC, or
 * of a date and time with `Z` or an offset; null for anything else, including days that no calendar has.
 */
export function parseInstant(text: string): string | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const number = (group: number): number => Number(match[group] ?? '0');
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [offsetHour, offsetMinute] = [number(9), number(10)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return null;

  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, day);
  if (instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== day) return null;
  const offset = (match[8] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute);
  instant.setUTCHours(hour, minute - offset, second, Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)));
  const utc = instant.toISOString();
  return /^\d{4}-/.test(utc) ? utc : null;
}
