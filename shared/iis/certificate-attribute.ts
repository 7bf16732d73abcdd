/** Why the text of a `certificate` attribute is no certificate that IIS can compare with. */
export const certificateProblems = [
  'empty',
  'armour',
  'line-break',
  'thumbprint',
  'byte-order-mark',
  'character',
  'truncated',
  'pfx',
  'p7b',
  'private-key',
  'utf-16',
  'not-a-certificate',
] as const;
export type CertificateProblem = (typeof certificateProblems)[number];

/** What the text holds: `der` as far as it can be made out, `problem` when IIS does not read it so. */
export interface CertificateAttribute {
  der: Uint8Array | null;
  problem: CertificateProblem | null;
}

/**
 * Returns what a `certificate` attribute holds. IIS wants the Base-64 of the DER on one line without armour (Microsoft
 * Learn: Configuring One-to-One Client Certificate Mappings); what is merely wrapped wrongly still gives its DER.
 */
export function readCertificateAttribute(text: string): CertificateAttribute {
  if (text.trim() === '') return { der: null, problem: 'empty' };
  const compact = text.replace(/\s+/g, '');
  if (/^(?:[0-9a-fA-F]{2}[:-]?){20}$/.test(compact.replace(/^[\u200e\u200f\ufeff]+/, ''))) {
    return { der: null, problem: 'thumbprint' };
  }
  // Typographic dashes are what word processors and web pages make of the armour.
  const bare = compact
    .replace(/^[\ufeff\u200e\u200f]+/, '')
    .replace(/[-\u2010-\u2015\u2212]+(BEGIN|END)[A-Z0-9]*[-\u2010-\u2015\u2212]+/g, '');
  const bytes = decodeBase64(bare);
  const packaging: CertificateProblem | null = /^[ \t\r\n]*[\ufeff\u200e\u200f]/.test(text)
    ? 'byte-order-mark'
    : bare !== compact
      ? 'armour'
      : compact !== text
        ? 'line-break'
        : null;
  if (bytes === null) {
    const hasOther = /[^A-Za-z0-9+/=]/.test(bare);
    return { der: null, problem: packaging === 'armour' ? 'armour' : hasOther ? 'character' : 'truncated' };
  }
  const content = contentProblem(bytes);
  if (content !== null) {
    return { der: null, problem: content === 'not-a-certificate' && packaging === 'armour' ? 'armour' : content };
  }
  return { der: bytes, problem: packaging };
}

/** Returns one text for all that hold the same certificate: the Base-64 of the DER on one line, else the text as it is. */
export function certificateKey(text: string): string {
  // A file can have ten thousand, and almost every one is its own key; what is no Base-64 is so too.
  if (text.length % 4 === 0 && canonicalEnd.test(text.slice(-4)) && !packaging.some((each) => text.includes(each))) {
    return text;
  }
  const { der } = readCertificateAttribute(text);
  return der === null ? text : encodeBase64(der);
}

/** Base-64 whose unused last bits are zero: decoding and encoding it again gives the same text (RFC 4648, 3.5). */
const canonicalEnd = /^(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)$/;

/** What `readCertificateAttribute` takes off: white space, dashes of the armour, marks of direction and byte order. */
const packaging = Array.from(
  ' \t\n\r\f\v\u00a0-\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200e\u200f' +
    '\u2010\u2011\u2012\u2013\u2014\u2015\u2028\u2029\u202f\u205f\u2212\u3000\ufeff',
);

function decodeBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Returns the Base-64 of the bytes on one line. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

interface Element {
  tag: number;
  start: number;
  end: number;
}

/** The outer shape of X.690 data: one SEQUENCE over everything, and what it begins with. */
function contentProblem(bytes: Uint8Array): CertificateProblem | null {
  const ascii = [0x2d, 0x42];
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[1] === 0 && bytes[3] === 0 && bytes[0] !== 0x30))
    return 'utf-16';
  if (bytes[0] === 0x2d && ascii.includes(bytes[1] ?? 0)) return 'not-a-certificate';
  const outer = elementAt(bytes, 0);
  if (outer === null || outer.tag !== 0x30) return bytes[0] === 0x30 ? 'truncated' : 'not-a-certificate';
  if (outer.end > bytes.length) return 'truncated';
  if (outer.end < bytes.length) return 'not-a-certificate';
  const first = elementAt(bytes, outer.start);
  if (first === null || first.end > outer.end) return 'not-a-certificate';
  if (first.tag === 0x06) return 'p7b';
  if (first.tag === 0x02) return bytes[first.start] === 3 && first.end - first.start === 1 ? 'pfx' : 'private-key';
  if (first.tag !== 0x30) return 'not-a-certificate';
  const algorithm = elementAt(bytes, first.end);
  const signature = algorithm === null ? null : elementAt(bytes, algorithm.end);
  if (algorithm?.tag !== 0x30 || signature?.tag !== 0x03 || signature.end !== outer.end) return 'not-a-certificate';
  return isTbsCertificate(bytes, first) ? null : 'not-a-certificate';
}

/** RFC 5280, 4.1: version in [0], serial number, signature algorithm, issuer, validity, subject, public key. */
function isTbsCertificate(bytes: Uint8Array, tbs: Element): boolean {
  let next = elementAt(bytes, tbs.start);
  if (next?.tag === 0xa0) next = elementAt(bytes, next.end);
  for (const tag of [0x02, 0x30, 0x30, 0x30, 0x30, 0x30]) {
    if (next === null || next.tag !== tag || next.end > tbs.end) return false;
    next = elementAt(bytes, next.end);
  }
  return true;
}

function elementAt(bytes: Uint8Array, offset: number): Element | null {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) return null;
  if (first < 0x80) return { tag, start: offset + 2, end: offset + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 4) return null;
  let length = 0;
  for (let index = 0; index < count; index++) length = length * 256 + (bytes[offset + 2 + index] ?? 0);
  const start = offset + 2 + count;
  return { tag, start, end: start + length };
}
