import { covers } from '../../iis/findings/rule-cover.ts';
import type { ManyToOneMapping, MappingRule } from '../../mapping/mapping-section.ts';

/** A mapping that decides for nobody, because one before it takes everybody whom it matches. */
export interface ShadowedMapping {
  index: number;
  by: number;
}

/** Returns the enabled mappings that no certificate reaches, with the first one that takes them all (inferred: the first match decides). */
export function shadowedMappings(mappings: readonly Pick<ManyToOneMapping, 'enabled' | 'rules'>[]): ShadowedMapping[] {
  const earlier = new EarlierMappings();
  return mappings.flatMap(({ enabled, rules }, index) => {
    if (!enabled) return [];
    const by = earlier.firstThatCovers(rules);
    earlier.add(index, rules);
    return by === null ? [] : [{ index, by }];
  });
}

/** Mappings by their first rule: of thousands only those are looked at whose first rule may follow from a given one. */
class EarlierMappings {
  readonly #all = new Map<number, readonly MappingRule[]>();
  readonly #byFirstRule = new Map<string, number[]>();

  add(index: number, rules: readonly MappingRule[]): void {
    this.#all.set(index, rules);
    const [first] = rules;
    const key = first === undefined ? '' : first.matchCriteria.includes('*') ? patternKey(first) : literalKey(first);
    const indices = this.#byFirstRule.get(key);
    if (indices) indices.push(index);
    else this.#byFirstRule.set(key, [index]);
  }

  firstThatCovers(rules: readonly MappingRule[]): number | null {
    const keys = new Set(['', ...rules.flatMap((rule) => [patternKey(rule), literalKey(rule)])]);
    const candidates = [...keys].flatMap((key) => this.#byFirstRule.get(key) ?? []).sort((one, other) => one - other);
    return candidates.find((index) => covers(this.#all.get(index) ?? [], rules)) ?? null;
  }
}

function patternKey({ certificateField, certificateSubField }: MappingRule): string {
  return `${certificateField} ${certificateSubField}`;
}

function literalKey(rule: MappingRule): string {
  return `${patternKey(rule)}=${rule.matchCriteria.toLowerCase()}`;
}
