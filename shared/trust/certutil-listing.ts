import type { TextEntry } from './store-listing.ts';

/** `======== Certificate 0 ========`; the word is translated, the rest is not. */
const separator = /^={3,}\s+\S.*\s\d+\s+={3,}\s*$/;
/** `Root "Trusted Root Certification Authorities"`: the store's own name, then its translated name. */
const storeLine = /^([A-Za-z][A-Za-z0-9_-]*)\s+"[^"]*"\s*$/;
/** A store without a translated name; only before the first certificate. */
const bareStoreLine = /^([A-Za-z][A-Za-z0-9_-]*)\s*$/;
/** `Cert Hash(sha1): 12 34 …`; the word is translated, the algorithm is not. */
const hashLine = /\(sha-?1\)\s*:\s*((?:[0-9a-f]{2}\s*){20})\s*$/i;
/** A distinguished name after a translated label. */
const nameLine = /^[^\s:][^:=]*:\s*((?:[A-Za-z]+|OID\.[\d.]+|[\d.]+)=.*?)\s*$/;
/** `  Key Container = abc`, `  Provider = …`: only where a private key belongs to the certificate, in every language. */
const keyLine = /^\s+\S[^=:]*\s=\s\S/;
const emptyName = /^[^\s:][^:=]*:\s*(?:EMPTY\b.*)?$/;

/**
 * Returns the certificates in the output of `certutil -store`, in whatever language: certutil writes issuer before
 * subject, both at the beginning of a line, and the hash with its algorithm. Null when it is no such output.
 */
export function readCertutilListing(text: string): TextEntry[] | null {
  const lines = text.split(/\r\n|\r|\n/);
  const starts = lines.flatMap((line, index) => (separator.test(line) ? [index] : []));
  if (starts.length === 0) return null;
  const before = lines.slice(0, starts[0]);
  let store = storeNamedIn(before, storeLine) ?? storeNamedIn(before, bareStoreLine);
  const entries: TextEntry[] = [];
  for (const [index, start] of starts.entries()) {
    const section = lines.slice(start + 1, starts[index + 1] ?? lines.length);
    const entry = readSection(section, store);
    if (entry) entries.push(entry);
    // The listing of another store can follow in the same file.
    store = storeNamedIn(section, storeLine) ?? store;
  }
  return entries.length > 0 ? entries : null;
}

function storeNamedIn(lines: readonly string[], form: RegExp): string | null {
  return lines.map((line) => form.exec(line)?.[1]).find((name) => name !== undefined) ?? null;
}

function readSection(lines: readonly string[], store: string | null): TextEntry | null {
  const hash = lines.map((line) => hashLine.exec(line)?.[1]).find((digits) => digits !== undefined);
  if (hash === undefined) return null;
  const names: string[] = [];
  let sawSerial = false;
  for (const line of lines) {
    if (hashLine.test(line)) break;
    const name = nameLine.exec(line)?.[1];
    if (name !== undefined) names.push(name);
    else if (sawSerial && emptyName.test(line) && names.length < 2) names.push('');
    sawSerial = true;
  }
  const hasKey = lines.slice(lines.findIndex((line) => hashLine.test(line)) + 1).some((line) => keyLine.test(line));
  const [issuer, subject] = names;
  return {
    store,
    thumbprint: hash.replace(/\s/g, '').toUpperCase(),
    subject: subject ?? null,
    issuer: issuer ?? null,
    ...(hasKey && { hasPrivateKey: true }),
    encoding: null,
  };
}
