import type { TextEntry } from './store-listing.ts';

/** `Name : value`; Format-List pads the names to one width and never translates them. */
const property = /^([A-Za-z]+)\s*: ?(.*)$/;
const continuation = /^\s{4,}(\S.*)$/;
const storePath = /Certificate::(?:LocalMachine|CurrentUser)\\([^\\\s]+)/i;
const tableRow = /^\s*([0-9A-F]{40})\s{1,3}(\S.*?)\s*$/i;

/** Returns the certificates in the output of `Get-ChildItem Cert:\…`, as Format-List or as the default table; null when it is neither. */
export function readPowerShellListing(text: string): TextEntry[] | null {
  const lines = text.split(/\r\n|\r|\n/);
  const entries = readBlocks(lines);
  if (entries.length > 0) return entries;
  const rows = readTable(lines);
  return rows.length > 0 ? rows : null;
}

function readBlocks(lines: readonly string[]): TextEntry[] {
  const entries: TextEntry[] = [];
  let block = new Map<string, string>();
  let last: string | null = null;
  const close = () => {
    const entry = entryOf(block);
    if (entry) entries.push(entry);
    block = new Map();
    last = null;
  };
  for (const line of lines) {
    if (line.trim() === '') {
      if (block.has('thumbprint')) close();
      continue;
    }
    const [, name, value] = property.exec(line) ?? [];
    if (name !== undefined) {
      const key = name.toLowerCase();
      // Without an empty line between them the next certificate begins where a name comes again.
      if (block.has(key)) close();
      block.set(key, value?.trimEnd() ?? '');
      last = key;
      continue;
    }
    const more = continuation.exec(line)?.[1];
    if (more !== undefined && last !== null) block.set(last, `${block.get(last) ?? ''} ${more.trimEnd()}`);
  }
  close();
  return entries;
}

function entryOf(block: ReadonlyMap<string, string>): TextEntry | null {
  const thumbprint = block.get('thumbprint')?.replace(/\s/g, '').toUpperCase() ?? '';
  if (!/^[0-9A-F]{40}$/.test(thumbprint)) return null;
  const path = (block.get('psparentpath') ?? block.get('pspath') ?? '').replace(/\s/g, '');
  return {
    store: storePath.exec(path)?.[1] ?? null,
    thumbprint,
    subject: block.get('subject') ?? null,
    issuer: block.get('issuer') ?? null,
    ...hasPrivateKey(block.get('hasprivatekey')),
    encoding: rawData(block.get('rawdata') ?? ''),
  };
}

/** Format-List prints booleans as `True` and `False` in every language. */
function hasPrivateKey(value: string | undefined): Pick<TextEntry, 'hasPrivateKey'> {
  return value !== undefined && /^(?:True|False)$/i.test(value) ? { hasPrivateKey: /^true$/i.test(value) } : {};
}

/** RawData is cut after four numbers unless `$FormatEnumerationLimit` is -1; a cut list ends in dots. */
function rawData(value: string): Uint8Array | null {
  if (!/^\{\s*48\s*(?:,\s*\d{1,3}\s*){8,}\}$/.test(value)) return null;
  const octets = (value.match(/\d+/g) ?? []).map(Number);
  return octets.every((octet) => octet < 256) ? Uint8Array.from(octets) : null;
}

function readTable(lines: readonly string[]): TextEntry[] {
  let store: string | null = null;
  return lines.flatMap((line): TextEntry[] => {
    store = storePath.exec(line)?.[1] ?? store;
    const [, thumbprint, rest] = tableRow.exec(line) ?? [];
    if (thumbprint === undefined || rest === undefined) return [];
    // A name that the column cut, and columns after it, leave no name to rely on.
    const isWhole = !/(?:\.\.\.|…)/.test(rest) && !/\s{2,}/.test(rest);
    return [
      { store, thumbprint: thumbprint.toUpperCase(), subject: isWhole ? rest : null, issuer: null, encoding: null },
    ];
  });
}
