import type { z } from 'zod';
import type { alternativeNameSchema } from './certificate.ts';
import {
  childrenOf,
  contentOf,
  dotted,
  encodingOf,
  firstElement,
  hexadecimal,
  latin1,
  MalformedEncoding,
  objectIdentifierOf,
} from './der.ts';
import type { Element } from './der.ts';
import { textOf } from './directory-string.ts';
import type { Name, NameReader } from './distinguished-name.ts';

export type AlternativeName = z.infer<typeof alternativeNameSchema>;

/** A GeneralName of RFC 5280, section 4.2.1.6, with what name constraints need beside the text. */
export interface GeneralName extends AlternativeName {
  /** The octets of an `ip`: 4 or 16, twice as many in a constraint. */
  readonly octets?: Uint8Array;
  /** The name of a `directory`. */
  readonly name?: Name;
}

const userPrincipalName = '1.3.6.1.4.1.311.20.2.3';

/** Returns one GeneralName; throws MalformedEncoding when it is none. A type that has no text form becomes `other`. */
export function readGeneralName(element: Element, names: NameReader): GeneralName {
  switch (element.tag) {
    case 0x81:
      return { type: 'email', value: latin1(contentOf(element)) };
    case 0x82:
      return { type: 'dns', value: latin1(contentOf(element)) };
    case 0x86:
      return { type: 'uri', value: latin1(contentOf(element)) };
    case 0x87: {
      const octets = contentOf(element);
      return { type: 'ip', value: ipText(octets), octets };
    }
    case 0x88:
      return { type: 'registeredId', value: dotted(contentOf(element)) };
    case 0xa4: {
      const [inner] = childrenOf(element);
      if (!inner) throw new MalformedEncoding('a directory name is empty');
      const name = names.read(inner);
      return { type: 'directory', value: name.printed, name };
    }
    case 0xa0: {
      const [type, wrapper] = childrenOf(element);
      const oid = objectIdentifierOf(type);
      const value = wrapper && firstElement(contentOf(wrapper));
      if (!value) throw new MalformedEncoding('an otherName has no value');
      const text = textOf(value);
      if (oid === userPrincipalName && text !== null) return { type: 'upn', value: text };
      return { type: 'other', value: `${oid}=${text ?? `#${hexadecimal(encodingOf(value))}`}` };
    }
    case 0xa3:
    case 0xa5:
      return { type: 'other', value: `#${hexadecimal(encodingOf(element))}` };
    default:
      throw new MalformedEncoding('a GeneralName has an unknown type');
  }
}

/** Returns an address as text (RFC 5952 for IPv6), an address with its mask as `ADDRESS/MASK`, anything else as hex digits. */
export function ipText(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  if (octets.length === 8) return `${octets.subarray(0, 4).join('.')}/${octets.subarray(4).join('.')}`;
  if (octets.length === 16) return ipv6Text(octets);
  if (octets.length === 32) return `${ipv6Text(octets.subarray(0, 16))}/${ipv6Text(octets.subarray(16))}`;
  return `#${hexadecimal(octets)}`;
}

function ipv6Text(octets: Uint8Array): string {
  const groups: string[] = [];
  for (let at = 0; at < 16; at += 2) groups.push((((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0)).toString(16));
  let best = { from: 0, length: 1 };
  for (let from = 0; from < 8; from++) {
    let length = 0;
    while (groups[from + length] === '0') length++;
    if (length > best.length) best = { from, length };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.from).join(':')}::${groups.slice(best.from + best.length).join(':')}`;
}
