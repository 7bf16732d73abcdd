import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginHistory, record, redo, undo } from './history.ts';

describe('the history of a draft', () => {
  it('undoes the letters of one field together and other changes one by one', () => {
    let history = beginHistory('');
    history = record(history, 'n', 'site');
    history = record(history, 'ne', 'site');
    history = record(history, 'ne, 443', 'port');
    history = undo(history);
    expect(history.present).toBe('ne');
    history = undo(history);
    expect(history.present).toBe('');
    expect(redo(redo(history)).present).toBe('ne, 443');
  });

  it('starts a new change after an undo, even in the same field', () => {
    const typed = record(record(beginHistory(''), 'a', 'site'), 'b', 'port');
    expect(undo(record(undo(typed), 'ab', 'site')).present).toBe('a');
  });

  it('forgets what was undone once something else is done, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.nat(20), (values, steps) => {
        const full = values.reduce((history, value, index) => record(history, value, String(index)), beginHistory(-1));
        let back = full;
        for (let count = 0; count < steps; count += 1) back = undo(back);
        for (let count = 0; count < steps; count += 1) back = redo(back);
        expect(back.present).toBe(full.present);
        expect(back.past).toEqual(full.past);
        expect(redo(record(undo(full), 0.5, null)).present).toBe(0.5);
      }),
    );
  });
});
