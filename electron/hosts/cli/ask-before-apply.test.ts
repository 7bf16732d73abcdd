import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../shared/api/reply.ts';
import type { Core } from '../../core/core.ts';
import { loadCommands } from './commands/registry.ts';
import { runCommandLine } from './run.ts';
import { promptForText } from './text-prompt.ts';

const commands = await loadCommands([]);
const digest = 'd'.repeat(64);

const change = (id: string, resource: string, after: object, before: object | null = null) => ({
  id,
  resource,
  title: `Title of ${id}`,
  step: 'mapping',
  before,
  after,
});
const certificate = change('server', 'certificate', { subject: 'CN=web\u202e', privateKey: true, present: true });
const account = change('account', 'local-account', {
  account: 'alice',
  userName: 'certuser',
  password: 'ask',
  present: true,
});
const mapping = change('entry', 'one-to-one-mapping', {
  account: 'alice',
  userName: 'certuser',
  password: 'ask',
  present: true,
});
const flags = change('flags', 'ssl-flags', { site: 'new', path: '/', sslFlags: ['Ssl'] });

interface Server {
  changes: ReturnType<typeof change>[];
  /** What is as planned already. */
  done?: string[];
  /** The one password that opens the PFX. */
  opens?: string;
}

/** Applies to a server that answers as the scripts do, and returns what was asked, printed and handed over. */
async function apply({ changes, done = [], opens }: Server, args: string[], typed: string[] | null, stdin = '') {
  const written = { stdout: '', stderr: '' };
  const questions: string[] = [];
  const applied: Record<string, unknown>[] = [];
  const call = (_group: string, name: string, input: Record<string, unknown>) => {
    if (name === 'bundle') return Promise.resolve(succeed({ target: { site: 'new' }, digest, changes }));
    if (name === 'verify') {
      const steps = changes.map(({ id }) => ({ change: id, state: done.includes(id) ? 'as-planned' : 'different' }));
      return Promise.resolve(succeed({ steps, findings: [] }));
    }
    applied.push(input);
    const { files = {} } = input['secrets'] as { files?: Record<string, string> };
    const pfx = (input['pfx'] as { name: string } | undefined)?.name;
    const refused = (code: string) =>
      Promise.resolve(fail({ code, title: 'T', detail: 'D', fix: 'F', location: { file: pfx ?? '' } }));
    if (pfx !== undefined && files[pfx] === undefined) return refused('certificate.password-missing');
    if (pfx !== undefined && opens !== undefined && files[pfx] !== opens) return refused('windows.certificate-file');
    return Promise.resolve(succeed({ steps: [], journal: '/journal' }));
  };
  const answer = (text: string) => {
    questions.push(text);
    return Promise.resolve(typed?.shift() ?? '');
  };
  const status = await runCommandLine(
    ['apply', 'b', ...args],
    { commands, version: '1' },
    {
      folder: '/typed/here',
      core: () => Promise.resolve({ call } as unknown as Core),
      now: () => new Date('2026-05-06T07:08:09.010Z'),
      signal: new AbortController().signal,
      output: { write: (text) => (written.stdout += text), colours: false },
      errors: { write: (text) => (written.stderr += text), colours: false },
      readInput: () => Promise.resolve(new TextEncoder().encode(stdin)),
      ...(typed && { ask: answer, askPassword: (text) => answer(`hidden ${text}`) }),
    },
  );
  return { ...written, status, questions, applied };
}

describe('apply at a terminal', () => {
  it('shows what differs, asks for consent, the PFX and each password once, and applies the plan that was shown', async () => {
    const typed = ['yes', 'server.pfx', 'of the account', 'wrong', 'right'];
    const server = { changes: [certificate, account, mapping, flags], done: ['flags'], opens: 'right' };
    const { status, questions, applied, stdout } = await apply(server, [], typed);
    expect(status).toBe(0);
    expect(questions).toEqual([
      'Apply these changes? Type yes: ',
      'Path of the PFX file of CN=web\\u{202E}: ',
      'hidden Password of certuser: ',
      'hidden Password of server.pfx: ',
      'hidden That does not open it. Password of server.pfx: ',
    ]);
    expect(applied.at(-1)).toMatchObject({
      expectedDigest: digest,
      pfx: { name: 'server.pfx' },
      secrets: { accounts: { alice: 'of the account' }, files: { 'server.pfx': 'right' } },
    });
    expect(stdout).toContain('Title of account');
    expect(stdout).not.toContain('Title of flags');
    expect(stdout).toContain(digest);
    expect(stdout).not.toContain('of the account');
  });

  it('changes nothing without the word yes', async () => {
    for (const typed of ['no', '', 'y', 'YES']) {
      const { status, applied, stderr } = await apply({ changes: [flags] }, [], [typed]);
      expect([status, applied, stderr]).toEqual([4, [], expect.stringContaining('api.cancelled')]);
    }
  });

  it('asks for no consent when the digest came with the command, or the plan was made from the state of the server', async () => {
    const known = change('flags', 'ssl-flags', { site: 'new' }, { site: 'new' });
    expect(await apply({ changes: [flags] }, ['--expected-digest', digest], [])).toMatchObject({
      status: 0,
      questions: [],
      applied: [{ expectedDigest: digest }],
    });
    expect(await apply({ changes: [flags, known] }, [], [])).toMatchObject({ status: 0, questions: [] });
  });

  it('asks for nothing that is as planned, or was named', async () => {
    const all = { changes: [certificate, account, mapping], done: ['server', 'account', 'entry'] };
    expect(await apply(all, [], [])).toMatchObject({ status: 0, questions: [] });
    const named = await apply({ changes: [certificate] }, ['--expected-digest', digest, '--pfx', 'own.pfx'], ['p']);
    expect(named.questions).toEqual(['hidden Password of own.pfx: ']);
  });

  it('asks nothing where nobody can answer, in practice, or when the passwords come on standard input', async () => {
    const server = { changes: [certificate, account] };
    for (const [args, typed, stdin] of [
      [[], null, ''],
      [['--practice', 'state.json'], [], ''],
      [['--secrets-stdin'], [], '{"accounts":{"alice":"x"}}'],
    ] as const) {
      const { questions, applied } = await apply(server, [...args], typed && [...typed], stdin);
      expect(questions).toEqual([]);
      expect(applied).toHaveLength(1);
      expect(applied[0]).not.toHaveProperty('expectedDigest');
    }
  });
});

describe('a question at a terminal', () => {
  const ask = (typed: string | null) => {
    const input = new PassThrough();
    const cancel = new AbortController();
    const answer = promptForText('Path: ', input, new PassThrough(), cancel);
    if (typed === null) input.end();
    else input.write(typed);
    return { answer, cancel };
  };

  it('is answered with a line, without the blanks around it', async () => {
    expect(await ask(' C:\\certificates\\a b.pfx \r\n').answer).toBe('C:\\certificates\\a b.pfx');
  });

  it('is cancelled when the terminal goes away', async () => {
    const { answer, cancel } = ask(null);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(cancel.signal.aborted).toBe(true);
  });
});
