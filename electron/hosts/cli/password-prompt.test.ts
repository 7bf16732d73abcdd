import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { expect, it } from 'vitest';
import { promptForPassword } from './password-prompt.ts';

/** Asks on a terminal that records what happens to it; the typing starts as soon as the question is seen. */
function ask(...typed: string[]) {
  const events: string[] = [];
  const input = Object.assign(new PassThrough(), {
    setRawMode: (raw: boolean) => events.push(raw ? 'hidden' : 'shown'),
  });
  const cancel = new AbortController();
  const write = (text: string) => {
    events.push(text);
    if (text === 'Password: ') for (const text_ of typed) input.write(text_);
  };
  return {
    answer: promptForPassword('Password: ', input as unknown as ReadStream, write, cancel),
    events,
    cancel,
    input,
  };
}

it.each([
  [['geheim\r'], 'geheim'],
  [['ge', 'hei', 'm\n'], 'geheim'],
  [['\r'], ''],
  [['ab\u007fc\b\bd\r'], 'd'],
  [['\u007f\u{1f511}x\u007f\u007fy \u00fc\r'], 'y \u00fc'],
  [['a\tb\u001bc\r'], 'abc'],
  [['one\rtwo\r'], 'one'],
])('%j answers %j', async (typed, expected) => {
  const { answer, events } = ask(...typed);
  expect(await answer).toBe(expected);
  expect(events).toEqual(['hidden', 'Password: ', 'shown', '\n']);
});

it.each(['\u0003', 'half\u0003\r', '\u0004'])('%j cancels', async (typed) => {
  const { answer, events, cancel } = ask(typed);
  await expect(answer).rejects.toBe(cancel.signal.reason);
  expect(events.slice(-2)).toEqual(['shown', '\n']);
});

it('ends when the terminal goes away or the command is cancelled', async () => {
  const closed = ask();
  closed.input.end();
  await expect(closed.answer).rejects.toMatchObject({ name: 'AbortError' });
  const cancelled = ask();
  cancelled.cancel.abort();
  await expect(cancelled.answer).rejects.toMatchObject({ name: 'AbortError' });
});
