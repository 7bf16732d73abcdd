import { MalformedEncoding } from '../../../shared/certificates/der.ts';
import { maximumCertificates } from './limits.ts';
import type { OpenedContent } from './opened-content.ts';
import { emptyContent } from './opened-content.ts';
import { CannotOpen } from './problems.ts';

/** A version of zero and `CERT`, as CertSaveStore with CERT_STORE_SAVE_AS_STORE begins. */
const magic = [0x00, 0x00, 0x00, 0x00, 0x43, 0x45, 0x52, 0x54];
/** CERT_FRIENDLY_NAME_PROP_ID, CERT_CERT_PROP_ID, CERT_CRL_PROP_ID and CERT_CTL_PROP_ID of wincrypt.h. */
const elements = { friendlyName: 11, certificate: 32, revocationList: 33, trustList: 34 };

/** Returns whether a file begins like a serialized certificate store (SST). */
export function isSerializedStore(bytes: Uint8Array): boolean {
  return magic.every((octet, index) => bytes[index] === octet);
}

/**
 * Returns the certificates of a serialized store, as Windows' certificate manager and `Export-Certificate -Type SST`
 * write it: elements of identifier, encoding type, length and content, properties before the certificate that has them.
 * Throws MalformedEncoding when it is cut off.
 */
export function readSerializedStore(bytes: Uint8Array): OpenedContent {
  const opened = emptyContent('sst');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let friendlyName: string | null = null;
  let at = magic.length;
  while (at + 12 <= bytes.length) {
    const identifier = view.getUint32(at, true);
    const length = view.getUint32(at + 8, true);
    if (identifier === 0) return opened;
    const content = bytes.subarray(at + 12, at + 12 + length);
    if (content.length < length) throw new MalformedEncoding('an element is longer than the store');
    at += 12 + length;
    if (identifier === elements.friendlyName) friendlyName = nameOf(content);
    if (identifier === elements.certificate) {
      if (opened.certificates.length >= maximumCertificates) {
        const detail = `It holds more than ${maximumCertificates} certificates.`;
        throw new CannotOpen('certificate.too-many-certificates', detail);
      }
      opened.certificates.push({ encoding: content, friendlyName, localKeyId: null });
      friendlyName = null;
    }
    if (identifier === elements.revocationList) opened.ignored.push('revocation list');
    if (identifier === elements.trustList) opened.ignored.push('trust list');
  }
  throw new MalformedEncoding('the store has no end');
}

function nameOf(content: Uint8Array): string {
  return new TextDecoder('utf-16le').decode(content).replace(/\0+$/, '');
}
