import { X509Certificate } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { certificatesLike } from '../../../e2e/models/many-mappings.ts';
import type { CallArgument, CallName, CallOutput } from '../../../shared/api/contract.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { newDraft } from '../../../shared/wizard/draft.ts';
import { maximumUploadBytes } from '../../../shared/wizard/upload-limit.ts';
import { nodeDisk } from '../../platform/files/node-disk.ts';
import { nodeFiles } from '../../platform/files/node-files.ts';
import { programData } from '../../platform/files/program-data.ts';
import { runFolders } from '../../platform/files/run-folders.ts';
import type { Core } from '../core.ts';
import type { ProgramData } from '../ports/disk.ts';
import type { ServerFacts, TrustFacts } from '../ports/server-facts.ts';
import type { ServerConfiguration, Servers } from '../ports/servers.ts';
import { wizardCore } from '../wizard-core.ts';
import { Session } from './session.ts';

const at = '2026-11-25T10:00:00.000Z';
const context = { signal: new AbortController().signal, onProgress: () => undefined };
const noPractice = () => Promise.reject(new Error('nothing is applied here'));
const servers = {
  practice: noPractice,
  windows: () => Promise.resolve(null),
  configuration: () => Promise.resolve<ServerConfiguration | null>(null),
  facts: () => Promise.resolve<ServerFacts | null>(null),
  folders: runFolders('/nowhere'),
  askConsent: null,
};
let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'session-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const host = {
  version: '1.2.3',
  host: 'browser' as const,
  isWindows: false,
  thisServer: { possible: false, reason: 'No Windows.' },
  windows: null,
};

interface Opened {
  session: Session;
  core: Core;
  call: <Name extends CallName<'session'>>(
    name: Name,
    input: CallArgument<'session', Name>,
  ) => Promise<Reply<CallOutput<'session', Name>>>;
  value: <Name extends CallName<'session'>>(
    name: Name,
    input: CallArgument<'session', Name>,
  ) => Promise<CallOutput<'session', Name>>;
  upload: (name: string, content: string | Uint8Array) => ReturnType<Session['upload']>;
}

/** A program of its own: `own` is its process. */
function open({
  own = 1,
  running = [own],
  data = programData(join(base, 'state')),
  configuration = servers.configuration,
  facts = servers.facts,
}: {
  own?: number;
  running?: number[];
  data?: ProgramData;
  configuration?: Servers['configuration'];
  facts?: Servers['facts'];
} = {}): Opened {
  const disk = nodeDisk(base);
  const processes = { own, isRunning: (id: number) => running.includes(id) };
  const ports = { ...servers, configuration, facts };
  const session = new Session({ disk, data, processes, host, servers: ports, now: () => new Date(at) });
  const core = wizardCore({ files: disk, practice: noPractice, windows: () => Promise.resolve(null), session });
  const call: Opened['call'] = (name, input) => core.call('session', name, input);
  return {
    session,
    core,
    call,
    value: async (name, input) => valueOf(await call(name, input)),
    upload: (name, content) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return session.upload(name, bytes, at, context);
    },
  };
}

function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`${reply.problem.code}: ${reply.problem.detail}`);
  return reply.value;
}

function codeOf(reply: Reply<unknown>): string {
  return reply.ok ? 'ok' : reply.problem.code;
}

const minimal = {
  version: 1,
  target: { windows: 'server-2022' },
  sslRequire: { site: 'new', requireSsl: true, clientCertificate: 'require' },
  review: { target: 'web.config' },
};
const alice = () => join(base, 'material/certificates/alice.cer');
const certificate = () => readFileSync(alice());
/** Base-64 of so many certificates that differ in their serial numbers. */
const alike = (count: number) => certificatesLike(alice(), count);

/** Practice material on the disk, as `new --sample` writes it, made once: keys take their time. */
const shared = mkdtempSync(join(tmpdir(), 'session-material-'));
beforeAll(async () => {
  const core = wizardCore({ windows: () => Promise.resolve(null), files: nodeFiles(shared), practice: noPractice });
  valueOf(await core.call('wizard', 'newSample', { folder: { name: 'm', handle: 'm' }, at }));
});
afterAll(() => rmSync(shared, { recursive: true, force: true }));

/** Puts a copy of it where a test may change it; returns its passwords. */
function material(): { files: Record<string, string>; accounts: Record<string, string> } {
  cpSync(join(shared, 'm'), join(base, 'material'), { recursive: true });
  return JSON.parse(readFileSync(join(base, 'material/secrets.json'), 'utf8')) as never;
}

function filesBelow(folder: string): Record<string, string> {
  const entries = readdirSync(join(base, folder), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(join(base, folder).length + 1), readFileSync(path).toString('base64')]),
  );
}

describe('practice', () => {
  it('evaluates to a plan without a problem, and hands out no password', async () => {
    const { value } = open();
    const document = await value('practice', { at });
    expect(document).toMatchObject({ isPractice: true, isDirty: false, savedTo: null });
    expect(document.files).toContain('certificates/server.pfx');
    const evaluation = await value('evaluate', { answers: document.answers ?? {}, at });
    expect(evaluation.problems).toEqual([]);
    expect(evaluation.plan?.changes.length).toBeGreaterThan(10);
    expect(evaluation.clients).toHaveLength(8);
    expect(evaluation.configuration.map(({ path }) => path)).toEqual([
      'applicationHost.location.xml',
      'applicationHost.config',
    ]);
    expect(evaluation.passwords).toEqual({
      files: ['certificates/server.pfx', 'certificates/carol.pfx'],
      accounts: ['certservice'],
    });
    expect(JSON.stringify(evaluation)).not.toMatch(/\[enc:|password=\\"(?!\(not shown)/i);
  });

  it('exports the same bytes as the saved answers give, into a folder and as a zip', async () => {
    const { value, session, core } = open();
    const { answers } = await value('practice', { at });
    const draft = { ...answers, review: { target: 'web.config' } };
    const inFolder = await value('export', { answers: draft, at, to: { kind: 'folder', folder: 'wizard' } });
    const download = await value('export', { answers: draft, at, to: { kind: 'download' } });
    await value('save', { answers: draft, folder: 'saved' });
    const afterSaving = await value('export', { answers: draft, at, to: { kind: 'folder', folder: 'again' } });

    const secrets = JSON.parse(readFileSync(join(base, 'saved/secrets.json'), 'utf8')) as never;
    const file = { name: 'saved/answers.json', handle: join(base, 'saved/answers.json') };
    const folder = { name: 'direct', handle: join(base, 'direct') };
    const direct = valueOf(await core.call('review', 'export', { answers: file, at, secrets, folder }));
    for (const each of [inFolder, download, afterSaving]) {
      expect(each).toMatchObject({
        planDigest: 'planDigest' in direct && direct.planDigest,
        findings: direct.findings,
      });
    }
    expect(filesBelow('wizard')).toEqual(filesBelow('direct'));
    expect(filesBelow('again')).toEqual(filesBelow('direct'));
    const zip = session.takeDownload('ticket' in download ? (download.ticket ?? '') : '');
    const unzipped = Object.entries(unzipSync(zip?.bytes ?? new Uint8Array()));
    expect(Object.fromEntries(unzipped.map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]))).toEqual(
      filesBelow('direct'),
    );
  });

  it('hands a download out once, and the same zip for the same answers', async () => {
    const { value, session } = open();
    const { answers } = await value('practice', { at });
    const zips = [];
    for (let count = 0; count < 2; count += 1) {
      const done = await value('export', { answers: answers ?? {}, at, to: { kind: 'download' } });
      const ticket = 'ticket' in done ? (done.ticket ?? '') : '';
      zips.push(session.takeDownload(ticket)?.bytes);
      expect(session.takeDownload(ticket)).toBeNull();
    }
    expect(zips[0]).toEqual(zips[1]);
  });
});

describe('a draft', () => {
  it('of nothing is all problems', async () => {
    const { problems, plan } = await open().value('evaluate', { answers: {}, at });
    expect(problems.map(({ location }) => location?.path)).toEqual(['version', 'target', 'sslRequire', 'review']);
    expect(plan).toBeNull();
  });

  it('that lacks some shows everything else', async () => {
    material();
    const { value, upload } = open();
    await value('begin', { answers: minimal });
    await upload('alice.cer', certificate());
    await upload('applicationHost.config', readFileSync(join(base, 'material/server/applicationHost.config')));
    const answers = {
      ...minimal,
      target: { windows: 'server-2022', applicationHostConfig: 'applicationHost.config' },
      sslRequire: { ...minimal.sslRequire, site: '' },
      certificateImport: {
        server: { file: '' },
        clients: [
          { id: 'ghost', file: 'ghost.cer' },
          { id: 'alice', file: 'alice.cer' },
        ],
      },
    };
    const evaluation = await value('evaluate', { answers, at });
    expect(evaluation.problems.map(({ code, location }) => [code, location?.path])).toEqual([
      ['answers.invalid', 'sslRequire.site'],
      ['answers.invalid', 'certificateImport.server.file'],
      ['session.file-not-here', 'certificateImport.clients[0].file'],
    ]);
    expect(evaluation.clients).toMatchObject([
      { id: 'alice', certificate: { subject: expect.stringContaining('Alice') as string } },
    ]);
    expect(evaluation.files.map(({ path }) => path)).toEqual(['ghost.cer', 'alice.cer']);
    expect(evaluation.sites?.map(({ name }) => name)).toContain('new');
    expect(evaluation.chains).toHaveLength(1);
    expect(evaluation.findings.map(({ code }) => code)).toContain('trust-check.issuer-not-supplied');
    const places = evaluation.findings.map(({ location }) => location?.path);
    expect(places).not.toContain('sslRequire.site');
  });

  it('exports nothing while a problem stands', async () => {
    const { call } = open();
    const reply = await call('export', {
      answers: { ...minimal, sslRequire: {} },
      at,
      to: { kind: 'folder', folder: 'out' },
    });
    expect(codeOf(reply)).toBe('answers.invalid');
    expect(readdirSync(base)).toEqual([]);
  });

  it('is kept once for each revision, and a window that is behind is told', async () => {
    const { value, call } = open();
    const { revision } = await value('begin', { answers: minimal });
    const changed = { ...minimal, review: { target: 'applicationHost.config' } };
    const kept = await value('keep', { answers: changed, revision });
    expect(codeOf(await call('keep', { answers: minimal, revision }))).toBe('session.changed-elsewhere');
    expect(await value('document', {})).toMatchObject({ answers: changed, revision: kept.revision, isDirty: true });
  });

  it('that only spells out defaults is not changed', async () => {
    const { value } = open();
    const { revision } = await value('begin', { answers: minimal });
    await value('keep', { answers: { ...minimal, userAccount: { accounts: [] } }, revision });
    expect(await value('document', {})).toMatchObject({ isDirty: false });
  });

  it('survives a crash, a full disk, and is left to a program that still runs', async () => {
    const full: Problem = { code: 'files.disk-full', title: 'Full', detail: 'No room.', fix: 'Free some.' };
    let room = false;
    const real = programData(join(base, 'state'));
    const data: ProgramData = { ...real, write: (...file) => (room ? real.write(...file) : Promise.resolve(full)) };
    const { value, call } = open({ own: 10, data });
    const { revision } = await value('begin', { answers: minimal });
    const changed = { ...minimal, sslRequire: { ...minimal.sslRequire, site: 'typed' } };
    expect(codeOf(await call('keep', { answers: changed, revision }))).toBe('session.not-kept');
    expect(await value('document', {})).toMatchObject({ answers: changed, revision });
    room = true;
    await value('keep', { answers: changed, revision });

    expect(await open({ own: 11, running: [10, 11] }).value('document', {})).toMatchObject({ answers: null });
    const recovered = open({ own: 12, running: [12] });
    expect(await recovered.value('document', {})).toMatchObject({ answers: changed, isDirty: true, recoveredAt: at });
    expect(readdirSync(join(base, 'state'))).toEqual(['draft-12.json']);
    await recovered.value('begin', { answers: minimal });
    expect(readdirSync(join(base, 'state'))).toEqual([]);
    expect(await open({ own: 13, running: [13] }).value('document', {})).toMatchObject({ answers: null });
  });
});

describe('files', () => {
  it('are recognised by content, not by name', async () => {
    const { files } = material();
    const { upload, value } = open();
    const read = (path: string) => readFileSync(join(base, 'material', path));
    const kindOf = async (path: string, name = 'some.file') => valueOf(await upload(name, read(path)));
    expect(await kindOf('server/applicationHost.config')).toMatchObject({
      kind: 'applicationHost.config',
      path: 'some.file',
    });
    expect(await kindOf('server/web.config')).toMatchObject({ kind: 'web.config', path: 'some (2).file' });
    expect(await kindOf('answers.json')).toMatchObject({ kind: 'answers', answers: { version: 1 } });
    expect(await kindOf('README.txt')).toMatchObject({
      kind: 'unknown',
      error: { code: 'certificate.not-recognised' },
    });
    const pfx = await kindOf('certificates/carol.pfx', 'carol.pfx');
    expect(pfx).toMatchObject({ kind: 'certificates', file: { error: { code: 'certificate.password-missing' } } });
    expect((await value('document', {})).files).toEqual(['carol.pfx', 'some (2).file', 'some.file']);

    const password = files['certificates/carol.pfx'] ?? '';
    await value('givePassword', { of: 'file', name: 'carol.pfx', password });
    const opened = await value('recognise', { path: 'carol.pfx', at });
    expect(opened).toMatchObject({ kind: 'certificates', file: { path: 'carol.pfx', format: 'pfx' } });
    expect(JSON.stringify(opened)).not.toContain(password);
    await value('forgetPassword', { of: 'file', name: 'carol.pfx' });
    expect(await value('recognise', { path: 'carol.pfx', at })).toMatchObject({ file: { error: {} } });
  });

  it('with thousands of certificates reach a page as an excerpt, and whole in portions', async () => {
    material();
    const { upload, value } = open();
    const blocks = alike(2100).map((each) => `-----BEGIN CERTIFICATE-----\n${each}\n-----END CERTIFICATE-----\n`);
    const recognised = valueOf(await upload('all.pem', blocks.join('')));
    if (recognised.kind !== 'certificates' || 'error' in recognised.file) throw new Error('not opened');
    const { file } = recognised;
    expect([file.count, file.certificates.length]).toEqual([2100, 100]);
    const serials: string[] = [];
    for (let size = -1; size !== serials.length;) {
      size = serials.length;
      const { certificates } = await value('certificatesOf', { path: 'all.pem', at, from: size });
      expect(certificates.length).toBeLessThanOrEqual(1000);
      serials.push(...certificates.map(({ serialNumber }) => serialNumber));
    }
    expect([serials.length, new Set(serials).size]).toEqual([2100, 2100]);
    expect(serials.slice(0, 100)).toEqual(file.certificates.map(({ serialNumber }) => serialNumber));
    const answers = { ...minimal, certificateImport: { authorities: [{ file: 'all.pem', store: 'CA' }] } };
    const evaluation = await value('evaluate', { answers, at });
    expect(evaluation).toMatchObject({ files: [{ count: 2100 }], chains: [] });
    expect(evaluation.picture.boxes.map(({ below }) => [below.boxes.length, below.more])).toEqual([[12, 2088]]);
  });

  it('take the path that the answers wait for; the same one again is no other', async () => {
    material();
    const { upload, value } = open();
    const clients = [{ id: 'alice', file: 'certificates/alice.cer' }];
    await value('begin', { answers: { ...minimal, certificateImport: { clients } } });
    const path = 'certificates/alice.cer';
    expect(valueOf(await upload('alice.cer', certificate()))).toMatchObject({ file: { path } });
    expect(valueOf(await upload('alice.cer', certificate()))).toMatchObject({ file: { path } });
    expect((await value('document', {})).files).toEqual([path]);
    await value('remove', { path });
    expect((await value('document', {})).files).toEqual([]);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\x.cer', 'x.cer'],
    ['NUL.cer', '_NUL.cer'],
    ['a<b>:c.cer', 'a-b--c.cer'],
    ['ev\u202eil\u0000.cer', 'evil.cer'],
    ['trailing. . ', 'trailing'],
    ['', 'file'],
    ['..', 'file'],
    ['answers.json', 'answers (2).json'],
    [`${'n'.repeat(300)}.cer`, `${'n'.repeat(96)}.cer`],
  ])('called %j get the name %j', async (name, expected) => {
    material();
    const { upload, value } = open();
    await upload(name, certificate());
    expect((await value('document', {})).files).toEqual([expected]);
  });

  it.each(['/etc/hostname', '../secret.cer', 'certificates/../../secret.cer', '\\\\server\\share\\x.cer'])(
    'in memory lead nowhere else: %s',
    async (file) => {
      writeFileSync(join(base, 'secret.cer'), 'x');
      const { value } = open();
      const answers = { ...minimal, certificateImport: { clients: [{ id: 'a', file }] } };
      const { problems } = await value('evaluate', { answers, at });
      expect(problems).toMatchObject([
        { code: 'session.file-not-here', location: { path: 'certificateImport.clients[0].file' } },
      ]);
    },
  );

  it('have a limit for each and for all', async () => {
    const { upload } = open();
    expect(codeOf(await upload('big', new Uint8Array(maximumUploadBytes + 1)))).toBe('session.file-too-large');
    const { Workspace } = await import('./workspace.ts');
    const workspace = new Workspace(nodeDisk(base));
    const codes = [];
    for (let count = 0; count < 9; count += 1) {
      const bytes = new Uint8Array(maximumUploadBytes);
      bytes[0] = count;
      codes.push(codeOf(await workspace.add(`${count}`, bytes, [])));
    }
    expect(codes).toEqual([...Array.from({ length: 8 }, () => 'ok'), 'session.full']);
  });
});

describe('open and save', () => {
  it('opens answers with the files beside them, and remembers them', async () => {
    const secrets = material();
    const { value } = open();
    const document = await value('open', { path: 'material/answers.json' });
    expect(document).toMatchObject({ savedTo: join(base, 'material/answers.json'), isDirty: false, isPractice: false });
    for (const [name, password] of Object.entries(secrets.files))
      await value('givePassword', { of: 'file', name, password });
    const evaluation = await value('evaluate', { answers: document.answers ?? {}, at });
    expect(evaluation.problems).toEqual([]);
    expect((await open({ own: 2 }).value('host', {})).recent).toEqual([
      { path: join(base, 'material/answers.json'), site: 'new', openedAt: at },
    ]);
  });

  it('that are not finished are saved, opened and dropped as they are', async () => {
    const { value, upload } = open();
    const draft = { ...newDraft('server-2022'), userAccount: { accounts: [] } };
    await value('begin', { answers: draft });
    await value('save', { answers: draft, folder: 'early' });
    expect((await value('open', { path: 'early' })).answers).toEqual(draft);
    const dropped = await upload('rescued.json', JSON.stringify(draft));
    expect(dropped).toMatchObject({ ok: true, value: { kind: 'answers', answers: draft } });
  });

  it.each([
    ['{', 'json.syntax'],
    ['{}', 'answers.invalid'],
    [JSON.stringify({ ...minimal, target: { windows: 'server-1' } }), 'answers.invalid'],
    [JSON.stringify({ ...minimal, mapping: 'none' }), 'answers.invalid'],
    [JSON.stringify({ ...minimal, mappings: {} }), 'answers.unknown-key'],
    ['{"version": 99}', 'answers.newer-version'],
  ])('refuses %s and leaves the document as it is', async (text, code) => {
    writeFileSync(join(base, 'answers.json'), text);
    const { value, call } = open();
    await value('begin', { answers: minimal });
    expect(codeOf(await call('open', { path: 'answers.json' }))).toBe(code);
    expect(await value('document', {})).toMatchObject({ answers: minimal });
  });

  it('saves into a new folder, then in place, and never over what another program wrote', async () => {
    material();
    const { value, call, upload } = open();
    await value('begin', { answers: minimal });
    await upload('alice.cer', certificate());
    const answers = { ...minimal, certificateImport: { clients: [{ id: 'alice', file: 'alice.cer' }] } };
    const saved = await value('save', { answers, folder: 'saved' });
    expect(saved).toMatchObject({ isDirty: false, savedTo: join(base, 'saved/answers.json'), files: ['alice.cer'] });
    expect(readdirSync(join(base, 'saved')).sort()).toEqual(['MANIFEST.json', 'alice.cer', 'answers.json']);
    expect((await value('evaluate', { answers, at })).problems).toEqual([]);

    await upload('alice.cer', Buffer.concat([certificate(), Buffer.from('\n')]));
    const site = { ...answers, sslRequire: { ...minimal.sslRequire, site: 'other' } };
    await value('save', { answers: site, folder: 'saved' });
    expect(readdirSync(join(base, 'saved')).sort()).toEqual([
      'MANIFEST.json',
      'alice (2).cer',
      'alice.cer',
      'answers.json',
    ]);
    expect(JSON.parse(readFileSync(join(base, 'saved/answers.json'), 'utf8'))).toEqual(site);

    writeFileSync(join(base, 'saved/answers.json'), '{"mine":true}');
    expect(codeOf(await call('save', { answers, folder: 'saved' }))).toBe('session.saved-file-changed');
    expect(readFileSync(join(base, 'saved/answers.json'), 'utf8')).toBe('{"mine":true}');
    await value('save', { answers, folder: 'saved', force: true });
    expect(JSON.parse(readFileSync(join(base, 'saved/answers.json'), 'utf8'))).toEqual(answers);
  });

  it('saves nothing into a folder with files of somebody else', async () => {
    mkdirSync(join(base, 'theirs'));
    writeFileSync(join(base, 'theirs/mine.txt'), 'mine');
    const { call } = open();
    for (const force of [false, true]) {
      expect(codeOf(await call('save', { answers: minimal, folder: 'theirs', force }))).toMatch(/^files\.folder-/);
    }
    expect(readdirSync(join(base, 'theirs'))).toEqual(['mine.txt']);
  });

  it('sees a file that changed on the disk', async () => {
    material();
    const { value } = open();
    const { answers } = await value('open', { path: 'material/answers.json' });
    const before = await value('evaluate', { answers: answers ?? {}, at });
    writeFileSync(join(base, 'material/server/applicationHost.config'), '<configuration><');
    const after = await value('evaluate', { answers: answers ?? {}, at });
    const codes = (problems: Problem[]) => problems.map(({ location }) => location?.path);
    expect(codes(before.problems)).not.toContain('target.applicationHostConfig');
    expect(codes(after.problems)).toContain('target.applicationHostConfig');
    expect(after.sites).toBeNull();
  });
});

describe('passwords', () => {
  it('are nowhere but in the core: not in a reply, not on the disk', async () => {
    material();
    const canary = 'hunter2-\u00e4-canary';
    const { value, session } = open();
    const { revision, answers } = await value('open', { path: 'material/answers.json' });
    const draft = answers ?? {};
    const replies = [
      await value('givePassword', { of: 'account', name: 'certservice', password: canary }),
      await value('givePassword', { of: 'file', name: 'certificates/server.pfx', password: canary }),
      await value('keep', { answers: draft, revision }),
      await value('document', {}),
      await value('host', {}),
      await value('evaluate', { answers: draft, at }),
      await value('downloadAnswers', { answers: draft }),
      await value('save', { answers: draft, folder: 'saved' }),
    ];
    const ticket = (replies[6] as { ticket: string }).ticket;
    expect(JSON.stringify(replies)).not.toContain(canary);
    expect(strFromU8(session.takeDownload(ticket)?.bytes ?? new Uint8Array())).not.toContain(canary);
    for (const folder of ['state', 'saved'])
      for (const content of Object.values(filesBelow(folder)))
        expect(Buffer.from(content, 'base64').toString()).not.toContain(canary);
  });

  it('in clear on request stand in no preview', async () => {
    material();
    const canary = 'clear-canary';
    const { value } = open();
    const { answers } = await value('practice', { at });
    await value('givePassword', { of: 'account', name: 'certservice', password: canary });
    const accounts = (answers as unknown as { userAccount: { accounts: object[] } }).userAccount.accounts;
    const draft = {
      ...answers,
      userAccount: { accounts: accounts.map((account) => ({ ...account, password: 'ask' })) },
      review: { target: 'web.config', plainTextPasswords: true },
    };
    const evaluation = await value('evaluate', { answers: draft, at });
    expect(evaluation.configuration).toHaveLength(1);
    expect(JSON.stringify(evaluation)).not.toContain(canary);
  });

  it('of an account that are blank are refused at once', async () => {
    const reply = await open().call('givePassword', { of: 'account', name: 'a', password: '' });
    expect(codeOf(reply)).toBe('review.blank-password');
  });
});

describe('a table of mappings', () => {
  it('is recognised, judged row by row against the draft, and handed out in portions', async () => {
    const { upload, value, call } = open();
    const { answers } = await value('practice', { at });
    const draft = answers ?? {};
    const rows = Array.from({ length: 300 }, (_, index) =>
      index === 299 ? 'certuser;' : `nobody;${'AAAA'.repeat(20)}`,
    );
    expect(await upload('table.csv', ['account;certificate', ...rows].join('\n'))).toMatchObject({
      ok: true,
      value: { kind: 'mappings', path: 'table.csv' },
    });
    const judged = await value('judgeTable', { answers: draft, path: 'table.csv', at });
    expect(judged).toEqual({ rows: 300, taken: 0 });
    const first = await value('judgedRows', { path: 'table.csv', from: 0 });
    const second = await value('judgedRows', { path: 'table.csv', from: first.rows.length });
    expect(first.rows.length).toBeLessThan(300);
    const all = [...first.rows, ...second.rows];
    expect(all.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 2));
    expect(all.at(-1)).toMatchObject({ taken: false, code: 'import.no-certificate' });
    await value('remove', { path: 'table.csv' });
    expect(await call('judgedRows', { path: 'table.csv', from: 0 })).toMatchObject({
      ok: false,
      problem: { code: 'session.file-not-here' },
    });
  });

  it('means files by their names, and none where two paths end in the same one', async () => {
    const { upload, value, session } = open();
    const { answers } = await value('practice', { at });
    const draft = answers ?? {};
    const clients = (await value('evaluate', { answers: draft, at })).clients;
    const own = clients[0]?.certificate.singleLineBase64 ?? '';
    await session.upload('x.cer', Buffer.from(own, 'base64'), at, context);
    const judge = async (name: string, ...lines: string[]) => {
      await upload(name, ['account;certificate', ...lines].join('\n'));
      await value('judgeTable', { answers: { ...draft, mapping: {} }, path: name, at });
      return (await value('judgedRows', { path: name, from: 0 })).rows;
    };
    expect(await judge('one.csv', 'certuser;C:\\from\\X.cer')).toMatchObject([{ taken: true, client: clients[0]?.id }]);
    expect(await judge('two.csv', 'certuser;a/x.cer', 'certuser;b/x.cer')).toMatchObject([
      { taken: false, code: 'session.file-of-two-names' },
      { taken: false, code: 'session.file-of-two-names' },
    ]);
  });

  it('that wait for a password are rows like others until it is given, and come back with the reasons', async () => {
    const { files } = material();
    const { upload, value, session } = open();
    const account = { id: 'certuser', kind: 'local', userName: 'certuser', password: 'ask' };
    const draft = { ...minimal, userAccount: { accounts: [account] } };
    await value('begin', { answers: draft });
    await upload('carol.pfx', readFileSync(join(base, 'material/certificates/carol.pfx')));
    await upload('table.csv', `certificate,account,note\ncarol.pfx,certuser,=1+1\n${certificate().toString('base64')},certuser,\n`); // prettier-ignore
    const judge = async () => {
      await value('judgeTable', { answers: draft, path: 'table.csv', at });
      return (await value('judgedRows', { path: 'table.csv', from: 0 })).rows;
    };
    const good = { row: 3, taken: true };
    const locked = { row: 2, taken: false, locked: 'carol.pfx' };
    expect(await judge()).toMatchObject([{ ...locked, code: 'certificate.password-missing' }, good]);
    const { ticket } = await value('downloadRejected', { path: 'table.csv' });
    const download = session.takeDownload(ticket);
    expect(download).toMatchObject({ name: 'table-rejected.csv', type: 'text/csv' });
    const [header, row, ...rest] = strFromU8(download?.bytes ?? new Uint8Array()).split('\r\n');
    expect(header).toBe('"certificate","account","note","row","column","what is wrong","detail","what to do","code"'); // prettier-ignore
    expect(row).toMatch(/^"carol\.pfx","certuser","'=1\+1","2","certificate",.*"certificate\.password-missing"$/);
    expect(rest).toEqual(['']);
    await value('givePassword', { of: 'file', name: 'carol.pfx', password: 'wrong' });
    expect(await judge()).toMatchObject([{ ...locked, code: 'certificate.wrong-password' }, good]);
    await value('givePassword', { of: 'file', name: 'carol.pfx', password: files['certificates/carol.pfx'] ?? '' });
    expect(await judge()).toMatchObject([{ row: 2, taken: true }, good]);
  });

  it('of hundreds leave out of an evaluation what no screen shows, until one does', async () => {
    material();
    const { value } = open();
    const clients = alike(501).map((text, index) => ({ id: `client-${index}`, certificate: text }));
    const account = { id: 'a', kind: 'local', userName: 'certuser', password: 'ask' };
    const draftOf = (count: number) => ({
      ...minimal,
      userAccount: { accounts: [account] },
      certificateImport: { clients: clients.slice(0, count) },
      mapping: { oneToOne: clients.slice(0, count).map(({ id }) => ({ client: id, account: 'a' })) },
    });
    const evaluate = (count: number, withPlan: boolean) => value('evaluate', { answers: draftOf(count), at, withPlan });
    const many = await evaluate(501, false);
    expect(many).toMatchObject({ problems: [], plan: null, configuration: [], isPlanLeftOut: true });
    expect(many.clients.map(({ id }) => id)).toEqual(clients.map(({ id }) => id));
    expect(many.files).toEqual([]);
    const shown = await evaluate(501, true);
    expect(shown).toMatchObject({ isPlanLeftOut: false, findings: many.findings });
    expect(shown.plan?.changes.length).toBeGreaterThan(501);
    const host = { ...draftOf(501), review: { target: 'applicationHost.config' } };
    const [left, whole] = [false, true].map((withPlan) => value('evaluate', { answers: host, at, withPlan }));
    expect(await left).toMatchObject({ isPlanLeftOut: true, plan: null, findings: (await whole)?.findings });
    expect(await evaluate(2, false)).toMatchObject({ isPlanLeftOut: false, plan: {}, files: [{}, {}] });
  });
});

describe('the server that the program runs on', () => {
  const text = `<configuration><system.applicationHost><sites>
    <site name="new" id="1"><application path="/"><virtualDirectory path="/" physicalPath="D:\\sites\\new" /></application></site>
    <site name="bare" id="2"><application path="/"><virtualDirectory path="/" physicalPath="D:\\bare" /></application></site>
    <site name="empty" id="3" />
  </sites></system.applicationHost></configuration>`;
  const asked: string[] = [];
  const site = { name: 'shared', physicalPath: 'D:\\sites\\new', bindings: [] };
  const lock = { section: 'system.webServer/security/access', locked: true };
  const files: ServerConfiguration = {
    applicationHost: () => Promise.resolve(succeed(new TextEncoder().encode(text))),
    webConfig: (folder) => {
      asked.push(folder);
      const bytes = new TextEncoder().encode('<configuration />');
      return Promise.resolve(succeed(folder === 'D:\\sites\\new' ? bytes : null));
    },
    sites: () => Promise.resolve(succeed([site])),
    locks: (name) => Promise.resolve(succeed(name === 'shared' ? [lock] : [])),
  };
  const configuration = () => Promise.resolve(files);

  it('gives its files by the names of its sites, until other answers begin', async () => {
    const { value } = open({ configuration });
    const begun = await value('begin', { answers: {} });
    expect(begun.isThisServer).toBeUndefined();
    expect(await value('readServer', { site: null, at })).toEqual({
      file: { kind: 'applicationHost.config', path: 'applicationHost.config', sites: ['new', 'bare', 'empty'] },
    });
    expect(await value('readServer', { site: 'NEW', at })).toEqual({
      file: { kind: 'web.config', path: 'web.config' },
    });
    for (const site of ['bare', 'empty', '..\\..\\new', 'D:\\sites\\new']) {
      expect(await value('readServer', { site, at })).toEqual({ file: null });
    }
    expect(asked).toEqual(['D:\\sites\\new', 'D:\\bare']);
    expect(await value('document', {})).toMatchObject({
      isThisServer: true,
      files: ['applicationHost.config', 'web.config'],
    });
    expect((await value('begin', { answers: {} })).isThisServer).toBeUndefined();
  });

  it('lists its sites itself where several servers share their configuration', async () => {
    const lost = { code: 'windows.configuration-shared', title: 'T', detail: 'D', fix: 'F' };
    const shared = { ...files, applicationHost: () => Promise.resolve(fail(lost)) };
    const { call, value } = open({ configuration: () => Promise.resolve(shared) });
    await value('begin', { answers: {} });
    expect(await call('readServer', { site: null, at })).toMatchObject({ problem: lost });
    expect(await value('readSites', {})).toEqual({ sites: [site] });
    expect(await value('readLocks', { site: 'shared' })).toEqual({ locks: [lock] });
    expect(await value('readServer', { site: 'Shared', at })).toMatchObject({ file: { kind: 'web.config' } });
    expect(await value('readServer', { site: 'D:\\sites\\new', at })).toEqual({ file: null });
    expect(await value('document', {})).toMatchObject({ isThisServer: true });
  });

  it('is not read from a host that cannot configure it', async () => {
    const { call } = open();
    await call('begin', { answers: {} });
    const refused = { problem: { code: 'session.not-this-server', detail: 'No Windows.' } };
    expect(await call('readServer', { site: null, at })).toMatchObject(refused);
    expect(await call('readSites', {})).toMatchObject(refused);
    expect(await call('readLocks', { site: 'new' })).toMatchObject(refused);
    expect(await call('readMachine', {})).toMatchObject(refused);
    expect(await call('readStores', { answers: minimal, at })).toMatchObject(refused);
  });
});

describe('what the server says of trust', () => {
  const der = (name: string) => readFileSync(join(shared, `m/certificates/${name}.cer`));
  const stored = (name: string, hasPrivateKey = false) => {
    const bytes = der(name);
    return { thumbprint: new X509Certificate(bytes).fingerprint.replaceAll(':', ''), bytes, hasPrivateKey };
  };
  const broken = { thumbprint: 'B'.repeat(40), bytes: Buffer.from('nothing'), hasPrivateKey: false };
  const notTold = { code: 'windows.not-told', title: 'T', detail: 'store My', fix: 'F' };
  const machine = {
    computerName: 'WEB01',
    windows: 'server-2022',
    productName: null,
    edition: null,
    build: '20348',
    desktop: 'full',
    iis: '10.0',
    isElevated: true,
  } as const;

  function server() {
    const reads: TrustFacts[] = [];
    const facts: ServerFacts = {
      machine: () => Promise.resolve(succeed(machine)),
      trust: () => {
        const told: TrustFacts = {
          stores: new Map([
            ['Root', [stored('root'), broken]],
            ['CA', [stored('issuing', reads.length > 0)]],
          ]),
          sendTrustedIssuerList: 0,
          clientAuthTrustMode: null,
          features: new Map([['Web-Cert-Auth', true]]),
          endpoints: [
            { kind: 'ipport', value: '0.0.0.0:8443', ctlStore: 'Wrong' },
            { kind: 'ipport', value: '0.0.0.0:443', ctlStore: 'Partners' },
          ],
          notTold: [notTold],
        };
        reads.push(told);
        return Promise.resolve(succeed(told));
      },
    };
    return { reads, facts: () => Promise.resolve(facts) };
  }
  const draft = {
    ...minimal,
    sslRequire: { ...minimal.sslRequire, binding: { ipAddress: '*', port: 443, hostName: '' } },
    certificateImport: { clients: [{ id: 'alice', file: 'alice.cer' }] },
  };

  it('is read once, and again when asked to; the chains of the clients go through its stores', async () => {
    const { reads, facts } = server();
    const { value, call, upload } = open({ facts });
    await value('begin', { answers: draft });
    // Answers for another server never see the stores of this one.
    expect(codeOf(await call('readStores', { answers: draft, at }))).toBe('session.not-this-server');
    expect(await value('readMachine', {})).toEqual(machine);
    await upload('alice.cer', der('alice'));

    const reading = await value('readStores', { answers: draft, at });
    const [root, issuing, alice] = ['root', 'issuing', 'alice'].map((name) => stored(name).thumbprint);
    expect(reading).toMatchObject({
      readAt: at,
      settings: {
        sendTrustedIssuerList: 0,
        clientAuthTrustMode: null,
        ctlStore: 'Partners',
        features: [{ name: 'Web-Cert-Auth', isInstalled: true }],
      },
      chains: [{ of: alice, paths: [{ thumbprints: [alice, issuing, root], complete: true }], missing: [] }],
      notTold: [notTold],
    });
    expect(
      reading.certificates.map(({ store, thumbprint, certificate: read }) => [store, thumbprint, read?.isSelfSigned]),
    ).toEqual([
      ['Root', root, true],
      ['Root', broken.thumbprint, undefined],
      ['CA', issuing, false],
    ]);

    const later = '2026-11-25T11:00:00.000Z';
    expect((await value('readStores', { answers: {}, at: later })).chains).toEqual([]);
    expect(reads).toHaveLength(1);
    const again = await value('readStores', { answers: draft, at: later, again: true });
    expect([again.readAt, again.certificates.at(-1)?.hasPrivateKey, reads.length]).toEqual([later, true, 2]);

    await value('begin', { answers: draft });
    expect(codeOf(await call('readStores', { answers: draft, at }))).toBe('session.not-this-server');
  });
});
