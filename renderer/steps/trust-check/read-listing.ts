import type { Problem } from '../../../shared/api/problem.ts';
import type { Chain } from '../../../shared/certificates/certificate.ts';
import { readCertutilListing } from '../../../shared/trust/certutil-listing.ts';
import { readPowerShellListing } from '../../../shared/trust/powershell-listing.ts';
import { readServerSettings, type ServerSettings } from '../../../shared/trust/server-settings.ts';
import type { ServerReading } from '../../../shared/trust/server-reading.ts';
import type { ListedCertificate } from '../../../shared/trust/store-listing.ts';
import { trustScreen } from './text.en.ts';

/** What was given of the server: a listing of stores, an export of one, or settings. */
export interface Listing {
  name: string;
  certificates: readonly ListedCertificate[];
  settings: ServerSettings | null;
  /** Of the server that the program runs on: the clients' chains through its stores, and what it did not tell. */
  reading?: { chains: readonly Chain[]; notTold: readonly Problem[] };
}

/** Returns as a listing what was read of the server that the program runs on; its name says when. */
export function listingOf({ readAt, certificates, settings, chains, notTold }: ServerReading): Listing {
  const name = trustScreen.listings.readFrom(readAt);
  return {
    name,
    certificates: certificates.map(({ store, thumbprint, certificate, hasPrivateKey }) => {
      const { subject = null, issuer = null } = certificate ?? {};
      return { store, thumbprint, subject, issuer, certificate, hasPrivateKey, file: name };
    }),
    settings: {
      ...settings,
      features: new Map(
        settings.features.map(({ name: feature, isInstalled }) => [feature.toLowerCase(), isInstalled]),
      ),
    },
    reading: { chains, notTold },
  };
}

/** Returns what a text says of the server; null when it is nothing that this program knows. `store` is for a listing that names none. */
export function readListing(name: string, text: string, store: string): Listing | null {
  const entries = readPowerShellListing(text) ?? readCertutilListing(text);
  if (entries) {
    const certificates = entries.map(({ store: own, encoding: _bytes, ...entry }): ListedCertificate => {
      return { ...entry, store: own ?? store, certificate: null, file: name };
    });
    return { name, certificates, settings: null };
  }
  const settings = readServerSettings(text);
  return settings && { name, certificates: [], settings };
}

/** Returns the text of a file as Windows writes it (`>` and Out-File: UTF-16 with a mark); null when it is no text. */
export function textOf(bytes: Uint8Array): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  return text.includes('\0') ? null : text;
}
