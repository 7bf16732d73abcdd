import type { FileFormat } from '../../../shared/certificates/certificate.ts';
import type { Element } from '../../../shared/certificates/der.ts';
import {
  childrenOf,
  encodingOf,
  firstElement,
  MalformedEncoding,
  objectIdentifierOf,
  readElement,
  tags,
} from '../../../shared/certificates/der.ts';
import { armouredBlocks, base64Bytes } from './armour.ts';
import type { ArmouredBlock } from './armour.ts';
import { foreignFormat } from './foreign-format.ts';
import { maximumCertificates, maximumFileBytes } from './limits.ts';
import type { OpenedContent } from './opened-content.ts';
import { emptyContent } from './opened-content.ts';
import { certificatesOfSignedData } from './pkcs7.ts';
import type { KeyForm } from './private-key.ts';
import { CannotOpen } from './problems.ts';
import { isSerializedStore, readSerializedStore } from './serialized-store.ts';
import { textOfFile } from './text-of-file.ts';

/** Opens what is secret: PFX files and private keys. Apart, because most calls need neither it nor what it loads. */
export interface SecretReader {
  pfx(element: Element): OpenedContent;
  encryptedKey(element: Element, into: OpenedContent): void;
  key(encoding: Uint8Array, form: KeyForm, into: OpenedContent): void;
  /** The content of a block with a DEK-Info header, in plain. */
  decryptedBlock(block: ArmouredBlock, encryption: string): Uint8Array;
}

/**
 * Returns what a file holds, recognised by content: PFX, certificates in DER or PEM, PKCS #7, serialized stores, private
 * keys, Base-64 without armour, in any text encoding. Throws CannotOpen; MalformedEncoding stands for damage.
 */
export function openFile(bytes: Uint8Array, secrets: SecretReader): OpenedContent {
  if (bytes.length === 0) throw new CannotOpen('certificate.empty-file', 'It has no content.');
  if (bytes.length > maximumFileBytes) {
    throw new CannotOpen(
      'certificate.too-large',
      `It has ${bytes.length} bytes; ${maximumFileBytes} (16 MiB) are read at most.`,
    );
  }
  return openBytes(bytes, secrets, 0);
}

function openBytes(bytes: Uint8Array, secrets: SecretReader, nesting: number): OpenedContent {
  const foreign = foreignFormat(bytes);
  if (foreign) throw new CannotOpen('certificate.unsupported', `It is ${foreign.what}.`, foreign.fix);
  if (isSerializedStore(bytes)) return readSerializedStore(bytes);
  const element = wholeElement(bytes);
  if (element) return openEncoding(element, secrets);
  // The long form of a length is no text in any encoding.
  const isCutOff = bytes[0] === tags.sequence && (bytes[1] ?? 0) >= 0x80;
  const text = isCutOff ? null : textOfFile(bytes);
  if (text === null) {
    if (bytes[0] === tags.sequence) {
      throw new CannotOpen(
        'certificate.damaged',
        'It begins like a certificate file, but ends too early or is garbled.',
      );
    }
    throw new CannotOpen('certificate.not-recognised', 'Its content is neither text nor an ASN.1 encoding.');
  }
  const blocks = armouredBlocks(text);
  if (blocks.length > 0) return openBlocks(blocks, secrets);
  const decoded = nesting < 2 ? base64Bytes(text) : null;
  // Shorter than any certificate or key: a word, not Base-64.
  if (decoded && decoded.length >= 40) {
    const opened = openBytes(decoded, secrets, nesting + 1);
    return opened.format === 'der' ? { ...opened, format: 'base64' } : opened;
  }
  if (text.trim() === '') throw new CannotOpen('certificate.empty-file', 'It holds nothing but white space.');
  throw new CannotOpen('certificate.not-recognised', 'It is text without a certificate or a key in it.');
}

function wholeElement(bytes: Uint8Array): Element | null {
  if (bytes[0] !== tags.sequence) return null;
  try {
    const element = firstElement(bytes);
    // Text can begin with a zero, which is the octet of a SEQUENCE; the second one then is its length.
    const isText = bytes.length > element.end && (bytes[1] ?? 0) < 0x80 && element.end < 40;
    return isText ? null : element;
  } catch (error) {
    if (error instanceof MalformedEncoding) return null;
    throw error;
  }
}

/** Returns how many octets follow the element, white space and zeros not counted. */
function trailing(element: Element): number {
  const { bytes, end } = element;
  let last = bytes.length;
  while (last > end && [0x00, 0x09, 0x0a, 0x0d, 0x1a, 0x20].includes(bytes[last - 1] ?? -1)) last--;
  return last - end;
}

type Kind = 'certificate' | 'pfx' | 'p7b' | 'encrypted-key' | KeyForm | 'request' | 'crl' | 'public-key' | null;

/** Returns what an ASN.1 structure is, by its outermost members. */
function kindOf(element: Element): Kind {
  const [first, second, third, ...rest] = childrenOf(element);
  if (!first) return null;
  if (first.tag === tags.objectIdentifier) return second?.tag === 0xa0 ? 'p7b' : null;
  if (first.tag === tags.integer) {
    if (second?.tag === tags.sequence && third?.tag === tags.octetString) return 'pkcs8';
    if (second?.tag === tags.sequence && holdsContentInfo(second)) return 'pfx';
    if (second?.tag === tags.octetString) return 'sec1';
    if (second?.tag !== tags.integer) return null;
    return rest.length === 6 ? 'pkcs1' : rest.length === 3 ? 'dsa' : null;
  }
  if (first.tag !== tags.sequence) return null;
  if (second?.tag === tags.octetString || second?.tag === tags.constructedOctetString) return 'encrypted-key';
  if (second?.tag === tags.bitString) return 'public-key';
  if (second?.tag !== tags.sequence || third?.tag !== tags.bitString) return null;
  const fields = childrenOf(first).map(({ tag }) => tag);
  if (fields[0] === tags.integer && fields[1] === tags.sequence && fields[2] === tags.sequence && fields[3] === 0xa0)
    return 'request';
  const afterVersion = fields[0] === tags.integer ? 1 : 0;
  const isTime = (tag: number | undefined) => tag === tags.utcTime || tag === tags.generalizedTime;
  if (fields[afterVersion] === tags.sequence && isTime(fields[afterVersion + 2])) return 'crl';
  return 'certificate';
}

function holdsContentInfo(element: Element): boolean {
  const [type] = childrenOf(element);
  return type?.tag === tags.objectIdentifier && objectIdentifierOf(type).startsWith('1.2.840.113549.1.7.');
}

function openEncoding(element: Element, secrets: SecretReader): OpenedContent {
  const kind = kindOf(element);
  if (kind === 'pfx') return { ...secrets.pfx(element), trailingBytes: trailing(element) };
  const opened = emptyContent(kind === 'certificate' ? 'der' : kind === 'p7b' ? 'p7b' : 'key');
  addEncoding(element, kind, opened, secrets);
  let last = element;
  while (kind === 'certificate' && last.bytes[last.end] === tags.sequence) {
    // Several certificates one after the other, as some CAs deliver a chain.
    const next = readElement(last.bytes, last.end, last.bytes.length);
    if (kindOf(next) !== 'certificate') break;
    addEncoding(next, 'certificate', opened, secrets);
    last = next;
  }
  opened.trailingBytes = trailing(last);
  return opened;
}

const unsupportedKinds = {
  request: {
    what: 'a certificate request, which a CA has yet to answer',
    fix: 'Choose the certificate that the CA made from it.',
  },
  crl: { what: 'a revocation list (CRL)', fix: 'Choose the certificate itself.' },
  'public-key': { what: 'a public key alone', fix: 'Choose the certificate that holds it.' },
};

function addEncoding(element: Element, kind: Kind, opened: OpenedContent, secrets: SecretReader): void {
  switch (kind) {
    case 'certificate':
      addCertificate(opened, encodingOf(element));
      return;
    case 'p7b':
      for (const encoding of certificatesOfSignedData(element)) addCertificate(opened, encoding);
      return;
    case 'encrypted-key':
      secrets.encryptedKey(element, opened);
      return;
    case 'pkcs8':
    case 'pkcs1':
    case 'sec1':
    case 'dsa':
      secrets.key(encodingOf(element), kind, opened);
      return;
    case 'request':
    case 'crl':
    case 'public-key': {
      const { what, fix } = unsupportedKinds[kind];
      throw new CannotOpen('certificate.unsupported', `It is ${what}.`, fix);
    }
    case 'pfx':
    case null:
      throw new CannotOpen('certificate.not-recognised', 'It is an ASN.1 structure of another kind.');
  }
}

function addCertificate(opened: OpenedContent, encoding: Uint8Array): void {
  if (opened.certificates.length >= maximumCertificates) {
    throw new CannotOpen(
      'certificate.too-many-certificates',
      `It holds more than ${maximumCertificates} certificates.`,
    );
  }
  opened.certificates.push({ encoding, friendlyName: null, localKeyId: null });
}

const certificateLabels = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']);
const signedDataLabels = new Set(['PKCS7', 'CMS', 'PKCS #7 SIGNED DATA']);
const pfxLabels = new Set(['PKCS12', 'PFX']);
const keyForms: ReadonlyMap<string, KeyForm> = new Map([
  ['PRIVATE KEY', 'pkcs8'],
  ['RSA PRIVATE KEY', 'pkcs1'],
  ['EC PRIVATE KEY', 'sec1'],
  ['DSA PRIVATE KEY', 'dsa'],
]);
const foreignLabels: ReadonlyMap<string, { what: string; fix: string }> = new Map([
  [
    'OPENSSH PRIVATE KEY',
    { what: 'an OpenSSH private key', fix: 'Convert it with "ssh-keygen -p -m PKCS8 -f FILE", or choose the PFX.' },
  ],
  [
    'PGP PUBLIC KEY BLOCK',
    { what: 'a PGP key', fix: 'PGP keys are no X.509 certificates. Choose the certificate that the CA issued.' },
  ],
  [
    'PGP PRIVATE KEY BLOCK',
    { what: 'a PGP key', fix: 'PGP keys are no X.509 certificates. Choose the certificate that the CA issued.' },
  ],
  ['CERTIFICATE REQUEST', unsupportedKinds.request],
  ['NEW CERTIFICATE REQUEST', unsupportedKinds.request],
  ['X509 CRL', unsupportedKinds.crl],
  ['PUBLIC KEY', unsupportedKinds['public-key']],
]);

function openBlocks(blocks: readonly ArmouredBlock[], secrets: SecretReader): OpenedContent {
  const opened = emptyContent('pem');
  let holdsSignedData = false;
  for (const block of blocks) {
    const { label, bytes } = block;
    const keyForm = keyForms.get(label);
    if (certificateLabels.has(label)) addBlockCertificate(opened, bytes);
    else if (signedDataLabels.has(label)) {
      for (const encoding of certificatesOfSignedData(firstElement(bytes))) addCertificate(opened, encoding);
      holdsSignedData = true;
    } else if (pfxLabels.has(label) && blocks.length === 1) return secrets.pfx(firstElement(bytes));
    else if (keyForm) {
      const plain = block.encryption === null ? bytes : secrets.decryptedBlock(block, block.encryption);
      secrets.key(plain, keyForm, opened);
    } else if (label === 'ENCRYPTED PRIVATE KEY') secrets.encryptedKey(firstElement(bytes), opened);
    else opened.ignored.push(label);
  }
  if (opened.certificates.length === 0 && opened.keys.length === 0) {
    const foreign = opened.ignored.map((label) => foreignLabels.get(label)).find((entry) => entry !== undefined);
    if (foreign) throw new CannotOpen('certificate.unsupported', `It is ${foreign.what}.`, foreign.fix);
    if (opened.ignored.length > 0) {
      throw new CannotOpen('certificate.not-recognised', `It holds "${opened.ignored[0] ?? ''}" and no certificate.`);
    }
  }
  const format: FileFormat =
    opened.certificates.length === 0 && opened.keys.length > 0 ? 'key' : holdsSignedData ? 'p7b' : 'pem';
  return { ...opened, format };
}

function addBlockCertificate(opened: OpenedContent, bytes: Uint8Array): void {
  const element = firstElement(bytes);
  const kind = kindOf(element);
  // Some CAs and Windows' certreq put a whole PKCS #7 under the label CERTIFICATE.
  if (kind === 'p7b') {
    for (const encoding of certificatesOfSignedData(element)) addCertificate(opened, encoding);
  } else if (kind === 'certificate') addCertificate(opened, encodingOf(element));
  else throw new CannotOpen('certificate.damaged', 'A block with the label CERTIFICATE holds something else.');
}
