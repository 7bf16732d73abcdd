import { plainCell } from './csv-text.ts';

/** What a cell names a certificate by. */
export type CertificateCell =
  | { kind: 'none' }
  | { kind: 'thumbprint'; thumbprint: string }
  | { kind: 'number' }
  | { kind: 'base64'; text: string }
  | { kind: 'file'; path: string };

const marksAround = /^[\s\u200b-\u200f\u202a-\u202e\ufeff]+|[\s\u200b-\u200f\u202a-\u202e\ufeff]+$/g;

/** Returns how a cell names its certificate. The invisible mark that Windows' certificate window copies along is skipped. */
export function readCertificateCell(cell: string): CertificateCell {
  const plain = plainCell(cell);
  const text = plain.replace(/[\u200b-\u200f\u202a-\u202e\ufeff]/g, '').trim();
  if (text === '') return { kind: 'none' };
  const digits = text.replace(/[\s:]/g, '');
  if (/^[0-9a-f]{40}$/i.test(digits)) return { kind: 'thumbprint', thumbprint: digits.toUpperCase() };
  if (/^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i.test(digits)) return { kind: 'number' };
  // A DER certificate of more than 127 bytes begins with 30 8x: "MI" in Base-64.
  if (text.includes('-----BEGIN') || /^MI[A-Za-z0-9+/=\s]{150,}$/.test(text)) return { kind: 'base64', text };
  // Inside the name of a file a mark belongs to it.
  return { kind: 'file', path: plain.replace(marksAround, '') };
}
