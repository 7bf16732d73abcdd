import type { Answers } from '../../wizard/answers.ts';

export type ManyToOneAnswer = Answers['mapping']['manyToOne'][number];

/** Returns the answers with the mapping moved to another position; the order decides which one of two that match wins. */
export function moveManyToOne(answers: Answers, from: number, to: number): Answers {
  const rest = [...answers.mapping.manyToOne];
  const target = Math.max(0, Math.min(rest.length - 1, to));
  const moved = rest.splice(from, 1);
  return withManyToOne(answers, [...rest.slice(0, target), ...moved, ...rest.slice(target)]);
}

/** Returns the answers with mappings put in at a position, each under a name that no other has. */
export function insertManyToOne(answers: Answers, mappings: readonly ManyToOneAnswer[], at: number): Answers {
  const { manyToOne } = answers.mapping;
  const names = new Set(manyToOne.map(({ name }) => name.toLowerCase()));
  const named = mappings.map((mapping) => {
    let name = mapping.name;
    for (let number = 2; names.has(name.toLowerCase()); number += 1) name = `${mapping.name} ${number}`;
    names.add(name.toLowerCase());
    return { ...mapping, name };
  });
  return withManyToOne(answers, [...manyToOne.slice(0, at), ...named, ...manyToOne.slice(at)]);
}

/** Returns the answers with one mapping changed. */
export function changeManyToOne(answers: Answers, index: number, change: Partial<ManyToOneAnswer>): Answers {
  return withManyToOne(
    answers,
    answers.mapping.manyToOne.map((mapping, position) => (position === index ? { ...mapping, ...change } : mapping)),
  );
}

/** Returns the answers without one mapping. */
export function removeManyToOne(answers: Answers, index: number): Answers {
  return withManyToOne(
    answers,
    answers.mapping.manyToOne.filter((_, position) => position !== index),
  );
}

function withManyToOne(answers: Answers, manyToOne: ManyToOneAnswer[]): Answers {
  return { ...answers, mapping: { ...answers.mapping, manyToOne } };
}
