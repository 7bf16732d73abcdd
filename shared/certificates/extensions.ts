import {
  bitsOf,
  booleanOf,
  childrenOf,
  contentOf,
  encodingOf,
  expectTag,
  firstElement,
  hexadecimal,
  latin1,
  MalformedEncoding,
  objectIdentifierOf,
  octetsOf,
  sequenceOf,
  smallIntegerOf,
  tags,
} from './der.ts';
import type { Element } from './der.ts';
import type { NameReader } from './distinguished-name.ts';
import type { GeneralName } from './general-name.ts';
import { readGeneralName } from './general-name.ts';

/** The extensions of RFC 5280 that the product reads. */
export interface Extensions {
  basicConstraints: { isCertificateAuthority: boolean; pathLength: number | null } | null;
  /** Names of RFC 5280, section 4.2.1.3. */
  keyUsage: string[] | null;
  extendedKeyUsage: string[] | null;
  subjectAlternativeNames: readonly GeneralName[] | null;
  /** Upper-case hex digits. */
  subjectKeyIdentifier: string | null;
  authorityKeyIdentifier: string | null;
  caIssuersUrls: string[];
  ocspUrls: string[];
  crlUrls: string[];
  certificatePolicies: string[];
  nameConstraints: { permitted: readonly GeneralName[]; excluded: readonly GeneralName[] } | null;
  /** OIDs of critical extensions that nobody here understands: RFC 5280, section 4.2, says to reject the certificate. */
  unknownCritical: string[];
  /** OIDs of extensions that cannot be read, stand twice, or are critical where RFC 5280 forbids it. */
  damaged: string[];
  /** Whether one of the damaged extensions decides about paths, and is no mere information. */
  isInvalid: boolean;
}

type Draft = Partial<Extensions>;
type Reader = (draft: Draft, value: Element, names: NameReader) => void;

const keyUsageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['2.5.29.14', (draft, value) => (draft.subjectKeyIdentifier = hexadecimal(octetsOf(octetString(value))))],
  [
    '2.5.29.15',
    (draft, value) => {
      const { octets, unused } = bitsOf(value);
      const bits = octets.length * 8 - unused;
      draft.keyUsage = keyUsageNames.filter(
        (_, bit) => bit < bits && ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0,
      );
      // RFC 5280, section 4.2.1.3: at least one of the bits must be set.
      if (draft.keyUsage.length === 0) throw new MalformedEncoding('a key usage is empty');
    },
  ],
  ['2.5.29.17', (draft, value, names) => (draft.subjectAlternativeNames = generalNames(value, names))],
  [
    '2.5.29.19',
    (draft, value) => {
      const [first, second, extra] = sequenceOf(value);
      const flag = first?.tag === tags.boolean ? first : undefined;
      const pathLength = flag ? second : first;
      if (extra || (!flag && second)) throw new MalformedEncoding('basic constraints have too many members');
      draft.basicConstraints = {
        isCertificateAuthority: flag !== undefined && booleanOf(flag),
        pathLength: pathLength ? smallIntegerOf(pathLength) : null,
      };
    },
  ],
  [
    '2.5.29.30',
    (draft, value, names) => {
      const lists = { permitted: [] as GeneralName[], excluded: [] as GeneralName[] };
      for (const list of sequenceOf(value)) {
        if (list.tag !== 0xa0 && list.tag !== 0xa1) throw new MalformedEncoding('name constraints have a foreign part');
        const into = list.tag === 0xa0 ? lists.permitted : lists.excluded;
        for (const subtree of childrenOf(list)) {
          const [base, ...bounds] = sequenceOf(subtree, 1);
          if (!base || bounds.some((bound) => !isZeroMinimum(bound)))
            throw new MalformedEncoding('a name constraint has bounds');
          const name = readGeneralName(base, names);
          const length = name.octets?.length;
          if (length !== undefined && length !== 8 && length !== 32)
            throw new MalformedEncoding('an address range is none');
          into.push(name);
        }
      }
      draft.nameConstraints = lists;
    },
  ],
  ['2.5.29.31', (draft, value, names) => (draft.crlUrls = distributionPoints(value, names))],
  [
    '2.5.29.32',
    (draft, value) => (draft.certificatePolicies = sequenceOf(value).map((p) => objectIdentifierOf(sequenceOf(p)[0]))),
  ],
  [
    '2.5.29.35',
    (draft, value) => {
      const keyIdentifier = sequenceOf(value).find((member) => (member.tag & ~0x20) === 0x80);
      if (keyIdentifier) draft.authorityKeyIdentifier = hexadecimal(octetsOf(keyIdentifier));
    },
  ],
  ['2.5.29.37', (draft, value) => (draft.extendedKeyUsage = sequenceOf(value, 1).map(objectIdentifierOf))],
  [
    '1.3.6.1.5.5.7.1.1',
    (draft, value, names) => {
      const descriptions = sequenceOf(value, 1).map((description) => {
        const [method, location] = sequenceOf(description, 2);
        return { method: objectIdentifierOf(method), location: readGeneralName(location as Element, names) };
      });
      const urls = (wanted: string) =>
        descriptions
          .filter(({ method, location }) => method === wanted && location.type === 'uri')
          .map((d) => d.location.value);
      draft.ocspUrls = urls('1.3.6.1.5.5.7.48.1');
      draft.caIssuersUrls = urls('1.3.6.1.5.5.7.48.2');
    },
  ],
]);

/** Not read, but no reason to reject: the policy extensions of RFC 5280 and Microsoft's, Netscape's type, OCSP's `nocheck`. */
const harmlessWhenCritical: ReadonlySet<string> = new Set([
  '2.5.29.33',
  '2.5.29.36',
  '2.5.29.54',
  '1.3.6.1.4.1.311.20.2',
  '1.3.6.1.4.1.311.21.7',
  '1.3.6.1.4.1.311.21.10',
  '2.16.840.1.113730.1.1',
  '1.3.6.1.5.5.7.48.1.5',
]);

/** RFC 5280, sections 4.2.1.1, 4.2.1.2 and 4.2.2: conforming CAs MUST mark these as non-critical. */
const neverCritical: ReadonlySet<string> = new Set(['2.5.29.14', '2.5.29.35', '1.3.6.1.5.5.7.1.1']);

/** accessInfo and policies, which decide nothing about a path unless somebody asks for a policy. */
const informative: ReadonlySet<string> = new Set(['1.3.6.1.5.5.7.1.1', '2.5.29.32']);

/** The list is bounded by the size of a certificate; this bounds the time to look through it. */
const maximumExtensions = 1000;

/** What one extension says by itself. */
interface ReadExtension {
  readonly oid: string;
  readonly says: Draft;
  readonly isUnknownCritical: boolean;
  readonly isDamaged: boolean;
  readonly isCritical: boolean;
}

/** subjectKeyIdentifier and subjectAltName differ from certificate to certificate; a CA writes all others alike into most. */
function isDiffering({ bytes, contentStart: at }: Element): boolean {
  // Their object identifiers, 2.5.29.14 and 2.5.29.17, as they stand.
  const arc = bytes[at + 4];
  return (
    bytes[at] === 0x06 && bytes[at + 1] === 3 && bytes[at + 2] === 0x55 && bytes[at + 3] === 0x1d && (arc === 14 || arc === 17) // prettier-ignore
  );
}

/** Reads extensions and remembers those that stand in many certificates of a collection. */
export class ExtensionReader {
  readonly #names: NameReader;
  readonly #known = new Map<string, ReadExtension>();

  constructor(names: NameReader) {
    this.#names = names;
  }

  /**
   * Returns what the Extensions field of a certificate says (RFC 5280, section 4.2), or of a certificate without one. An
   * extension that cannot be read does not fail: its OID is listed as damaged. Throws MalformedEncoding when the list
   * itself is none.
   */
  read(list: Element | undefined): Extensions {
    const extensions = list ? sequenceOf(list) : [];
    if (extensions.length > maximumExtensions) throw new MalformedEncoding('a certificate has too many extensions');
    const all = noExtensions();
    const seen = new Set<string>();
    for (const extension of extensions) {
      const { oid, says, isUnknownCritical, isDamaged, isCritical } = this.#one(extension);
      if (seen.has(oid)) {
        all.damaged.push(oid);
        all.isInvalid = true;
        continue;
      }
      seen.add(oid);
      if (isUnknownCritical) all.unknownCritical.push(oid);
      if (isDamaged) {
        all.damaged.push(oid);
        all.isInvalid ||= isCritical || !informative.has(oid);
      }
      Object.assign(all, says);
    }
    return all;
  }

  #one(extension: Element): ReadExtension {
    if (isDiffering(extension)) return readExtension(extension, this.#names);
    const key = latin1(encodingOf(extension));
    const known = this.#known.get(key);
    if (known) return known;
    const read = readExtension(extension, this.#names);
    if (this.#known.size >= rememberedExtensions) this.#known.clear();
    this.#known.set(key, read);
    return read;
  }
}

const rememberedExtensions = 4096;

function noExtensions(): Extensions {
  return {
    basicConstraints: null,
    keyUsage: null,
    extendedKeyUsage: null,
    subjectAlternativeNames: null,
    subjectKeyIdentifier: null,
    authorityKeyIdentifier: null,
    caIssuersUrls: [],
    ocspUrls: [],
    crlUrls: [],
    certificatePolicies: [],
    nameConstraints: null,
    unknownCritical: [],
    damaged: [],
    isInvalid: false,
  };
}

function readExtension(extension: Element, names: NameReader): ReadExtension {
  const [type, second, third] = sequenceOf(extension, 2);
  const oid = objectIdentifierOf(type);
  const isCritical = second?.tag === tags.boolean && booleanOf(second);
  const reader = readers.get(oid);
  if (!reader) {
    const isUnknownCritical = isCritical && !harmlessWhenCritical.has(oid);
    return { oid, says: {}, isUnknownCritical, isDamaged: false, isCritical };
  }
  const says: Draft = {};
  try {
    const octets = octetsOf(octetString(third ?? second));
    const content = firstElement(octets);
    if (content.end !== octets.length) throw new MalformedEncoding('an extension has bytes after its value');
    reader(says, content, names);
  } catch (error) {
    if (!(error instanceof MalformedEncoding)) throw error;
    return { oid, says: {}, isUnknownCritical: false, isDamaged: true, isCritical };
  }
  return { oid, says, isUnknownCritical: false, isDamaged: isCritical && neverCritical.has(oid), isCritical };
}

/** RFC 5280, section 4.2.1.10: the minimum is zero and the maximum absent; DER leaves both out, not every program does. */
function isZeroMinimum(bound: Element): boolean {
  const [value, ...more] = contentOf(bound);
  return bound.tag === 0x80 && value === 0 && more.length === 0;
}

function octetString(element: Element | undefined): Element {
  return expectTag(element, element?.tag === tags.constructedOctetString ? element.tag : tags.octetString);
}

function generalNames(value: Element, names: NameReader): GeneralName[] {
  return sequenceOf(value, 1).map((name) => {
    const read = readGeneralName(name, names);
    const length = read.octets?.length;
    if (length !== undefined && length !== 4 && length !== 16) throw new MalformedEncoding('an address is none');
    return read;
  });
}

function distributionPoints(value: Element, names: NameReader): string[] {
  const urls: string[] = [];
  for (const point of sequenceOf(value)) {
    const members = sequenceOf(point);
    const name = members.find(({ tag }) => tag === 0xa0);
    // RFC 5280, section 4.2.1.13: either the address or the issuer of the list must be there.
    if (!name && !members.some(({ tag }) => tag === 0xa2))
      throw new MalformedEncoding('a distribution point leads nowhere');
    const fullName = name && childrenOf(name).find((member) => member.tag === 0xa0);
    for (const general of fullName ? childrenOf(fullName) : []) {
      const { type, value: url } = readGeneralName(general, names);
      if (type === 'uri') urls.push(url);
    }
  }
  return urls;
}
