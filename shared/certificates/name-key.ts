import type { DistinguishedName } from './certificate.ts';

/**
 * Returns a text that is the same for names that RFC 5280, section 7.1, takes as equal: case and runs of white space aside,
 * the attributes of one RDN in any order.
 */
export function nameKey(name: DistinguishedName): string {
  const attribute = ({ type, value }: { type: string; value: string }) =>
    JSON.stringify([type, value.trim().replace(/\s+/g, ' ').toLowerCase()]);
  return name.map((rdn) => rdn.map(attribute).sort().join('+')).join(',');
}
