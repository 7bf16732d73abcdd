import { resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../../shared/api/finding.ts';
import type { Reply } from '../../../shared/api/reply.ts';
import { fail, succeed } from '../../../shared/api/reply.ts';
import type { Core } from '../../core/core.ts';
import { loadCommands } from './commands/registry.ts';
import { runCommandLine } from './run.ts';
import type { Terminal } from './terminal.ts';

const commands = await loadCommands([]);

const folder = resolve('/typed/here');
const now = '2026-05-06T07:08:09.010Z';
type Answer = Reply<unknown> | Error | ((input: unknown) => Reply<unknown>);

async function run(args: string[], answer: Answer = succeed({}), given: Partial<Terminal> & { stdin?: string } = {}) {
  const written = { stdout: '', stderr: '' };
  const call = vi.fn((...[, , input]: [group: string, name: string, input: unknown]) => {
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(typeof answer === 'function' ? answer(input) : answer);
  });
  const status = await runCommandLine(
    args,
    { commands, version: '1.2.3' },
    {
      folder,
      core: () => Promise.resolve({ call } as unknown as Core),
      now: () => new Date(now),
      signal: new AbortController().signal,
      output: { write: (text) => (written.stdout += text), colours: false },
      errors: { write: (text) => (written.stderr += text), colours: false },
      readInput: () => Promise.resolve(new TextEncoder().encode(given.stdin ?? '')),
      ...given,
    },
  );
  return { ...written, status, call, input: call.mock.calls[0]?.[2] as Record<string, unknown> | undefined };
}

const finding = (severity: Finding['severity']): Finding => ({
  code: 'mapping.example',
  severity,
  step: 'mapping',
  title: 'An example',
  detail: 'What is so.',
  fix: 'What to do.',
  certainty: 'inferred',
  source: 'RFC 0',
  location: { file: 'answers.json', line: 3, column: 5, path: 'mapping.oneToOne[0]' },
});
const problem = (code: string, file?: string) =>
  fail({ code, title: 'T', detail: 'D', fix: 'F', ...(file !== undefined && { location: { file } }) });

describe('arguments', () => {
  it.each([
    [['--json', 'diagnose', '403.16', '-1073741715']],
    [['diagnose', '--json', '403.16', '-1073741715']],
    [['diagnose', '403.16', '--json', '-1073741715']],
    [['diagnose', '403.16', '-1073741715', '--json']],
    [['diagnose', '--json', '--', '403.16', '-1073741715']],
  ])('%j asks for JSON and takes a negative number as it stands', async (args) => {
    const { stdout, stderr, input } = await run(args, succeed({ results: [] }));
    expect(JSON.parse(stdout)).toEqual({ results: [] });
    expect(stderr).toBe('');
    expect(input).toEqual({ inputs: ['403.16', '-1073741715'] });
  });

  it('takes nothing after -- for an option', async () => {
    const { input, stdout } = await run(['diagnose', '--', '--json', '--help', '-x', '--'], succeed({ results: [] }));
    expect(input).toEqual({ inputs: ['--json', '--help', '-x', '--'] });
    expect(stdout).not.toContain('{');
  });

  it.each<[string[], string]>([
    [[], 'usage.missing-command'],
    [['bogus', 'x'], 'usage.unknown-command'],
    [['validate'], 'usage.missing-argument'],
    [['validate', 'a', 'b'], 'usage.too-many-arguments'],
    [['validate', ''], 'usage.invalid-value'],
    [['validate', 'a', '--bogus'], 'usage.unknown-option'],
    [['validate', 'a', '--force'], 'usage.unknown-option'],
    [['check-config', 'a', '--at', '2026-01-01'], 'usage.unknown-option'],
    [['validate', 'a', '--at'], 'usage.missing-value'],
    [['validate', 'a', '--at', 'tomorrow'], 'usage.invalid-value'],
    [['validate', 'a', '--at', '2026-01-01T10:00'], 'usage.invalid-value'],
    [['export', 'a'], 'usage.missing-option'],
    [['export', 'a', '--out', ''], 'usage.invalid-value'],
    [['export', 'a', '--out', '--force'], 'usage.invalid-value'],
    [['new', '--out', 'x'], 'usage.missing-option'],
    [['simulate', 'a'], 'usage.missing-argument'],
  ])('%j is a usage error, %s', async (args, code) => {
    const json = await run([...args.slice(0, 1), '--json', ...args.slice(1)]);
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code, title: /./, detail: /./, fix: /./ } });
    expect(json.stderr).toBe('');
    const text = await run(args);
    expect(text.stdout).toBe('');
    expect(text.stderr).toContain(code);
    expect([json.status, text.status]).toEqual([2, 2]);
    expect(json.call).not.toHaveBeenCalled();
  });

  it.each([['--password=hunter2'], ['-phunter2']])('repeats no value of an unknown option: %s', async (option) => {
    const { stderr, stdout } = await run(['validate', 'a', option]);
    expect(stderr).toContain('usage.unknown-option');
    expect(stderr + stdout).not.toContain('hunter2');
  });

  it('prints help and version, with --json as one document too', async () => {
    expect((await run(['--version'])).stdout).toBe('1.2.3\n');
    expect(JSON.parse((await run(['--version', '--json'])).stdout)).toEqual({ version: '1.2.3' });
    expect((await run(['help', 'export'])).stdout).toContain('--out <dir>');
    expect(JSON.parse((await run(['export', '--help', '--json'])).stdout)).toHaveProperty('help');
    const { stdout, status } = await run(['--help']);
    for (const name of Object.keys(commands)) expect(stdout).toContain(`\n  ${name}`);
    expect(status).toBe(0);
  });
});

describe('what the core is asked', () => {
  it('gets paths as typed, absolute ones to open, and now as the time', async () => {
    const { input } = await run(['export', './a.json', '--out', 'b', '--force'], succeed({ findings: [] }));
    expect(input).toEqual({
      answers: { name: './a.json', handle: resolve(folder, 'a.json') },
      folder: { name: 'b', handle: resolve(folder, 'b') },
      force: true,
      at: now,
      secrets: { files: {} },
    });
  });

  it('gets the instant of --at', async () => {
    const { input } = await run(['inspect', 'x', '--at', '2026-01-31T01:00+02:00'], succeed({ files: [], chains: [] }));
    expect(input).toMatchObject({ at: '2026-01-30T23:00:00.000Z' });
  });

  it('gets site and comparison for a simulation', async () => {
    const args = ['simulate', 'a', 'c1', 'c2', '--site', 'S', '--against', 'old'];
    const { input } = await run(args, succeed({ results: [] }));
    expect(input).toMatchObject({ source: { name: 'a' }, certificates: [{ name: 'c1' }, { name: 'c2' }] });
    expect(input).toMatchObject({ site: 'S', against: { name: 'old', handle: resolve(folder, 'old') } });
  });
});

describe('exit status', () => {
  it.each<[string, string[], Answer, number]>([
    ['no finding', ['validate', 'a'], succeed({ findings: [] }), 0],
    ['a warning', ['validate', 'a'], succeed({ findings: [finding('warning')] }), 0],
    ['an error stands', ['validate', 'a'], succeed({ findings: [finding('error')] }), 1],
    ['export wrote nothing', ['export', 'a', '--out', 'b'], succeed({ findings: [finding('error')] }), 1],
    ['wrong input', ['validate', 'a'], problem('wizard.anything'), 2],
    ['disk full', ['export', 'a', '--out', 'b'], problem('files.disk-full'), 3],
    ['a bug', ['validate', 'a'], new Error('secret hunter2'), 3],
    ['cancelled', ['validate', 'a'], problem('api.cancelled'), 4],
  ])('%s', async (_, args, answer, status) => {
    const json = await run([...args, '--json'], answer);
    expect(json.status).toBe(status);
    expect(typeof JSON.parse(json.stdout)).toBe('object');
    const text = await run(args, answer);
    expect(text.status).toBe(status);
    expect(json.stdout + json.stderr + text.stdout + text.stderr).not.toMatch(/hunter2|\bat .*:\d+:\d+/);
  });

  it('is 2 when inspect could not open a file, and the document still has all of them', async () => {
    const files = [{ path: 'x', error: { code: 'certificate.damaged', title: 'T', detail: 'D', fix: 'F' } }];
    const { status, stdout } = await run(['inspect', 'x', '--json'], succeed({ files, chains: [] }));
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toEqual({ files, chains: [] });
  });

  it('is 4 when the command stops for the signal', async () => {
    const cancel = new AbortController();
    cancel.abort();
    const { status } = await run(['validate', 'a'], cancel.signal.reason as Error, { signal: cancel.signal });
    expect(status).toBe(4);
  });
});

describe('passwords', () => {
  it('come from standard input, also with the mark of UTF-8 or in UTF-16', async () => {
    const text = '{"files":{"x.pfx":"geheim\u00fc","*":""},"accounts":{"a":"p"}}';
    const expected = { files: { 'x.pfx': 'geheim\u00fc', '*': '' }, accounts: { a: 'p' } };
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      const { input } = await run(['validate', 'a', '--secrets-stdin'], succeed({ findings: [] }), {
        readInput: () => Promise.resolve(bytes),
      });
      expect(input?.['secrets']).toEqual(expected);
    }
  });

  it.each([
    '',
    'hunter2',
    '{"files":{"x":"hunter2"}',
    '["hunter2"]',
    'null',
    '"hunter2"',
    '{"hunter2":{}}',
    '{"files":["hunter2"]}',
    '{"files":{"hunter2":1}}',
    '{"accounts":{"x":{"hunter2":"hunter2"}}}',
    '{"accounts":null}',
  ])('%j are refused without repeating anything', async (stdin) => {
    for (const json of [[], ['--json']]) {
      const { status, stdout, stderr, call } = await run(['validate', 'a', '--secrets-stdin', ...json], undefined, {
        stdin,
      });
      expect(status).toBe(2);
      expect(stdout + stderr).toContain('usage.secrets-not-readable');
      expect(stdout + stderr).not.toContain('hunter2');
      expect(call).not.toHaveBeenCalled();
    }
  });

  it('are refused when there is no end to them', async () => {
    const { status, stderr } = await run(['validate', 'a', '--secrets-stdin'], undefined, {
      readInput: () => Promise.resolve(null),
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining('usage.secrets-not-readable')]);
  });

  const needs = (passwords: Record<string, string>) => (input: unknown) => {
    const given = (input as { secrets: { files: Record<string, string> } }).secrets.files;
    for (const [file, password] of Object.entries(passwords)) {
      if (given[file] === undefined) return problem('certificate.password-missing', file);
      if (given[file] !== password) return problem('certificate.wrong-password', file);
    }
    return succeed({ findings: [] });
  };

  it('are asked for at a terminal, file by file, again when wrong', async () => {
    const typed = ['wrong', 'right', 'other'];
    const askPassword = vi.fn(() => Promise.resolve(typed.shift() ?? ''));
    const { status } = await run(['validate', 'a'], needs({ x: 'right', y: 'other' }), { askPassword });
    expect(status).toBe(0);
    expect(askPassword.mock.calls).toEqual([
      ['Password of x: '],
      ['That does not open it. Password of x: '],
      ['Password of y: '],
    ]);
  });

  it('are asked for three times, then it is enough', async () => {
    const askPassword = vi.fn(() => Promise.resolve('wrong'));
    const { status, stderr } = await run(['validate', 'a'], needs({ x: 'right' }), { askPassword });
    expect([status, askPassword.mock.calls.length]).toEqual([2, 3]);
    expect(stderr).toContain('certificate.wrong-password');
  });

  it('are never asked for when standard input brought some, or when nobody is there', async () => {
    const askPassword = vi.fn(() => Promise.resolve('right'));
    const brought = await run(['validate', 'a', '--secrets-stdin'], needs({ x: 'right' }), {
      askPassword,
      stdin: '{}',
    });
    expect([brought.status, askPassword.mock.calls.length]).toEqual([2, 0]);
    expect((await run(['validate', 'a'], needs({ x: 'right' }))).status).toBe(2);
  });
});

describe('text for people', () => {
  it('shows each finding with its place, fix, certainty and source', async () => {
    const { stdout } = await run(['validate', 'a'], succeed({ findings: [finding('warning'), finding('error')] }));
    expect(stdout).toContain('answers.json:3:5 (mapping.oneToOne[0])');
    expect(stdout).toContain('What to do.');
    expect(stdout).toContain('inferred; RFC 0');
    expect(stdout).toContain('1 error, 1 warning, 0 notes.');
    expect(stdout.indexOf('error')).toBeLessThan(stdout.indexOf('warning'));
  });

  it('has colours on a terminal only', async () => {
    const colourful = { write: (text: string) => (text_ += text), colours: true, columns: 60 };
    let text_ = '';
    await run(['validate', 'a'], succeed({ findings: [finding('error')] }), { output: colourful });
    expect(text_).toContain('\u001b[31m');
    expect((await run(['validate', 'a'], succeed({ findings: [finding('error')] }))).stdout).not.toContain('\u001b');
  });

  it('lets no name from a file act on the terminal or forge a line', async () => {
    const hostile = 'x\u001b[2J\nerror\u202etxt\u009b31m\u0007';
    const result = { ...finding('error'), title: hostile, location: { file: hostile } };
    const { stdout } = await run(['validate', 'a'], succeed({ findings: [result] }));
    expect(stdout).toContain('x\\u{1B}[2J\\u{A}error\\u{202E}txt\\u{9B}31m\\u{7}');
    expect(stdout).not.toMatch(/[\u001b\u009b\u202e\u0007]/);
    expect((await run(['validate', 'a'], problem('x.y', hostile))).stderr).not.toMatch(/[\u001b\u009b\u202e\u0007]/);
  });
});
