import type { Certificate } from '../certificates/certificate.ts';

/** A certificate as a listing of a store shows it; null is what the listing does not say. */
export interface ListedCertificate {
  /** Name of the store, as PowerShell's `Cert:` drive has it; comparisons ignore case. */
  readonly store: string;
  /** Forty upper-case hex digits. */
  readonly thumbprint: string;
  readonly subject: string | null;
  readonly issuer: string | null;
  /** What the certificate itself says; null where only its names were listed. */
  readonly certificate: Certificate | null;
  /** Whether its private key is there too; absent where the listing does not say. */
  readonly hasPrivateKey?: boolean;
  /** The file that lists it. */
  readonly file: string;
}

/** One entry of a text, before anybody knows whether its bytes can be had. */
export interface TextEntry {
  readonly store: string | null;
  readonly thumbprint: string;
  readonly subject: string | null;
  readonly issuer: string | null;
  /** Absent where the listing does not say whether the private key is there. */
  readonly hasPrivateKey?: boolean;
  /** The certificate's own bytes, where the listing has all of them. */
  readonly encoding: Uint8Array | null;
}

/** Returns whether two printed names are the same, wherever a console broke their lines. */
export function isSameListedName(left: string, right: string): boolean {
  return withoutSpace(left) === withoutSpace(right);
}

function withoutSpace(name: string): string {
  return name.replace(/\s+/g, '').toLowerCase();
}

/** Returns whether a store is meant; Windows tells no cases apart. */
export function isStore(name: string, store: string): boolean {
  return name.toLowerCase() === store.toLowerCase();
}

/**
 * Returns whether a listing of the Root store is the output of the walkthrough's command, which leaves out every
 * certificate whose issuer is named like its subject: no real Root store is without one.
 */
export function isFiltered(entries: readonly ListedCertificate[]): boolean {
  return entries.length > 0 && entries.every(({ subject, issuer }) => hasOtherIssuer({ subject, issuer }) === true);
}

/** Returns what the walkthrough's command asks: whether issuer and subject differ as texts; null where one is not listed. */
export function hasOtherIssuer({ subject, issuer }: Pick<ListedCertificate, 'subject' | 'issuer'>): boolean | null {
  return subject === null || issuer === null ? null : !isSameListedName(subject, issuer);
}
