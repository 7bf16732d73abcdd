import type { Asn1 } from './der.ts';
import { ia5String, objectIdentifier, printableString, sequence, setOf, utf8String } from './der.ts';

/** Attribute types of RFC 5280, appendix A, by the names that Windows prints; each in the string type it asks for. */
const attributeTypes = {
  CN: { oid: '2.5.4.3', encode: utf8String },
  C: { oid: '2.5.4.6', encode: printableString },
  L: { oid: '2.5.4.7', encode: utf8String },
  O: { oid: '2.5.4.10', encode: utf8String },
  OU: { oid: '2.5.4.11', encode: utf8String },
  SERIALNUMBER: { oid: '2.5.4.5', encode: printableString },
  E: { oid: '1.2.840.113549.1.9.1', encode: ia5String },
} as const;

/** The attributes of one relative distinguished name; nearly always one. */
export type RelativeName = Partial<Record<keyof typeof attributeTypes, string>>;

/** A distinguished name in the order of the encoding: the country first, the common name last. */
export type DistinguishedName = readonly RelativeName[];

/** Returns a Name (RFC 5280, section 4.1.2.4); text is UTF8String wherever the attribute allows it. */
export function encodeName(name: DistinguishedName): Asn1 {
  return sequence(
    ...name.map((relative) =>
      setOf(
        ...Object.entries(relative).map(([type, value]) => {
          const { oid, encode } = attributeTypes[type as keyof typeof attributeTypes];
          return sequence(objectIdentifier(oid), encode(value));
        }),
      ),
    ),
  );
}
