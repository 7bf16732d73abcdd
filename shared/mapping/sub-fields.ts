import type { CertificateField } from './mapping-section.ts';
import { documentedSubFields } from './judge-rule.ts';
import { visitorNames, type Visitor } from './visitor.ts';

/** A subfield that a rule can name, with the values that the certificates at hand have in it. */
export interface SubFieldChoice {
  subField: string;
  /** Microsoft names it; of any other nobody knows whether IIS understands it. */
  documented: boolean;
  /** The most frequent first. */
  values: readonly { value: string; count: number }[];
}

const mostValues = 200;

/**
 * Returns the subfields to choose from: the documented ones in Microsoft's order, whether or not a certificate has them,
 * then what else the certificates at hand have.
 */
export function subFieldChoices(visitors: readonly Visitor[], field: CertificateField): SubFieldChoice[] {
  const found = new Map<string, Map<string, number>>(documentedSubFields.map((subField) => [subField, new Map()]));
  for (const visitor of visitors) {
    for (const [subField, values] of visitorNames(visitor)[field]) {
      const counts = found.get(subField) ?? new Map<string, number>();
      for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
      found.set(subField, counts);
    }
  }
  return [...found].map(([subField, counts]) => ({
    subField,
    documented: documentedSubFields.includes(subField),
    values: [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
      .slice(0, mostValues),
  }));
}
