import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answeredOrder } from '../../shared/plan/answered-order.ts';
import type { Change } from '../../shared/plan/plan.ts';
import { certificates, hasOpenssl } from './certificates.ts';
import { powerShell, withoutServer } from './engine.ts';
import { accountLine, allChanges, aPlan, pfxLines, SimulatedServer } from './server.ts';

const possible = hasOpenssl && powerShell()?.assembly != null;
/** Why nothing of this file is run; the test run lists what it skips. */
const skipped = possible ? '' : ` (${withoutServer})`;

type Item = readonly [kind: string, key: string, value: string];
type Items = Item[] | (() => Item[]);
const password = 'Pa55-of-the-account';
const hash = createHash('sha256').update(Buffer.from(password, 'utf16le')).digest('base64');
const sid = 'S-1-5-21-1-2-3-500';
const account: Item[] = [
  ['account', 'certuser', sid],
  ['password', 'certuser', hash],
];
const lock = {
  id: 'lock',
  title: 'Unlock',
  step: 'mapping',
  resource: 'section-lock',
  before: null,
  after: { site: 'new', section: 'system.webServer/security/access', overrideMode: 'Allow' },
} as const satisfies Change;

/** Returns one of the changes that the walkthrough needs, with parts of its wanted state exchanged. */
function wanted(id: string, after: object = {}): Change {
  if (id === 'lock') return { ...lock, after: { ...lock.after, ...after } };
  const found = allChanges().find((each) => each.id === id);
  if (!found) throw new Error(`There is no change ${id}.`);
  return { ...found, after: { ...found.after, password: 'ask', ...after } } as Change;
}

const bare = (id: string, after: object = {}): Change => {
  const change = wanted(id, after);
  return { ...change, after: without(change.after, 'password') } as Change;
};

const record = (hashOfCertificate: string, rest: string) =>
  `hostnameport|new.example.com:443|${hashOfCertificate}|My|4dc3e181-e14b-4a21-b022-59fc669b0914|${rest}`;

/** What the undoing of one entry, or of a lock, leaves of a section: nothing that counts. */
const emptySection =
  /<section [^>]*(overrideMode="Inherit"[^>]*\/>|iisClientCertificateMappingAuthentication"><[a-zA-Z]+\/><\/section>) ?/g;

/** Every resource: what Get reads, what Test names, what Set leaves, and that Undo goes back to what Get read. */
const changed: [name: string, change: () => Change, items: Item[], before: object, differs: string[], after: object][] =
  [
    ['windows-feature', () => bare('feature'), [], { present: false }, ['present'], { present: true }],
    [
      'windows-feature of a client',
      () => bare('feature', { name: 'IIS-IISCertificateMappingAuthentication', kind: 'optional-feature' }),
      [],
      { present: false },
      ['present'],
      { present: true },
    ],
    ['certificate: trusted root', () => bare('root'), [], { present: false }, ['present'], { present: true }],
    ['certificate: intermediate', () => bare('intermediate'), [], { present: false }, ['present'], { present: true }],
    [
      'certificate of the server, with its key',
      () => bare('server'),
      [],
      { present: false, privateKey: false },
      ['present'],
      { present: true, privateKey: true },
    ],
    ['local-account', () => wanted('account'), [], { present: false }, ['present'], { present: true }],
    [
      'local-account with a generated password',
      () => wanted('account', { password: 'generate' }),
      [],
      { present: false },
      ['present'],
      { present: true },
    ],
    ['logon-right', () => bare('right'), account, { granted: false }, ['granted'], { granted: true }],
    ['directory-access', () => bare('folder'), account, { granted: false }, ['granted'], { granted: true }],
    ['https-binding', () => bare('binding'), [], { present: false }, ['present'], { present: true, sslFlags: 1 }],
    [
      'http-sys-record, absent',
      () => bare('record'),
      [],
      {},
      ['certificateHash', 'certificateStoreName', 'negotiateClientCertificate', 'disableTls13', 'disableHttp2'],
      { negotiateClientCertificate: true, disableTls13: false },
    ],
    [
      'http-sys-record, another certificate and other flags',
      () => bare('record', { disableTls13: true }),
      [['http-sys', 'hostnameport=new.example.com:443', record('AA'.repeat(20), '1|2|3|ClientAuthIssuer|513')]],
      { certificateHash: 'AA'.repeat(20), negotiateClientCertificate: false },
      ['certificateHash', 'negotiateClientCertificate', 'disableTls13'],
      { negotiateClientCertificate: true, disableTls13: true },
    ],
    ['section-lock', () => bare('lock'), [], { overrideMode: 'Deny' }, ['overrideMode'], { overrideMode: 'Allow' }],
    [
      'mapping-section',
      () => bare('section', { defaultLogonDomain: 'CONTOSO' }),
      [],
      { enabled: false, logonMethod: 'ClearText', defaultLogonDomain: '' },
      ['enabled', 'logonMethod', 'defaultLogonDomain'],
      { enabled: true, logonMethod: 'Network', defaultLogonDomain: 'CONTOSO' },
    ],
    [
      'one-to-one-mapping',
      () => wanted('one-alice'),
      [],
      { present: false },
      ['present'],
      { present: true, userName: 'certuser', enabled: true },
    ],
    [
      'many-to-one-mapping',
      () => wanted('many-staff'),
      [],
      { present: false },
      ['present'],
      { present: true, permissionMode: 'Allow', description: 'Everybody' },
    ],
    [
      'many-to-one-mapping that denies, without account',
      () => {
        const rest = without(wanted('many-staff').after, 'account', 'userName');
        const after: object = { ...rest, permissionMode: 'Deny', rules: [], password: 'none' };
        return { ...wanted('many-staff'), after } as Change;
      },
      [],
      { present: false },
      ['present'],
      { present: true, permissionMode: 'Deny', rules: [], userName: '' },
    ],
    [
      'anonymous-authentication below the site',
      () => bare('anonymous', { path: '/admin' }),
      [],
      { enabled: true },
      ['enabled'],
      { enabled: false },
    ],
    [
      'ssl-flags',
      () => bare('flags'),
      [],
      { sslFlags: [] },
      ['sslFlags'],
      { sslFlags: ['Ssl', 'SslNegotiateCert', 'SslRequireCert'] },
    ],
  ];

describe.skipIf(!possible)(`a resource${skipped}`, { timeout: 300_000 }, () => {
  for (const [name, change, items, before, differs, after] of changed) {
    it.concurrent(`${name}: reads, compares, sets and undoes`, async () => {
      const server = new SimulatedServer(items);
      const start = server.read();
      const [driven] = await server.drive([change()], [...pfxLines(), accountLine('alice', password)]);
      expect(driven?.code, driven?.detail).toBeUndefined();
      expect(driven).toMatchObject({ before, differs, after, left: [] });
      if (change().resource === 'windows-feature') {
        expect(driven?.undone?.state).toBe('left');
      } else {
        expect(driven?.back).toEqual(driven?.before);
        expect(driven?.undone).toEqual({ state: 'undone' });
        expect(server.read().replaceAll(emptySection, '')).toBe(start);
      }
    });
  }

  const kept: [name: string, change: () => Change, items: Items][] = [
    ['windows-feature', () => bare('feature'), [['feature', 'Web-Cert-Auth', 'installed']]],
    ['certificate', () => bare('root'), () => [certificateItem('Root', 'root', '')]],
    ['certificate with its key', () => bare('server'), () => [certificateItem('My', 'server', 'key')]],
    ['local-account, in another case', () => wanted('account', { userName: '.\\CertUser' }), account],
    ['logon-right of its own', () => bare('right'), [...account, ['right', sid, 'SeNetworkLogonRight']]],
    ['logon-right of a group', () => bare('right'), [...account, ['right', 'S-1-5-11', 'SeNetworkLogonRight']]],
    ['directory-access', () => bare('folder'), [...account, ['folder-rule', `D:\\sites\\new|${sid}`, 'Modify']]],
  ];
  for (const [name, change, items] of kept) {
    it.concurrent(`${name}: is found as planned`, async () => {
      const [driven] = await new SimulatedServer(typeof items === 'function' ? items() : items).drive(
        [change()],
        [...pfxLines(), accountLine('alice', password)],
      );
      expect(driven?.differs).toEqual([]);
    });
  }

  const different: [name: string, change: () => Change, items: Items, differs: string[]][] = [
    [
      'a certificate without its key',
      () => bare('server'),
      () => [certificateItem('My', 'server', '')],
      ['privateKey'],
    ],
    [
      'a right that a group is denied',
      () => bare('right'),
      [...account, ['right', 'S-1-5-11', 'SeNetworkLogonRight'], ['right', 'S-1-5-113', 'SeDenyNetworkLogonRight']],
      ['denied'],
    ],
    [
      'less access than planned',
      () => bare('folder'),
      [...account, ['folder-rule', `D:\\sites\\new|${sid}`, 'Read']],
      ['granted'],
    ],
    [
      'access that only others have',
      () => bare('folder'),
      [...account, ['folder-inherited', 'D:\\sites\\new|S-1-5-32-545', 'ReadAndExecute']],
      ['granted'],
    ],
    [
      'a folder that denies',
      () => bare('folder'),
      [
        ...account,
        ['folder-rule', `D:\\sites\\new|${sid}`, 'Modify'],
        ['folder-denial', 'D:\\sites\\new|S-1-1-0', 'Read'],
      ],
      ['denied'],
    ],
  ];
  for (const [name, change, items, differs] of different) {
    it.concurrent(`names ${name}`, async () => {
      const [driven] = await new SimulatedServer(typeof items === 'function' ? items() : items).drive([change()]);
      expect(driven?.differs).toEqual(differs);
    });
  }

  it('says what a grant does not separate, and does not take the rights of others for its own', async () => {
    const server = new SimulatedServer([
      ...account,
      ['right', 'S-1-5-11', 'SeNetworkLogonRight'],
      ['folder-inherited', 'D:\\sites\\new|S-1-5-32-545', 'ReadAndExecute'],
    ]);
    server.export(aPlan([bare('folder')]));
    const run = await server.apply();
    expect(run.status).toBe(0);
    expect(run.output).toContain('ReadAndExecute comes through S-1-5-32-545 already');
  });

  const orders: [name: string, existing: string[], answered: string[]][] = [
    ['new entries before the answered one that is there', ['other', 'b', 'later'], ['a', 'B', 'c']],
    ['no entry yet', [], ['a', 'b', 'c']],
    ['entries in another order', ['c', 'other', 'b', 'a'], ['a', 'b', 'c', 'd']],
    ['one entry that comes first by now', ['a', 'b', 'c', 'other', 'd'], ['d', 'a', 'new', 'b']],
  ];
  for (const [name, existing, answered] of orders) {
    it.concurrent(`puts many-to-one entries where the merged file has them, and back: ${name}`, async () => {
      const server = new SimulatedServer([
        ...account,
        ['right', sid, 'SeNetworkLogonRight'],
        ['folder-rule', `D:\\sites\\new|${sid}`, 'Modify'],
      ]);
      const entry = (each: string) =>
        `<add name="${each}" enabled="false" permissionMode="Deny" description="before"><rules/></add>`;
      const section = `<section location="new" section="system.webServer/security/authentication/iisClientCertificateMappingAuthentication"><manyToOneMappings>${existing.map(entry).join('')}</manyToOneMappings></section>`;
      writeFileSync(server.state, readFileSync(server.state, 'utf8').replace('</iis>', `${section}</iis>`));
      const names = () =>
        [...readFileSync(server.state, 'utf8').matchAll(/<add name="([^"]*)"/g)].map(([, each = '']) => each);
      server.export(
        aPlan(answered.map((each): Change => ({ ...wanted('many-staff', { name: each }), id: `many-${each}` }))),
      );
      expect((await server.apply({ secrets: [accountLine('alice', password)] })).status).toBe(0);
      const key = (each: string) => each.toLowerCase();
      expect(names().map(key)).toEqual(answeredOrder(existing, answered.map(key)));
      const again = await server.apply({ secrets: [] });
      expect(new Set(Object.values(again.states))).toEqual(new Set(['unchanged']));
      const back = await server.rollback(server.journals()[0] ?? '');
      expect([back.status, names()], back.output).toEqual([0, existing]);
    });
  }

  it('puts entries that were taken out back into their places', async () => {
    const server = new SimulatedServer();
    const all = ['a', 'b', 'c', 'd', 'e'];
    const entries = all.map((each) => `<add name="${each}" permissionMode="Deny"><rules/></add>`).join('');
    const section = `<section location="new" section="system.webServer/security/authentication/iisClientCertificateMappingAuthentication"><manyToOneMappings>${entries}</manyToOneMappings></section>`;
    writeFileSync(server.state, readFileSync(server.state, 'utf8').replace('</iis>', `${section}</iis>`));
    const names = () =>
      [...readFileSync(server.state, 'utf8').matchAll(/<add name="([^"]*)"/g)].map(([, each = '']) => each);
    const gone = (each: string) => {
      const rest = without(wanted('many-staff').after, 'account', 'userName');
      const after: object = {
        ...rest,
        name: each,
        permissionMode: 'Deny',
        password: 'none',
        rules: [],
        present: false,
      };
      return { ...wanted('many-staff'), id: `remove-${each}`, after } as Change;
    };
    server.export(aPlan(['d', 'b', 'e'].map(gone)));
    const { status, journal } = await server.apply({ secrets: [] });
    expect([status, names()]).toEqual([0, ['a', 'c']]);
    expect((await server.rollback(journal)).status).toBe(0);
    expect(names()).toEqual(all);
  });

  it('makes, changes and removes a local account through ADSI where the module for it is missing', async () => {
    const server = new SimulatedServer([['local-accounts-module', 'all', 'missing']]);
    const start = server.read();
    const [driven] = await server.drive([wanted('account')], [accountLine('alice', password)]);
    expect(driven).toMatchObject({ differs: ['present'], left: [], undone: { state: 'undone' } });
    expect(server.calls()).toEqual(['Set-DirectoryServiceUser', 'Clear-DirectoryServiceUser']);
    expect(server.read()).toBe(start);
  });

  const refused: [name: string, change: () => Change, items: Item[], code: string][] = [
    [
      'a password that the policy refuses',
      () => wanted('account'),
      [['password-policy', 'all', 'refuse']],
      'account-failed',
    ],
    ['a right for an account that does not exist', () => bare('right'), [], 'account-missing'],
    ['access for an account that does not exist', () => bare('folder'), [], 'account-missing'],
    ['a record without certificate', () => withoutCertificate(), [], 'record-missing'],
    ['flag 2 of a binding', () => bare('binding', { sslFlags: 3 }), [], 'binding-central-store'],
    [
      'a feature that Windows does not know',
      () => bare('feature'),
      [['feature-unknown', 'Web-Cert-Auth', 'yes']],
      'feature-unavailable',
    ],
  ];
  for (const [name, change, items, code] of refused) {
    it.concurrent(`refuses ${name}`, async () => {
      const server = new SimulatedServer(items);
      const start = server.read();
      const [driven] = await server.drive([change()], [...pfxLines(), accountLine('alice', password)]);
      expect([driven?.code, driven?.detail]).toEqual([code, expect.stringMatching(/\S/)]);
      expect(server.read()).toBe(start);
    });
  }
});

function certificateItem(store: string, name: 'root' | 'server', key: string): Item {
  const { thumbprint, subject } = certificates()[name];
  return ['certificate', `${store}/${thumbprint}`, `${thumbprint}|${key}|${subject}|CN=x`];
}

function withoutCertificate(): Change {
  const change = bare('record');
  return { ...change, after: without(change.after, 'certificateHash', 'certificateStoreName') } as Change;
}

function without(state: object, ...names: string[]): object {
  return Object.fromEntries(Object.entries(state).filter(([name]) => !names.includes(name)));
}
