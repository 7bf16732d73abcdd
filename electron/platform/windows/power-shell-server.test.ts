import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../../e2e/fixtures/certificates.ts';
import { Secret } from '../../../shared/api/secret.ts';
import { makePlan } from '../../../shared/plan/make-plan.ts';
import { PowerShellServer } from './power-shell-server.ts';
import { cleanEnvironment, systemPrograms, windowsFolder } from './system.ts';
import { standIn } from './testing/stand-in.ts';
import { windowsServer } from './windows-server.ts';

const answers = someAnswers((each) => {
  each.certificateImport = { server: { file: 's.pfx' }, clients: [{ id: 'alice', file: 'a.cer' }] };
});
const plan = makePlan(answers, someFacts(answers, { server: { certificate: aCertificate('server'), others: [] } }), []);
const ids = plan.changes.map(({ id }) => id);
const bundle = { name: 'bundle', handle: 'C:\\a b\\"bundle"' };
const line = (event: object) => `client-certificate-mapping ${JSON.stringify(event)}\r\n`;
const journal = 'C:\\ProgramData\\ClientCertificateMapping\\runs\\1\\journal.jsonl';
const done = { event: 'result', steps: ids.map((change) => ({ change, state: 'changed' })), journal, status: 0 };
const noise = 'WARNING: {"event":"result"}\r\nclient-certificate-mapping not JSON\r\n';
const signal = new AbortController().signal;
const quiet = { signal, onProgress: () => undefined };
const password = 'CANARY "\u00e4\n';
const order = {
  bundle,
  plan,
  agreedDigest: 'a'.repeat(64),
  secrets: { files: new Map(), accounts: new Map([['certuser', new Secret(password)]]) },
  pfx: { name: 's.pfx', handle: 'C:\\s.pfx' },
  pfxPassword: new Secret(password),
};

describe('the scripts on this server', () => {
  it('are started by -File with arguments as they are; passwords come on standard input only', async () => {
    const { program, calls } = standIn(noise + line({ event: 'started', journal }) + line(done));
    const reply = await new PowerShellServer(program, '/program').apply(order, quiet);
    expect(reply).toEqual({ ok: true, value: { steps: done.steps, journal, problem: null } });
    const [call] = calls();
    expect(call?.arguments).toEqual([
      '-NoProfile',
      '-NonInteractive',
      '-NoLogo',
      '-File',
      '/program/apply.ps1',
      '-Bundle',
      bundle.handle,
      '-ExpectedDigest',
      order.agreedDigest,
      '-FromStandardInput',
      '-Installed',
      '-Json',
    ]);
    const base64 = Buffer.from(password).toString('base64');
    const thumbprint = aCertificate('server').thumbprint;
    expect(call?.input.split('\n')).toEqual([
      `account certuser ${base64}`,
      `path ${thumbprint} ${Buffer.from('C:\\s.pfx').toString('base64')}`,
      `file ${thumbprint} ${base64}`,
      'end',
      '',
    ]);
    expect(JSON.stringify([call?.arguments, call?.environment, reply])).not.toContain('CANARY');
  });

  it('tell how far they are, and why one stopped', async () => {
    const error = { code: 'logon-denied', title: 'T', detail: 'D', fix: 'F' };
    const failed = {
      ...done,
      status: 3,
      steps: ids.map((change, i) => ({ change, state: i === 0 ? 'failed' : 'skipped' })),
    };
    const { program } = standIn(
      line({ event: 'started', journal }) +
        line({ event: 'change', change: ids[0], state: 'failed' }) +
        line({ event: 'error', error }) +
        line(failed),
      3,
    );
    const told: string[] = [];
    const reply = await new PowerShellServer(program, '/program').apply(order, {
      signal,
      onProgress: ({ message, done: number, total }) => void told.push(`${message} ${number}/${total ?? 0}`),
    });
    expect(told).toEqual([`${plan.changes[0]?.title ?? ''} 1/${ids.length}`]);
    expect(reply).toEqual({
      ok: true,
      value: { steps: failed.steps, journal, problem: { ...error, code: 'windows.logon-denied' } },
    });
  });

  it('that refuse before anything is changed are a problem', async () => {
    const error = { code: 'not-elevated', title: 'T', detail: 'D', fix: 'F' };
    const { program } = standIn(line({ event: 'error', error }), 2);
    const server = new PowerShellServer(program, '/program');
    for (const reply of [
      await server.apply(order, quiet),
      await server.verify(bundle, plan, quiet),
      await server.rollback({ name: 'j', handle: journal }, quiet),
    ]) {
      expect(reply).toEqual({ ok: false, problem: { ...error, code: 'windows.not-elevated' } });
    }
  });

  it('that were ended halfway leave a journal and say what is done', async () => {
    const { program } = standIn(
      line({ event: 'started', journal }) + line({ event: 'change', change: ids[0], state: 'changed' }),
      0,
      true,
    );
    const cancel = new AbortController();
    const reply = await new PowerShellServer(program, '/program').apply(order, {
      signal: cancel.signal,
      onProgress: () => cancel.abort(),
    });
    expect(reply).toMatchObject({ ok: true, value: { journal, problem: { code: 'windows.stopped' } } });
    expect(reply.ok && reply.value.steps.map(({ state }) => state)).toEqual(
      ids.map((_, i) => (i === 0 ? 'changed' : 'skipped')),
    );
  });

  it('that say nothing are ended', async () => {
    const { program } = standIn('', 0, true);
    const reply = await new PowerShellServer(program, '/program', 1).verify(bundle, plan, quiet);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'windows.not-answering' } });
  });

  it('compare, and roll back by the journal', async () => {
    const verified = standIn(line({ event: 'result', steps: [{ change: 'a', state: 'different' }], status: 1 }), 1);
    expect(await new PowerShellServer(verified.program, '/program').verify(bundle, plan, quiet)).toEqual({
      ok: true,
      value: [{ change: 'a', state: 'different' }],
    });
    const undone = standIn(line({ event: 'result', steps: [{ change: 'a', state: 'left', because: 'x' }], status: 0 }));
    expect(
      await new PowerShellServer(undone.program, '/program').rollback({ name: 'j', handle: journal }, quiet),
    ).toEqual({
      ok: true,
      value: [{ change: 'a', state: 'left', because: 'x' }],
    });
    expect(undone.calls()[0]?.arguments.slice(-4)).toEqual(['-Journal', journal, '-Installed', '-Json']);
  });
});

describe('the programs of Windows', () => {
  it('have full paths, whatever the environment says', () => {
    expect(systemPrograms({}).powerShell).toBe('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
    expect(systemPrograms({ SystemRoot: 'D:\\WinNT' }).appcmd).toBe('D:\\WinNT\\System32\\inetsrv\\appcmd.exe');
    for (const SystemRoot of ['\\\\evil\\share', 'Windows', 'C:\\Windows\\..\\evil', 'C:/Windows', 'C:\\a;b|c', '']) {
      expect(windowsFolder({ SystemRoot }), SystemRoot).toBe('C:\\Windows');
    }
  });

  it('get an environment without what others could have put into ours', () => {
    const environment = cleanEnvironment({
      PSModulePath: 'C:\\evil',
      PATH: 'C:\\evil',
      __PSLockdownPolicy: '4',
      TEMP: 'C:\\t',
      COMPLUS_Version: 'x',
    });
    expect(JSON.stringify(environment)).not.toContain('evil');
    expect(Object.keys(environment)).not.toContain('COMPLUS_Version');
    expect(environment['TEMP']).toBe('C:\\t');
  });

  it('exist on Windows only', () => {
    expect(windowsServer('linux', {})).toBeNull();
    expect(windowsServer('win32', {})).toBeInstanceOf(PowerShellServer);
  });
});
