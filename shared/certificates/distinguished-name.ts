import type { DistinguishedName } from './certificate.ts';
import { childrenOf, contentOf, encodingOf, expectTag, hexadecimal, latin1, objectIdentifierOf, tags } from './der.ts';
import type { Element } from './der.ts';
import { textOf } from './directory-string.ts';

/** A name of a certificate, in every form that is asked for. */
export interface Name {
  /** As Windows' `X500DistinguishedName.Name` prints it. */
  readonly printed: string;
  readonly rdns: DistinguishedName;
  /** Two names are equal in the sense of RFC 5280, section 7.1, when their keys are; one element for each RDN. */
  readonly keys: readonly string[];
  readonly key: string;
  readonly isEmpty: boolean;
}

/** The attribute types for which Windows has a short name (MS-OSCO 2.2, `CertNameToStr`); any other prints as `OID.1.2.3`. */
export const attributeShortNames: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.5', 'SERIALNUMBER'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'S'],
  ['2.5.4.9', 'STREET'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.12', 'T'],
  ['2.5.4.13', 'Description'],
  ['2.5.4.17', 'PostalCode'],
  ['2.5.4.18', 'POBox'],
  ['2.5.4.20', 'Phone'],
  ['2.5.4.24', 'X21Address'],
  ['2.5.4.42', 'G'],
  ['2.5.4.43', 'I'],
  ['2.5.4.46', 'dnQualifier'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'E'],
]);

/** The types that `X500DistinguishedName.Name` prints as text; the value of any other is printed as `#` and hex digits. */
const printedAsText: ReadonlySet<number> = new Set([
  tags.bmpString,
  tags.ia5String,
  tags.numericString,
  tags.printableString,
  tags.utf8String,
  tags.t61String,
]);

const quoted = /^$|[,+="\n<>#;]|^[ \t-\r]|[ \t-\r]$/;

/**
 * Returns a printed value in quotes, with inner quotes doubled, where Windows puts them: it is empty, begins or ends
 * with white space, or holds one of `,+="<>#;` or a line feed (a carriage return alone is not in Windows' list).
 */
export function quoteValue(value: string): string {
  return quoted.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function hexadecimalForm(value: Element): string {
  // Windows unwraps one OCTET STRING and shows only what is inside.
  return `#${hexadecimal(value.tag === tags.octetString ? contentOf(value) : encodingOf(value))}`;
}

function comparable(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** A relative distinguished name in the forms that a name is put together from. */
interface Rdn {
  readonly attributes: DistinguishedName[number];
  readonly printed: string;
  readonly key: string;
}

function readRdn(element: Element): Rdn {
  const attributes: DistinguishedName[number] = [];
  const keys: string[] = [];
  let printed = '';
  for (const attribute of childrenOf(expectTag(element, tags.set))) {
    const [type, value] = childrenOf(expectTag(attribute, tags.sequence));
    const oid = objectIdentifierOf(type);
    const decoded = value && textOf(value);
    const raw = decoded ?? hexadecimalForm(expectTag(value, value?.tag ?? -1));
    const shortName = attributeShortNames.get(oid);
    attributes.push({ type: shortName ?? oid, value: raw });
    keys.push(`${oid}=${decoded == null ? raw : comparable(decoded)}`);
    if (printed) printed += ' + ';
    printed += `${shortName ?? `OID.${oid}`}=`;
    if (value && decoded != null && printedAsText.has(value.tag)) printed += quoteValue(decoded.replace(/\0+$/, ''));
    else if (value) printed += hexadecimalForm(value);
  }
  return { attributes, printed, key: keys.sort().join('\u0001') };
}

function nameOf(rdns: readonly Rdn[]): Name {
  const keys = rdns.map(({ key }) => key);
  return {
    printed: rdns.map(({ printed }) => printed).reverse().join(', '), // prettier-ignore
    rdns: rdns.map(({ attributes }) => attributes),
    keys,
    key: keys.join('\u0002'),
    isEmpty: rdns.length === 0,
  };
}

/** Returns a name in all its forms; throws MalformedEncoding when the element is not a Name of RFC 5280, section 4.1.2.4. */
export function readName(element: Element): Name {
  return nameOf(childrenOf(expectTag(element, tags.sequence)).map(readRdn));
}

const remembered = 4096;

/**
 * Reads names and remembers them: in a collection of certificates the same issuer stands thousands of times, and the
 * subjects have all but their last part in common.
 */
export class NameReader {
  readonly #names = new Map<string, Name>();
  readonly #rdns = new Map<string, Rdn>();

  /** Returns the name as `readName` does. */
  read(element: Element): Name {
    const key = latin1(encodingOf(element));
    const known = this.#names.get(key);
    if (known) return known;
    const name = nameOf(childrenOf(expectTag(element, tags.sequence)).map((rdn) => this.#rdn(rdn)));
    if (this.#names.size >= remembered) this.#names.clear();
    this.#names.set(key, name);
    return name;
  }

  /** Returns a name that hardly stands twice, of which only the beginning is worth remembering. */
  readSubject(element: Element): Name {
    const rdns = childrenOf(expectTag(element, tags.sequence));
    return nameOf(rdns.map((rdn, at) => (at === rdns.length - 1 ? readRdn(rdn) : this.#rdn(rdn))));
  }

  #rdn(element: Element): Rdn {
    const key = latin1(encodingOf(element));
    const known = this.#rdns.get(key);
    if (known) return known;
    const rdn = readRdn(element);
    if (this.#rdns.size >= remembered) this.#rdns.clear();
    this.#rdns.set(key, rdn);
    return rdn;
  }
}
