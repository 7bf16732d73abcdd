import { createHash } from 'node:crypto';

/** Returns the SHA-1 of a certificate's DER, which Windows calls its thumbprint; nothing is protected by it here. */
export function thumbprintOf(der: Uint8Array): string {
  return createHash('sha1').update(der).digest('hex').toUpperCase();
}
