import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change, Plan } from '../../shared/plan/plan.ts';
import { certificates, hasOpenssl } from './certificates.ts';
import { powerShell, withoutServer } from './engine.ts';
import { accountLine, allChanges, aPlan, pfxLines, SimulatedServer, type Applied } from './server.ts';

const possible = hasOpenssl && powerShell()?.assembly != null;
/** Why nothing of this file is run; the test run lists what it skips. */
const skipped = possible ? '' : ` (${withoutServer})`;

const every = (changes: readonly Change[], state: string) => Object.fromEntries(changes.map(({ id }) => [id, state]));
const canary = 'account-CANARY-7Q';

/** The simulated server does not encrypt with secrets, it only hides: what matters is what the product writes. */
function written(server: SimulatedServer): string {
  return readdirSync(server.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

/** Returns what differs of a server after a rollback, with what is left on purpose put aside. */
function rolledBack(server: SimulatedServer): string {
  const feature = /<item kind="feature"[^]*?<\/item>\n?/;
  const noLock = /<section [^>]*overrideMode="Inherit"[^>]*\/> ?/g;
  return server.read().replace(feature, '').replaceAll(noLock, '');
}

/** A record that others rely on, and a server on which every commit makes the records anew. */
const sharedRecord = [
  ['recreates-records', 'all', 'yes'],
  [
    'http-sys',
    'hostnameport=new.example.com:443',
    'hostnameport|new.example.com:443|1111111111111111111111111111111111111111|WebHosting|4dc3e181-e14b-4a21-b022-59fc669b0914|1|7|9|ClientAuthIssuer|512',
  ],
] as const;

describe.skipIf(!possible)(`apply, verify and roll back${skipped}`, { timeout: 300_000 }, () => {
  for (const configuration of ['applicationHost.config', 'web.config'] as const) {
    it(`makes every change, then none, and takes all of it back: ${configuration}`, async () => {
      const server = new SimulatedServer();
      const before = server.read();
      const changes = allChanges(configuration);
      server.export(aPlan(changes, { configuration }));
      expect((await server.verify()).status).toBe(1);

      const first = await server.apply();
      expect(first.code).toBeUndefined();
      expect(first.states).toEqual(every(changes, 'changed'));
      expect(first.status).toBe(0);
      // Everything that shuts the site is in one commit; the binding and each lock have their own.
      const commits = server.calls().filter((call) => call === 'CommitChanges').length;
      expect(commits).toBe(configuration === 'web.config' ? 5 : 2);
      expect(server.read()).toContain(configuration === 'web.config' ? 'site="new"' : 'location="new/admin"');

      const verified = await server.verify();
      expect(verified.states).toEqual(every(changes, 'as-planned'));
      expect(verified.status).toBe(0);

      server.forgetCalls();
      const second = await server.apply();
      expect(second.states).toEqual(every(changes, 'unchanged'));
      expect(second.status).toBe(0);
      expect(server.calls().filter((call) => call !== 'Add-IisBackup')).toEqual([]);

      const back = await server.rollback(first.journal);
      expect(back.code).toBeUndefined();
      expect(back.states).toEqual({ ...every(changes, 'undone'), feature: 'left' });
      expect(rolledBack(server)).toBe(before);
      expect((await server.verify()).status).toBe(1);

      // The journal of the run that changed nothing takes nothing back.
      server.forgetCalls();
      const nothing = await server.rollback(second.journal);
      expect(new Set(Object.values(nothing.states))).toEqual(new Set(['left', 'unchanged']));
      expect(server.calls()).toEqual([]);
    });
  }

  it('shows the differences and changes nothing with -WhatIf', async () => {
    const server = new SimulatedServer();
    server.export(aPlan(allChanges()));
    const before = server.read();
    const run = await server.run('apply.ps1', ['-Json', '-WhatIf']);
    expect(run.status).toBe(0);
    expect(run.output).toContain('"differs":["present"]');
    expect(server.read()).toBe(before);
    expect(server.calls()).toEqual([]);
  });

  it('writes no secret anywhere, and gives the account and its entries the same password', async () => {
    const server = new SimulatedServer([
      ['account', 'certuser', 'S-1-5-21-1-2-3-500'],
      ['right', 'S-1-5-11', 'SeNetworkLogonRight'],
      // SHA-256 of the password in UTF-16, as the simulated server keeps it.
      ['password', 'certuser', hashOf(canary)],
    ]);
    const ask = allChanges()
      .filter(({ resource }) => resource !== 'local-account')
      .map((change) =>
        'password' in change.after ? { ...change, after: { ...change.after, password: 'ask' } } : change,
      );
    server.export(aPlan(ask as Change[]));
    const first = await server.apply({ secrets: [...pfxLines(), accountLine('alice', canary)] });
    expect(first.status).toBe(0);
    const everything = written(server) + first.output + first.errors;
    for (const secret of [canary, certificates().pfxPassword, Buffer.from(canary).toString('base64')]) {
      expect(everything).not.toContain(secret);
    }
    // The right came from a group: nothing was given to the account, so nothing is taken back.
    expect(first.states['right']).toBe('unchanged');
  });

  it('fails, or ends before or after any call that changes something: it goes on, or back', async () => {
    const changes = allChanges();
    const whole = new SimulatedServer();
    whole.export(aPlan(changes));
    expect((await whole.apply()).status).toBe(0);
    const count = new Map<string, number>();
    const calls = whole.calls().map((call) => {
      const number = (count.get(call) ?? 0) + 1;
      count.set(call, number);
      return `${call}#${number}`;
    });
    expect(calls).toEqual([
      'Add-IisBackup#1',
      'Install-WindowsFeature#1',
      'Add-StoreCertificate#1',
      'Add-StoreCertificate#2',
      'Add-StoreCertificate#3',
      'New-LocalUser#1',
      'Add-AccountRight#1',
      'Add-FolderRule#1',
      'Test-AccountLogon#1',
      'CommitChanges#1',
      'Write-HttpSysRecord#1',
      'CommitChanges#2',
    ]);
    await survivesFaults(
      calls.filter((each) => !each.startsWith('Test-')),
      () => new SimulatedServer(),
      aPlan(changes),
    );
  });

  it('the same with a web.config behind locked sections, and a record that each commit makes anew', async () => {
    const plan = aPlan(allChanges('web.config'), { configuration: 'web.config' });
    const calls = [2, 3, 4, 5].map((number) => `CommitChanges#${number}`);
    await survivesFaults(['Write-HttpSysRecord#1', ...calls], () => new SimulatedServer(sharedRecord), plan);
  });

  /** Stops a run at each of these calls in three ways; half of the runs then go on, and all go back. */
  async function survivesFaults(faulty: readonly string[], make: () => SimulatedServer, plan: Plan): Promise<void> {
    await Promise.all(
      faulty.map(async (call, index) => {
        const server = make();
        const before = server.read();
        server.export(plan);
        const [name = '', number = ''] = call.split('#');
        // What is done already is not done again, so each run comes to the same call.
        for (const [later, kind] of ['', ':kill-before', ':kill-after'].entries()) {
          const fault = `${name}#${Number(number) + later}${kind}`;
          const stopped = await server.apply({ environment: { SIMULATED_FAULT: fault } });
          const hasJournal = name !== 'Add-IisBackup';
          expect(stopped.status, `${fault}\n${stopped.output}`).toBe(kind === '' ? (hasJournal ? 3 : 2) : 137);
          expect(server.journals(), fault).toHaveLength(hasJournal ? 1 : 0);
        }
        if (index % 2 === 0 || server.journals().length === 0) {
          const resumed = await server.apply();
          expect(resumed.status, `${call}\n${resumed.output}`).toBe(0);
          expect(resumed.states, call).toEqual(every(plan.changes, 'changed'));
        }
        const back = await server.rollback(server.journals()[0] ?? '');
        expect(back.status, `${call}\n${back.output}`).toBe(0);
        expect(rolledBack(server), call).toBe(before);
      }),
    );
  }

  it('a rollback that is killed anywhere is finished by the next one', async () => {
    const undone = [
      'CommitChanges#3',
      'CommitChanges#4',
      'Clear-HttpSysRecord#1',
      'Revoke-FolderRule#1',
      'Revoke-AccountRight#1',
      'Remove-LocalUser#1',
      'Clear-StoreCertificate#2',
    ];
    await Promise.all(
      undone.map(async (call) => {
        const server = new SimulatedServer();
        const before = server.read();
        server.export(aPlan(allChanges()));
        const { journal } = await server.apply();
        for (const kind of ['kill-before', 'kill-after'] as const) {
          const number = kind === 'kill-before' ? call : call.replace(/\d+$/, (text) => String(Number(text) + 1));
          const stopped = await server.rollback(journal, { SIMULATED_FAULT: `${number}:${kind}` });
          if (kind === 'kill-before') expect(stopped.status, call).toBe(137);
        }
        const back = await server.rollback(journal);
        expect(back.status, `${call}\n${back.output}`).toBe(0);
        expect(rolledBack(server), call).toBe(before);
      }),
    );
  });

  it('a real process that is killed leaves a journal from which another goes on', async () => {
    const server = new SimulatedServer();
    server.export(aPlan(allChanges()));
    const killed = await server.apply({
      environment: { SIMULATED_FAULT: 'CommitChanges#2:kill-after' },
      process: true,
    });
    expect(killed.status).not.toBe(0);
    expect(killed.told.some(({ event }) => event === 'result')).toBe(false);
    const resumed = await server.apply();
    expect([resumed.status, resumed.journal]).toEqual([0, server.journals()[0]]);
  });

  it('the disk is full, access is denied, or the end comes, at any write: nothing is half-written, and it goes on, or back', async () => {
    const kinds = ['full', 'denied', 'kill', 'kill-between'] as const;
    const ends = { full: [3, 'disk-full'], denied: [3, 'access-denied'], kill: [137], 'kill-between': [137] } as const;
    const changes = allChanges();
    const written = (server: SimulatedServer) => {
      const log = `${server.state}.writes`;
      return existsSync(log) ? readFileSync(log).length : 0;
    };
    const endsIn = (journal: string) =>
      existsSync(journal) ? readFileSync(journal, 'utf8').split('"kind":"end"').length - 1 : 0;
    const fault = (number: number, kind: string) => ({ SIMULATED_FAULT: `Write-FileByte#${number}:${kind}` });
    const start = async (number: number, kind: 'full' | 'denied') => {
      const server = new SimulatedServer();
      server.export(aPlan(changes));
      const before = server.read();
      const refused = await server.apply({ environment: fault(number, kind) });
      expect([refused.status, refused.code], refused.output).toEqual([2, ends[kind][1]]);
      expect([server.read(), readdirSync(join(server.folder, 'ProgramData/runs'))]).toEqual([before, []]);
    };
    /** Comes further each time, until nothing is left to be written. */
    const goOn = async () => {
      const server = new SimulatedServer();
      server.export(aPlan(changes));
      const before = server.read();
      const journal = () => server.journals()[0] ?? '';
      const toTheEnd = async (
        run: (environment: Record<string, string>) => Promise<Applied>,
        which: (turn: number) => number,
      ) => {
        for (let turn = 0; ; turn++) {
          const kind = kinds[turn % kinds.length] ?? 'full';
          const ended = endsIn(journal());
          const stopped = await run(fault(written(server) + which(turn), kind));
          // Whoever is killed after the last entry is done too.
          if (stopped.status === 0 || endsIn(journal()) > ended) return;
          expect(turn).toBeLessThan(60);
          const [status, code] = ends[kind];
          expect([stopped.status, stopped.code], stopped.output).toEqual([status, code]);
          expect(server.journals()).toHaveLength(1);
        }
      };
      // The password of a new account is set again each time: one more write before it comes further.
      const aBitFurther = (turn: number) => (turn === 0 ? 4 : 3);
      await toTheEnd((environment) => server.apply({ environment }), aBitFurther);
      expect((await server.verify()).states).toEqual(every(changes, 'as-planned'));
      await toTheEnd(
        (environment) => server.rollback(journal(), environment),
        (turn) => turn + 1,
      );
      expect(rolledBack(server)).toBe(before);
    };
    await Promise.all([...[1, 2, 3].flatMap((number) => [start(number, 'full'), start(number, 'denied')]), goOn()]);
  });

  it('one run at a time: a second one is refused while the first works', async () => {
    const server = new SimulatedServer();
    server.export(aPlan(allChanges()));
    const first = server.apply({ environment: { SIMULATED_FAULT: 'New-LocalUser:wait' }, process: true });
    await server.waiting();
    const second = await server.apply({ inPlace: true });
    expect([second.status, second.code]).toEqual([2, 'already-running']);
    server.letGo();
    expect((await first).status).toBe(0);
  });

  it('reads HTTP.SYS again after the commit, which can make the record anew', async () => {
    const server = new SimulatedServer([['recreates-records', 'all', 'yes']]);
    server.export(aPlan(allChanges()));
    const run = await server.apply();
    expect(run.status).toBe(0);
    expect(server.calls().filter((call) => call === 'Write-HttpSysRecord')).toHaveLength(2);
    expect((await server.verify()).status).toBe(0);
  });

  it('somebody edits the configuration in between: nothing of the commit is written, and the next run goes on', async () => {
    const server = new SimulatedServer();
    server.export(aPlan(allChanges()));
    const first = server.apply({ environment: { SIMULATED_FAULT: 'CommitChanges#2:wait' } });
    await server.waiting();
    const text = readFileSync(server.state, 'utf8');
    writeFileSync(server.state, text.replace(/<site name="other" ?\/>/, '<site name="other"/><site name="third"/>'));
    server.letGo();
    const stopped = await first;
    expect([stopped.status, stopped.code]).toEqual([3, 'commit-failed']);
    expect(server.read()).not.toContain('SslRequireCert');
    expect((await server.apply()).status).toBe(0);
    expect(server.read()).toContain('third');
  });

  it('keeps what was there before, and names what others use by now', async () => {
    const { root, intermediate } = certificates();
    const server = new SimulatedServer([
      ['feature', 'Web-Cert-Auth', 'installed'],
      ['certificate', `Root/${root.thumbprint}`, `${root.thumbprint}||CN=Test Root|CN=Test Root`],
      ['account', 'certuser', 'S-1-5-21-1-2-3-500'],
      ['password', 'certuser', hashOf(canary)],
      ['right', 'S-1-5-21-1-2-3-500', 'SeNetworkLogonRight'],
      ['folder-rule', 'D:\\sites\\new|S-1-5-21-1-2-3-500', 'Modify'],
      [
        'http-sys',
        'hostnameport=new.example.com:443',
        'hostnameport|new.example.com:443|1111111111111111111111111111111111111111|WebHosting|4dc3e181-e14b-4a21-b022-59fc669b0914|1|7|9|ClientAuthIssuer|512',
      ],
    ]);
    const before = server.read();
    const ask = allChanges().map((change) =>
      'password' in change.after ? { ...change, after: { ...change.after, password: 'ask' } } : change,
    );
    server.export(aPlan(ask as Change[]));
    const first = await server.apply({ secrets: [...pfxLines(), accountLine('alice', canary)] });
    expect(first.status).toBe(0);
    expect(first.states).toMatchObject({
      feature: 'unchanged',
      root: 'unchanged',
      account: 'unchanged',
      right: 'unchanged',
      folder: 'unchanged',
    });
    // The record keeps what the plan does not speak of.
    expect(server.read()).toContain('|1|7|9|ClientAuthIssuer|514<');

    const back = await server.rollback(first.journal);
    expect(back.states).toMatchObject({
      feature: 'left',
      root: 'left',
      account: 'left',
      right: 'left',
      folder: 'left',
      server: 'undone',
      record: 'undone',
      intermediate: 'undone',
    });
    expect(server.read()).toBe(before);

    // Once more, and then somebody issues a certificate from the new intermediate.
    const again = await server.apply({ secrets: [...pfxLines(), accountLine('alice', canary)] });
    const text = readFileSync(server.state, 'utf8');
    const issued = `<item kind="certificate" key="My/2222222222222222222222222222222222222222">2222222222222222222222222222222222222222|key|CN=Later|${intermediate.subject}</item>`;
    writeFileSync(server.state, text.replace('</server>', `${issued}</server>`));
    const left = await server.rollback(again.journal);
    expect(left.states).toMatchObject({ intermediate: 'left' });
    expect(left.output).toContain('CN=Later');
  });

  it('puts an entry back with its old password, from the backup', async () => {
    const { client } = certificates();
    const entry = `<add certificate="${client.base64.replace(/(.{64})/, '$1&#xD;&#xA;')}" userName="old" enabled="false" password="[enc:SimulatedProvider:WjVaNlo+:enc]"/>`;
    const section = `<section location="new" section="system.webServer/security/authentication/iisClientCertificateMappingAuthentication" enabled="false"><oneToOneMappings>${entry}<add certificate="AAAA" userName="stays"/></oneToOneMappings></section>`;
    const server = new SimulatedServer();
    writeFileSync(server.state, readFileSync(server.state, 'utf8').replace('</iis>', `${section}</iis>`));
    const before = readFileSync(server.state, 'utf8').match(/<oneToOneMappings>.*<\/oneToOneMappings>/)?.[0];
    const removal = {
      id: 'remove',
      title: 'Remove',
      step: 'mapping',
      resource: 'one-to-one-mapping',
      before: null,
    } as const;
    const stays = {
      site: 'new',
      thumbprint: null,
      certificate: 'AAAA',
      userName: 'stays',
      enabled: true,
      password: 'keep',
      present: false,
    } as const;
    server.export(aPlan([...allChanges(), { ...removal, after: stays }]));
    const first = await server.apply();
    expect(first.code).toBeUndefined();
    expect(server.read()).toContain(client.base64);
    expect(server.read()).not.toContain('"stays"');
    const back = await server.rollback(first.journal);
    expect(back.status).toBe(0);
    const after = readFileSync(server.state, 'utf8').match(/<oneToOneMappings>[^]*<\/oneToOneMappings>/)?.[0];
    const plain = (text: string | undefined) =>
      text
        ?.replace(/>\s+</g, '><')
        .replaceAll(' />', '/>')
        .replace(' enabled="true" userName="stays"', ' userName="stays"')
        .replace(' userName="stays" enabled="true"', ' userName="stays"');
    expect(plain(after)).toBe(plain(before));
  });
});

describe.skipIf(!possible)(`refusals leave the server as it was${skipped}`, { timeout: 300_000 }, () => {
  const refused: [
    name: string,
    code: string,
    prepare: (server: SimulatedServer) => void,
    options?: Parameters<SimulatedServer['apply']>[0],
  ][] = [
    ['without administrator rights', 'not-elevated', () => undefined, { environment: { SIMULATED_ELEVATION: 'no' } }],
    ['a plan that was edited', 'plan-digest', (server) => edit(server, 'plan.json', 'Network', 'Batch')],
    ['a plan that was cut off', 'plan-invalid', (server) => cut(server, 'plan.json')],
    [
      'a module file that was exchanged',
      'bundle-invalid',
      (server) => appendFileSync(join(server.bundle, 'ClientCertificateMapping/Runner/Apply.ps1'), '\n# x\n'),
    ],
    ['a file that is missing', 'bundle-invalid', (server) => rename(server, 'verify.ps1')],
    ['a link in the bundle', 'bundle-invalid', (server) => link(server)],
    [
      'a path that leads out of the bundle',
      'bundle-invalid',
      (server) => edit(server, 'MANIFEST.json', '"verify.ps1"', '"../verify.ps1"', false),
    ],
    [
      'a plan for another server',
      'plan-other-server',
      (server) => server.export(aPlan(allChanges(), { computerName: 'WEB02' })),
    ],
    [
      'a plan for a site that is not there',
      'site-missing',
      (server) =>
        server.export(
          aPlan(
            allChanges().map((each) => atAnotherSite(each)),
            { site: 'nowhere' },
          ),
        ),
    ],
    [
      'a plan made from another state',
      'plan-stale',
      (server) =>
        server.export(
          aPlan(
            allChanges().map((each) => (each.resource === 'anonymous-authentication' ? stale(each) : each)) as Change[],
          ),
        ),
    ],
    ['a plan with errors', 'plan-findings', (server) => server.export(withError())],
    [
      'a PFX password that is wrong',
      'certificate-file',
      () => undefined,
      {
        secrets: [
          pfxLines()[0] ?? '',
          `file ${certificates().server.thumbprint} ${Buffer.from('wrong').toString('base64')}`,
        ],
      },
    ],
    ['no PFX password', 'secret-missing', () => undefined, { secrets: [] }],
    [
      'a password with NUL',
      'secret-invalid',
      () => undefined,
      { secrets: [...pfxLines(), `account alice ${Buffer.from('a\0b').toString('base64')}`] },
    ],
    ['secrets without an end', 'input-invalid', () => undefined, { secrets: ['account'] }],
    [
      'a generated password for an account that was there',
      'account-exists',
      (server) => item(server, 'account', 'certuser', 'S-1-5-21-1-2-3-500'),
    ],
    [
      'network logon denied to local accounts by SID, as security baselines do',
      'logon-denied',
      (server) => item(server, 'right', 'S-1-5-113', 'SeDenyNetworkLogonRight'),
    ],
    ['a folder that is missing', 'folder-missing', (server) => withoutItem(server, 'folder')],
    [
      'a folder that denies everybody',
      'folder-denied',
      (server) => item(server, 'folder-denial', 'D:\\sites\\new|S-1-1-0', 'Read'),
    ],
    [
      "another program's record on the port",
      'record-other-program',
      (server) =>
        item(
          server,
          'http-sys',
          'hostnameport=new.example.com:443',
          'hostnameport|new.example.com:443|11|My|11111111-2222-3333-4444-555555555555|0|0|0||0',
        ),
    ],
    [
      'a binding of the centralised certificate store',
      'binding-central-store',
      (server) => {
        const binding = '<binding protocol="https" bindingInformation="*:443:new.example.com" sslFlags="3"/>';
        const text = readFileSync(server.state, 'utf8').replace(/(<site name="new"[^>]*)\/>/, `$1>${binding}</site>`);
        writeFileSync(server.state, text);
      },
    ],
    [
      'a certificate for the trusted roots that is not self-signed',
      'root-not-self-signed',
      (server) => {
        const { intermediate } = certificates();
        const root = allChanges().map((each) =>
          each.id === 'root'
            ? {
                ...each,
                after: {
                  ...each.after,
                  thumbprint: intermediate.thumbprint,
                  file: `certificates/${intermediate.thumbprint}.cer`,
                },
              }
            : each,
        );
        server.export(aPlan(root as Change[]));
      },
    ],
  ];
  for (const [name, code, prepare, options] of refused) {
    it.concurrent(name, async () => {
      const server = new SimulatedServer();
      server.export(aPlan(allChanges()));
      prepare(server);
      const before = server.read();
      const run = await server.apply(options);
      expect(run.code, run.output + run.errors).toBe(code);
      expect(run.status).toBe(code === 'plan-findings' ? 1 : 2);
      expect(server.read()).toBe(before);
      expect(server.calls()).toEqual([]);
    });
  }

  it('a digest that is not the reviewed one, and no consent', async () => {
    const server = new SimulatedServer();
    server.export(aPlan(allChanges()));
    const other = await server.run('apply.ps1', ['-Json', '-FromStandardInput', '-ExpectedDigest', 'a'.repeat(64)], {
      input: 'end\n',
    });
    expect([other.status, other.output]).toEqual([2, expect.stringContaining('plan-digest')]);
    const silent = await server.run('apply.ps1', ['-Json', '-FromStandardInput'], { input: 'end\n' });
    expect([silent.status, silent.output]).toEqual([2, expect.stringContaining('consent-missing')]);
    expect(server.calls()).toEqual([]);
  });

  it('a journal that was edited, cut, emptied, or lies elsewhere; an incomplete last line is no edit', async () => {
    const server = new SimulatedServer();
    server.export(aPlan(allChanges()));
    const { journal } = await server.apply();
    const text = readFileSync(journal, 'utf8');
    const lines = text.split('\n');
    const ended = (...kept: (string | undefined)[]) => [...kept, ''].join('\n');
    const edits: [string, string][] = [
      ['edited', text.replace('"granted":false', '"granted":true ')],
      ['a line taken out', [...lines.slice(0, 3), ...lines.slice(4)].join('\n')],
      ['lines exchanged', [lines[0], lines[1], lines[3], lines[2], ...lines.slice(4)].join('\n')],
      ['another version', text.replace('"version":1', '"version":2')],
      ['not JSON', `garbage\n${text}`],
      ['the last line taken out', ended(...lines.slice(0, -2))],
      ['many last lines taken out', ended(...lines.slice(0, 5))],
      ['the last line taken out and the one before cut', ended(...lines.slice(0, -2)).slice(0, -5)],
      ['everything taken out but the first line', ended(lines[0])],
      ['emptied', ''],
      ['without its first line', lines.slice(1).join('\n')],
      ['another number in the first line', text.replace(/"entries":"0+\d+"/, '"entries":"00000005"')],
      ['no number in the first line', ended(lines[0]?.replace(/[0-9a-f]{8,64}/g, (each) => '0'.repeat(each.length)))],
      ['the last line twice', `${text}${ended(lines.at(-2))}`],
    ];
    expect(new Set(edits.map(([, edited]) => edited)).size).toBe(edits.length);
    const before = server.read();
    for (const [name, edited] of edits) {
      writeFileSync(journal, edited);
      const run = await server.rollback(journal);
      expect([run.status, run.code], name).toEqual([2, 'journal-invalid']);
      expect(server.read(), name).toBe(before);
    }
    for (const edited of ['', ended(...lines.slice(0, -2))]) {
      writeFileSync(journal, edited);
      const run = await server.apply();
      expect([run.status, run.code]).toEqual([2, 'journal-invalid']);
    }
    expect(server.read()).toBe(before);
    const elsewhere = join(server.folder, 'journal.jsonl');
    writeFileSync(elsewhere, text);
    expect((await server.rollback(elsewhere)).code).toBe('journal-invalid');
    for (const cutOff of [text.slice(0, -7), `${text}{"entry":{"kind":"aft`]) {
      writeFileSync(journal, cutOff);
      expect((await server.rollback(journal)).status).toBe(0);
    }
  });

  const logon: [name: string, items: [string, string, string][], code: string, text: string][] = [
    [
      'network logon denied to a group that only the logon tells',
      [
        ['groups', 'certuser', 'S-1-5-21-1-2-3-555'],
        ['right', 'S-1-5-21-1-2-3-555', 'SeDenyNetworkLogonRight'],
      ],
      'logon-refused',
      '0x80070569',
    ],
    ['a locked account', [['logon-error', 'certuser', '1909']], 'logon-refused', '0x80070775'],
    ['an administrator', [['groups', 'certuser', 'S-1-5-32-544']], 'account-administrator', 'Administrators'],
  ];
  for (const [name, items, code, text] of logon) {
    it.concurrent(`${name}: nothing is committed`, async () => {
      const server = new SimulatedServer(items);
      server.export(aPlan(allChanges()));
      const run = await server.apply();
      expect([run.status, run.code]).toEqual([3, code]);
      expect(run.detail).toContain(text);
      expect(server.read()).not.toContain('sslRequire');
      expect(server.read()).not.toContain('SslRequireCert');
      expect(run.states).toMatchObject({ folder: 'changed', binding: 'skipped', record: 'skipped', flags: 'skipped' });
      expect((await server.rollback(run.journal)).status).toBe(0);
    });
  }

  it('a feature that needs a restart stops before anything that relies on it, and goes on after it', async () => {
    const server = new SimulatedServer([['feature-restart', 'Web-Cert-Auth', 'yes']]);
    server.export(aPlan(allChanges()));
    const stopped = await server.apply();
    expect([stopped.status, stopped.code, stopped.states['intermediate']]).toEqual([3, 'restart-needed', 'skipped']);
    expect((await server.apply()).status).toBe(0);
  });
});

function hashOf(password: string): string {
  return createHash('sha256').update(Buffer.from(password, 'utf16le')).digest('base64');
}

function edit(server: SimulatedServer, name: string, from: string, to: string, manifest = true): void {
  const path = join(server.bundle, name);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  if (manifest) server.writeManifest();
}

function cut(server: SimulatedServer, name: string): void {
  const path = join(server.bundle, name);
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length - 100));
  server.writeManifest();
}

function rename(server: SimulatedServer, name: string): void {
  renameSync(join(server.bundle, name), join(server.bundle, 'other'));
}

function link(server: SimulatedServer): void {
  const path = join(server.bundle, 'plan.json');
  const target = join(server.folder, 'plan.json');
  writeFileSync(target, readFileSync(path));
  rmSync(path);
  symlinkSync(target, path);
}

function atAnotherSite(change: Change): Change {
  return ('site' in change.after ? { ...change, after: { ...change.after, site: 'nowhere' } } : change) as Change;
}

function stale(change: Change): unknown {
  return { ...change, before: { site: 'new', path: '/', enabled: false } };
}

function withError() {
  const finding = {
    code: 'mapping.x',
    severity: 'error',
    step: 'mapping',
    title: 't',
    detail: 'd',
    fix: 'f',
    certainty: 'documented',
  } as const;
  return aPlan(allChanges(), {}, [finding]);
}

function withoutItem(server: SimulatedServer, kind: string): void {
  const text = readFileSync(server.state, 'utf8');
  writeFileSync(server.state, text.replace(new RegExp(`<item kind="${kind}"[^]*?</item>`), ''));
}

function item(server: SimulatedServer, kind: string, key: string, value: string): void {
  const text = readFileSync(server.state, 'utf8');
  writeFileSync(server.state, text.replace('</server>', `<item kind="${kind}" key="${key}">${value}</item></server>`));
}
