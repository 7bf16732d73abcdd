import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { WarmScript, type WarmLimits } from './warm-script.ts';

/** What the stand-in for powershell.exe does at each question; it counts its starts in a file. */
const source = `
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
const folder = new URL('.', import.meta.url);
appendFileSync(new URL('starts', folder), process.pid + '\\n');
const tell = (value) => process.stdout.write('client-certificate-mapping ' + JSON.stringify(value) + '\\n');
let asked = 0;
createInterface({ input: process.stdin }).on('line', (question) => {
  asked += 1;
  const answer = () => tell({ question, answer: { asked, started: process.pid } });
  const does = {
    'noise': () => { process.stdout.write('WARNING: {"question":"noise"}\\r\\nmore\\n'); answer(); },
    'pieces': () => {
      process.stdout.write('client-certificate-');
      setTimeout(() => process.stdout.write('mapping {"question":"pieces","ans'), 5);
      setTimeout(() => process.stdout.write('wer":1}\\r\\n'), 10);
    },
    'refused': () => tell({ question, problem: 'access is denied' }),
    'silent': () => undefined,
    'chatty': () => setInterval(() => process.stdout.write('WARNING: still there\\n'), 1),
    'dies': () => process.exit(3),
    'answers and dies': () => process.stdout.write('client-certificate-mapping ' + JSON.stringify({ question, answer: 1 }) + '\\n', () => process.exit(0)),
    'other': () => tell({ question: 'something', answer: 1 }),
    'broken': () => process.stdout.write('client-certificate-mapping {"question":"bro\\n'),
    'huge': () => tell({ question, answer: 'x'.repeat(1000000) }),
    'huge noise': () => { process.stdout.write('x'.repeat(1000000) + '\\n'); },
  };
  (does[question] ?? answer)();
});
`;

const never = new AbortController().signal;
const usual: WarmLimits = { idleMilliseconds: 60_000, answerMilliseconds: 30_000, answerBytes: 500_000 };

function script(limits: Partial<WarmLimits> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'warm-'));
  writeFileSync(join(folder, 'program.mjs'), source);
  const program = { path: process.execPath, first: [join(folder, 'program.mjs')], environment: {} };
  const warm = new WarmScript(program, [], { ...usual, ...limits });
  const starts = () => {
    const file = join(folder, 'starts');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : [];
  };
  return { ask: (question: string, signal = never) => warm.ask(question, signal), starts };
}

const code = (expected: string) => ({ ok: false, problem: { code: expected } });
const answer = (asked: number) => ({ ok: true, value: { asked } });

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

describe('a script that stays', () => {
  it('is started once, and asked one thing at a time', async () => {
    const { ask, starts } = script();
    const told = await Promise.all([ask('a'), ask('b'), ask('c')]);
    expect(told).toMatchObject([answer(1), answer(2), answer(3)]);
    expect(starts()).toHaveLength(1);
  });

  it('is understood through warnings, and in pieces', async () => {
    const { ask, starts } = script();
    expect(await ask('noise')).toMatchObject(answer(1));
    expect(await ask('pieces')).toEqual({ ok: true, value: 1 });
    expect(starts()).toHaveLength(1);
  });

  it('says what Windows does not tell, and goes on', async () => {
    const { ask, starts } = script();
    expect(await ask('refused')).toMatchObject({
      problem: { code: 'windows.not-told', detail: 'refused: access is denied' },
    });
    expect(await ask('a')).toMatchObject(answer(2));
    expect(starts()).toHaveLength(1);
  });

  it.each(['silent', 'chatty'])('is ended when it does not answer in time: %s', async (question) => {
    const { ask, starts } = script({ answerMilliseconds: 300 });
    expect(await ask(question)).toMatchObject(code('windows.not-answering'));
    expect(starts().some(isRunning)).toBe(false);
  });

  it.each([
    ['other', 'windows.output-not-understood'],
    ['broken', 'windows.output-not-understood'],
    ['huge', 'windows.output-not-understood'],
    ['huge noise', 'windows.output-not-understood'],
    ['dies', 'windows.program-failed'],
  ])('that answers with "%s" fails, and the next question starts it again', async (question, expected) => {
    const { ask, starts } = script();
    const told = await ask(question);
    expect(told).toMatchObject(code(expected));
    expect(JSON.stringify(told).length).toBeLessThan(500);
    expect(await ask('a')).toMatchObject(answer(1));
    expect(starts()).toHaveLength(2);
  });

  it('that ended between two questions is started again, once', async () => {
    const { ask, starts } = script();
    expect(await ask('answers and dies')).toEqual({ ok: true, value: 1 });
    expect(await ask('a')).toMatchObject(answer(1));
    expect(starts()).toHaveLength(2);
    // Warm, then fresh: a question that ends it is not asked for ever.
    expect(await ask('dies')).toMatchObject(code('windows.program-failed'));
    expect(starts()).toHaveLength(3);
  });

  it('ends when nobody asks', async () => {
    const { ask, starts } = script({ idleMilliseconds: 1 });
    expect(await ask('a')).toMatchObject(answer(1));
    await vi.waitFor(() => expect(isRunning(starts()[0] ?? 0)).toBe(false), { timeout: 20_000 });
    expect(await ask('a')).toMatchObject(answer(1));
    expect(starts()).toHaveLength(2);
  });

  it('is ended by a cancel, before its turn or in the middle, and answers others after it', async () => {
    const { ask, starts } = script();
    const [first, second] = [new AbortController(), new AbortController()];
    const told = [ask('silent', first.signal), ask('b', second.signal), ask('c')];
    second.abort();
    first.abort();
    expect(await Promise.all(told)).toMatchObject([code('windows.stopped'), code('windows.stopped'), answer(1)]);
    expect(await ask('d', AbortSignal.abort())).toMatchObject(code('windows.stopped'));
    // What was stopped before its turn ends nothing.
    expect(await ask('e')).toMatchObject(answer(2));
    expect(isRunning(starts().at(-1) ?? 0)).toBe(true);
  });

  it('fails where there is no program', async () => {
    const warm = new WarmScript({ path: '/does/not/exist', environment: {} }, [], usual);
    expect(await warm.ask('a', never)).toMatchObject(code('windows.program-missing'));
  });
});
