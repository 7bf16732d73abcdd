import type { Certificate, DistinguishedName } from '../certificates/certificate.ts';
import { nameKey } from '../certificates/name-key.ts';
import { resultOf } from './result-of.ts';

export interface Client {
  id: string;
  certificate: Certificate;
}

/** A newer certificate for the subject of a mapped one: one-to-one compares whole certificates, so it has to be mapped itself. */
export interface Renewal {
  /** Id of the client that is mapped. */
  mapped: string;
  /** Id of the client, or index of the candidate, that takes its place. */
  by: string;
  /** False: another CA issued the new one; the same person only if that CA says so. */
  sameIssuer: boolean;
}

/**
 * Returns for each mapped client the candidate that renews it: the same subject, valid for longer, and not mapped itself;
 * of several the same CA's, then the one that is valid longest. A name without content is nobody's.
 */
export function findRenewals(mapped: readonly Client[], candidates: readonly Client[]): Renewal[] {
  return resultOf(renewalsInPortions(mapped, candidates));
}

/** Certificates that are looked at in one go: some milliseconds. */
const clientsAtOnce = 500;

/** Does what `findRenewals` does, in portions small enough that a page can draw between them. */
export function* renewalsInPortions(
  mapped: readonly Client[],
  candidates: readonly Client[],
): Generator<undefined, Renewal[]> {
  const known = new Set(mapped.map(({ certificate }) => certificate.sha256));
  const latest = new Map<string, Client>();
  for (const [index, candidate] of candidates.entries()) {
    if (index % clientsAtOnce === 0) yield undefined;
    const { subjectRdns, issuerRdns, sha256 } = candidate.certificate;
    if (subjectRdns.length === 0 || known.has(sha256)) continue;
    for (const key of [nameKey(subjectRdns), bothKey(subjectRdns, issuerRdns)]) {
      const other = latest.get(key);
      if (!other || end(candidate.certificate) > end(other.certificate)) latest.set(key, candidate);
    }
  }
  const renewals: Renewal[] = [];
  for (const [index, { id, certificate }] of mapped.entries()) {
    if (index % clientsAtOnce === 0) yield undefined;
    const { subjectRdns, issuerRdns } = certificate;
    const isLater = (by: Client | undefined) => by !== undefined && end(by.certificate) > end(certificate);
    const same = latest.get(bothKey(subjectRdns, issuerRdns));
    const other = latest.get(nameKey(subjectRdns));
    if (same && isLater(same)) renewals.push({ mapped: id, by: same.id, sameIssuer: true });
    else if (other && isLater(other)) renewals.push({ mapped: id, by: other.id, sameIssuer: false });
  }
  return renewals;
}

function bothKey(subject: DistinguishedName, issuer: DistinguishedName): string {
  return `${nameKey(subject)} < ${nameKey(issuer)}`;
}

/** How soon a certificate ends: it has, or does within so many days. */
export const expiryWindows = ['expired', 30, 60, 90] as const;
export type ExpiryWindow = (typeof expiryWindows)[number];

export interface Expiry extends Client {
  window: ExpiryWindow;
  /** Whole days until the end; negative once it has passed. */
  days: number;
}

const day = 24 * 60 * 60 * 1000;

/** Returns the clients whose certificates have expired or do within 90 days of `at` (ISO 8601), soonest first. */
export function expiring(clients: readonly Client[], at: string): Expiry[] {
  const now = Date.parse(at);
  return clients
    .flatMap((client): Expiry[] => {
      const left = end(client.certificate) - now;
      const window = expiryWindows.find((each) => left <= (each === 'expired' ? -1 : each * day));
      return window === undefined ? [] : [{ ...client, window, days: Math.floor(left / day) }];
    })
    .sort((one, other) => end(one.certificate) - end(other.certificate));
}

function end({ notAfter }: Certificate): number {
  return Date.parse(notAfter);
}
