import type { Certainty } from '../api/finding.ts';
import { weakest } from './certainty.ts';
import type { Decision } from './decide.ts';
import { judgeMapping } from './judge-mapping.ts';
import type { PreparedSection } from './prepare-section.ts';
import type { TraceEntry } from './simulation.ts';
import { disabledReason, manyToOneTogether, mappingReason, offReason, oneToOneReason, ruleReason } from './text.en.ts';
import { visitorNames, type Visitor } from './visitor.ts';

/** Up to here each entry of a collection is told by itself; ten thousand for each of ten thousand visitors helps nobody. */
export const toldOneByOne = 100;

/** Returns every entry that was looked at, in the order in which IIS looks; nothing after the one that decided. */
export function traceOf(prepared: PreparedSection, visitor: Visitor, { by }: Decision): TraceEntry[] {
  const oneToOne = oneToOneTrace(prepared, visitor, by?.kind === 'one-to-one' ? by.index : null);
  if (by?.kind === 'one-to-one') return oneToOne;
  return [...oneToOne, ...manyToOneTrace(prepared, visitor, by?.index ?? null)];
}

function range(collection: string, from: number, to: number): string {
  return from === to ? `${collection}[${from}]` : `${collection}[${from}..${to}]`;
}

function oneToOneTrace(prepared: PreparedSection, visitor: Visitor, decided: number | null): TraceEntry[] {
  const { section, holders, damagedHolders, disabledBefore, damagedBefore } = prepared;
  const end = decided === null ? section.oneToOne.length : decided + 1;
  const off = offOf(prepared, 'one-to-one');
  if (end === 0) return [];
  if (end <= toldOneByOne) {
    return Array.from({ length: end }, (_, index) => oneToOneEntry(prepared, visitor, index, off));
  }
  const group: TraceEntry = {
    kind: 'one-to-one',
    entry: range('oneToOne', 0, decided === null ? end - 1 : decided - 1),
    result: off === null ? 'no-match' : 'disabled',
    reason:
      off ??
      oneToOneReason.together(decided ?? end, disabledBefore[decided ?? end] ?? 0, damagedBefore[decided ?? end] ?? 0),
    certainty: 'documented',
  };
  const own = [
    ...(holders.get(visitor.singleLineBase64) ?? []),
    ...(damagedHolders.get(visitor.singleLineBase64) ?? []),
    ...(damagedHolders.get(visitor.thumbprint) ?? []),
  ];
  const told = own.filter((index) => index < end).sort((one, other) => one - other);
  return [group, ...told.map((index) => oneToOneEntry(prepared, visitor, index, off))];
}

function oneToOneEntry(
  { section, problems, holders, damagedHolders }: PreparedSection,
  { singleLineBase64, thumbprint }: Visitor,
  index: number,
  off: string | null,
): TraceEntry {
  const entry = section.oneToOne[index];
  const told = (result: TraceEntry['result'], reason: string): TraceEntry => ({
    kind: 'one-to-one',
    entry: `oneToOne[${index}]`,
    ...(entry && entry.userName !== '' && { userName: entry.userName }),
    result,
    reason,
    certainty: 'documented',
  });
  if (off !== null) return told('disabled', off);
  const holds = holders.get(singleLineBase64)?.includes(index) ?? false;
  if (!entry?.enabled) return told('disabled', holds ? oneToOneReason.disabledHolder : disabledReason);
  const problem = problems.get(index);
  if (problem !== undefined) {
    const isMeant = [singleLineBase64, thumbprint].some((key) => damagedHolders.get(key)?.includes(index));
    return told('no-match', isMeant ? oneToOneReason.damagedHolder(problem) : oneToOneReason.damaged(problem));
  }
  return holds ? told('match', oneToOneReason.match) : told('no-match', oneToOneReason.other);
}

function manyToOneTrace(prepared: PreparedSection, visitor: Visitor, decided: number | null): TraceEntry[] {
  const { manyToOne } = prepared.section;
  const end = decided === null ? manyToOne.length : decided + 1;
  const off = offOf(prepared, 'many-to-one');
  const names = visitorNames(visitor);
  const told = (index: number): TraceEntry => manyToOneEntry(prepared, names, index, off);
  if (end <= toldOneByOne) return Array.from({ length: end }, (_, index) => told(index));
  const before = decided ?? end;
  const enabled = manyToOne.slice(0, before).filter((mapping) => mapping.enabled);
  const certainties: Certainty[] = off === null ? enabled.map((mapping) => judgeMapping(mapping, names).certainty) : [];
  const group: TraceEntry = {
    kind: 'many-to-one',
    entry: range('manyToOne', 0, before - 1),
    result: off === null ? 'no-match' : 'disabled',
    reason: off ?? manyToOneTogether(before, before - enabled.length),
    certainty: weakest(...certainties),
  };
  return decided === null ? [group] : [group, told(decided)];
}

function manyToOneEntry(
  { section }: PreparedSection,
  names: ReturnType<typeof visitorNames>,
  index: number,
  off: string | null,
): TraceEntry {
  const mapping = section.manyToOne[index];
  if (!mapping) throw new RangeError(`There is no many-to-one mapping ${index}`);
  const { name, userName, enabled } = mapping;
  const common = {
    kind: 'many-to-one' as const,
    entry: `manyToOne[${index}]`,
    name,
    ...(userName !== undefined && userName !== '' && { userName }),
  };
  if (off !== null || !enabled) {
    return { ...common, result: 'disabled', reason: off ?? disabledReason, certainty: 'documented' };
  }
  const judgement = judgeMapping(mapping, names);
  return {
    ...common,
    result: judgement.matches ? 'match' : 'no-match',
    reason: mappingReason(mapping, judgement),
    certainty: judgement.certainty,
    rules: judgement.rules.map((judged) => ({
      ...judged.rule,
      matches: judged.matches,
      values: [...judged.values],
      reason: ruleReason(judged),
    })),
  };
}

function offOf({ section }: PreparedSection, kind: TraceEntry['kind']): string | null {
  if (!section.enabled) return offReason.section;
  const isOn = kind === 'one-to-one' ? section.oneToOneEnabled : section.manyToOneEnabled;
  return isOn ? null : offReason[kind];
}
