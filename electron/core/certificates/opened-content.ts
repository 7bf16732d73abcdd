import type { FileFormat } from '../../../shared/certificates/certificate.ts';
import type { PrivateKeyFacts } from './private-key.ts';

/** What stands in one file, before certificates are taken apart. */
export interface OpenedContent {
  format: FileFormat;
  certificates: { encoding: Uint8Array; friendlyName: string | null; localKeyId: string | null }[];
  keys: { facts: PrivateKeyFacts; localKeyId: string | null }[];
  /** `none`: a PFX without an integrity code, which anybody can have changed. */
  integrity: 'none' | 'checked' | 'not-foreseen';
  legacyEncryption: Set<string>;
  /** What else is in it and was passed over, one entry for each. */
  ignored: string[];
  /** Octets after the end that are not white space. */
  trailingBytes: number;
  /** How many parts were decrypted. */
  decrypted: number;
}

/** Returns content without anything in it yet. */
export function emptyContent(format: FileFormat): OpenedContent {
  return {
    format,
    certificates: [],
    keys: [],
    integrity: format === 'pfx' ? 'checked' : 'not-foreseen',
    legacyEncryption: new Set(),
    ignored: [],
    trailingBytes: 0,
    decrypted: 0,
  };
}
