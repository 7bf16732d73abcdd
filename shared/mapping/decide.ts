import type { Certainty } from '../api/finding.ts';
import { weakest } from './certainty.ts';
import { judgeMapping } from './judge-mapping.ts';
import type { PreparedSection } from './prepare-section.ts';
import type { Simulation } from './simulation.ts';
import { visitorNames, type Visitor, type VisitorNames } from './visitor.ts';

/** An entry by its collection and its position in it. */
export interface EntryPosition {
  kind: 'one-to-one' | 'many-to-one';
  index: number;
}

/** What the mapper does with one certificate, without the words. */
export interface Decision {
  outcome: Simulation['outcome'];
  account?: string;
  /** The name of the many-to-one mapping, or the position of the one-to-one entry, that decided. */
  mapping?: string;
  /** That of the weakest statement that decided. */
  certainty: Certainty;
  by: EntryPosition | null;
  /** An entry that the order alone keeps from deciding: it matches too, or might. */
  rival: (EntryPosition & { matches: boolean }) | null;
  /** Damaged, enabled entries stand before the deciding one: nobody says whether IIS goes on after them. */
  passesDamaged: boolean;
}

/**
 * Returns what the mapper does with a certificate that has reached it. One-to-one entries go first (Microsoft says so of
 * IIS 6), in a collection the first match decides (implied by IIS 6 priorities); both are inferred, and count only where
 * another entry could have decided. A disabled section, collection or entry is documented.
 */
export function decide(prepared: PreparedSection, visitor: Visitor): Decision {
  const { section, damagedBefore } = prepared;
  if (!section.enabled) return undecided('documented');
  const [first, second] = section.oneToOneEnabled ? holdersOf(prepared, visitor) : [];
  const looksFurther = section.manyToOneEnabled && section.manyToOne.length > 0;
  const names = looksFurther ? visitorNames(visitor) : noNames;
  if (first !== undefined) {
    const rival =
      second === undefined
        ? nextRival(prepared, names, 0)
        : { kind: 'one-to-one' as const, index: second, matches: true };
    const passesDamaged = (damagedBefore[first] ?? 0) > 0;
    const account = section.oneToOne[first]?.userName ?? '';
    return {
      outcome: 'mapped',
      ...(account !== '' && { account }),
      mapping: `oneToOne[${first}]`,
      certainty: weakest(rival !== null || passesDamaged ? 'inferred' : 'documented', certaintyOfAccount(account)),
      by: { kind: 'one-to-one', index: first },
      rival,
      passesDamaged,
    };
  }
  let certainty: Certainty = 'documented';
  for (const [index, mapping] of (section.manyToOneEnabled ? section.manyToOne : []).entries()) {
    if (!mapping.enabled) continue;
    const judgement = judgeMapping(mapping, names);
    certainty = weakest(certainty, judgement.certainty);
    if (!judgement.matches) continue;
    const rival = nextRival(prepared, names, index + 1);
    const passesDamaged = section.oneToOneEnabled && (damagedBefore.at(-1) ?? 0) > 0;
    const isDeny = mapping.permissionMode === 'Deny';
    const account = isDeny ? '' : (mapping.userName ?? '');
    return {
      outcome: isDeny ? 'denied' : 'mapped',
      ...(account !== '' && { account }),
      mapping: mapping.name,
      certainty: weakest(
        certainty,
        rival !== null || passesDamaged ? 'inferred' : 'documented',
        isDeny ? 'documented' : certaintyOfAccount(account),
      ),
      by: { kind: 'many-to-one', index },
      rival,
      passesDamaged,
    };
  }
  return undecided(certainty);
}

const noNames: VisitorNames = { Subject: new Map(), Issuer: new Map() };

/** What IIS does with an entry that matches and names no account, no document says. */
function certaintyOfAccount(account: string): Certainty {
  return account === '' ? 'unverified' : 'documented';
}

function undecided(certainty: Certainty): Decision {
  return { outcome: 'unmapped', certainty, by: null, rival: null, passesDamaged: false };
}

function holdersOf({ section, holders }: PreparedSection, { singleLineBase64 }: Visitor): number[] {
  return (holders.get(singleLineBase64) ?? []).filter((index) => section.oneToOne[index]?.enabled);
}

/** The first enabled many-to-one mapping from a position on that matches; else one of which nobody knows that it does not. */
function nextRival(
  { section }: PreparedSection,
  names: ReturnType<typeof visitorNames>,
  from: number,
): Decision['rival'] {
  if (!section.manyToOneEnabled) return null;
  let possible: Decision['rival'] = null;
  for (let index = from; index < section.manyToOne.length; index++) {
    const mapping = section.manyToOne[index];
    if (!mapping?.enabled) continue;
    const { matches, certainty } = judgeMapping(mapping, names);
    if (matches) return { kind: 'many-to-one', index, matches };
    if (certainty !== 'documented') possible ??= { kind: 'many-to-one', index, matches };
  }
  return possible;
}
