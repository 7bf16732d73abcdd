/** A value with the values before it and those that were undone, newest last. */
export interface History<T> {
  /** The value that it began with, however many were forgotten since: another one is another document. */
  begun: T;
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the last change was about: changes of one thing in a row are undone together. */
  subject: string | null;
}

const deepest = 200;

export function beginHistory<T>(present: T): History<T> {
  return { begun: present, past: [], present, future: [], subject: null };
}

/** Returns the history with a new present. A change of the same subject as the one before, such as a typed letter, joins it. */
export function record<T>(history: History<T>, present: T, subject: string | null): History<T> {
  if (Object.is(present, history.present)) return history;
  const joins = subject !== null && subject === history.subject;
  const past = joins ? history.past : [...history.past, history.present].slice(-deepest);
  return { ...history, past, present, future: [], subject };
}

/** Returns the history one change earlier, or as it is at its beginning. */
export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    ...history,
    past: history.past.slice(0, -1),
    present,
    future: [...history.future, history.present],
    subject: null,
  };
}

/** Returns the history with the last undone change made again. */
export function redo<T>(history: History<T>): History<T> {
  const present = history.future.at(-1);
  if (present === undefined) return history;
  const past = [...history.past, history.present];
  return { ...history, past, present, future: history.future.slice(0, -1), subject: null };
}
