import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Simulation } from '../../shared/mapping/simulation.ts';
import { temporaryFolder } from './folders.ts';
import { ellipticCurve, hasOpenssl, makePki, type Pki } from './openssl.ts';
import { certificatesLike } from '../models/many-mappings.ts';
import { runCli } from './run-cli.ts';
import { runHere } from './run-here.ts';

const subjects = {
  alice: '/C=US/ST=WA/L=Redmond/O=Contoso/OU=HR/CN=Alice',
  renewed: '/C=US/ST=WA/L=Redmond/O=Contoso/OU=HR/CN=Alice',
  sales: '/O=Contoso/OU=Sales/OU=EMEA/CN=Bob "the <seller>"',
  joined: '/O=Contoso/OU=Sales+CN=Carol',
  other: '/O=Fabrikam/CN=Zoë & Söhne',
  munich: '/C=DE/ST=Bayern/L=München/O=Contoso/OU=HR/CN=Dora * (Test)/emailAddress=dora@contoso.example',
};

/** Names in every string type of X.520 that openssl writes, by its mask. */
const encodings = { utf8: '0x2000', bmp: '0x800', universal: '0x100', teletex: '0x4' };

/** The certificates were issued just now: in a hundred days each has expired. */
const later = new Date(Date.now() + 100 * 24 * 3600 * 1000).toISOString();

describe.skipIf(!hasOpenssl)('simulate, with a PKI made by openssl', { timeout: 60_000 }, () => {
  const base = temporaryFolder();
  let pki: Pki;

  beforeAll(() => {
    mkdirSync(join(base, 'pki'));
    pki = makePki(join(base, 'pki'));
    for (const [name, subject] of Object.entries(subjects)) {
      pki.issue(name, subject, { key: ellipticCurve });
    }
    for (const [name, mask] of Object.entries(encodings)) {
      writeFileSync(
        join(base, 'pki', `${name}.cnf`),
        `[req]\nstring_mask = MASK:${mask}\nutf8 = yes\nprompt = no\ndistinguished_name = dn\n[dn]\nO = Käserei\nCN = Zoë\n`,
      );
      const to = ['-days', '30', '-keyout', `${name}.key`, '-out', `${name}.pem`];
      pki.openssl('req', '-x509', ...ellipticCurve, '-nodes', '-config', `${name}.cnf`, ...to);
    }
    pki.pfx('sales', 'Pfx-Canary');
    pki.openssl('x509', '-in', 'alice.pem', '-outform', 'der', '-out', 'alice.cer');
  }, 60_000);

  const derOf = (name: string) => pki.openssl('x509', '-in', `${name}.pem`, '-outform', 'der').toString('base64');
  const thumbprintOf = (name: string) =>
    (
      /=(.*)/.exec(pki.openssl('x509', '-in', `${name}.pem`, '-noout', '-fingerprint', '-sha1').toString())?.[1] ?? ''
    ).replaceAll(':', '');

  const attributes = (values: Record<string, string>) =>
    Object.entries(values)
      .map(([name, value]) => `${name}="${value}"`)
      .join(' ');
  const oneToOne = (certificate: string, userName: string, more = '') =>
    `<add certificate="${certificate}" userName="${userName}" password="[enc:IISCngProvider:QQ==:enc]" ${more}/>`;
  const manyToOne = (name: string, rules: readonly [string, string, string, string?][], more = 'userName="staff"') =>
    `<add name="${name}" ${more}><rules>${rules
      .map(
        ([certificateField, certificateSubField, matchCriteria, compareCaseSensitive = 'true']) =>
          `<add ${attributes({ certificateField, certificateSubField, matchCriteria, compareCaseSensitive })} />`,
      )
      .join('')}</rules></add>`;
  const mapping = (one: string, many: string, more = 'enabled="true"') =>
    `<system.webServer><security><access sslFlags="Ssl, SslNegotiateCert" /><authentication>
      <anonymousAuthentication enabled="false" />
      <iisClientCertificateMappingAuthentication ${more}>
        <oneToOneMappings>${one}</oneToOneMappings><manyToOneMappings>${many}</manyToOneMappings>
      </iisClientCertificateMappingAuthentication></authentication></security></system.webServer>`;
  const write = (name: string, text: string) => {
    writeFileSync(join(base, name), text);
    return name;
  };
  const webConfig = (name: string, ...parts: Parameters<typeof mapping>) =>
    write(name, `<?xml version="1.0"?><configuration>${mapping(...parts)}</configuration>`);
  const applicationHost = (name: string, sites: Record<string, string>, server = '') =>
    write(
      name,
      `<?xml version="1.0"?><configuration><system.applicationHost><sites>${Object.keys(sites)
        .map(
          (site, index) =>
            `<site name="${site}" id="${index + 1}"><application path="/"><virtualDirectory path="/" physicalPath="D:\\${index}" /></application><bindings><binding protocol="https" bindingInformation="*:443:" /></bindings></site>`,
        )
        .join('')}</sites></system.applicationHost>${server}${Object.entries(sites)
        .map(([site, section]) => (section === '' ? '' : `<location path="${site}">${section}</location>`))
        .join('')}</configuration>`,
    );

  const run = async (args: readonly string[], stdin = '{}') => {
    const ended = await runHere(['simulate', ...args, '--secrets-stdin', '--json'], { stdin, cwd: base });
    return { ...ended, results: () => (ended.json() as { results: Simulation[] }).results };
  };
  const brief = ({ outcome, account, mapping: by, certainty, status }: Simulation) =>
    [outcome, account ?? '-', by ?? '-', certainty, status?.code ?? '-'].join(' ');

  it('tells who gets which account, in the order of the command line', async () => {
    const file = webConfig(
      'web.config',
      oneToOne(derOf('alice'), 'WEB01\\alice'),
      manyToOne('no sales', [['Subject', 'OU', 'Sales']], 'permissionMode="Deny"') +
        manyToOne('contoso', [
          ['Subject', 'O', 'contoso', 'false'],
          ['Issuer', 'CN', 'Contoso Issuing CA'],
        ]),
    );
    const certificates = ['alice.pem', 'alice.cer', 'renewed.pem', 'sales.pfx', 'joined.pem', 'other.pem'].map(
      (name) => `pki/${name}`,
    );
    const { status, stdout, results } = await run([file, ...certificates], '{"files":{"*":"Pfx-Canary"}}');
    expect(status).toBe(0);
    expect(results().map(({ certificate }) => certificate)).toEqual(certificates);
    expect(results().map(brief)).toEqual([
      'mapped WEB01\\alice oneToOne[0] inferred -',
      'mapped WEB01\\alice oneToOne[0] inferred -',
      'mapped staff contoso inferred -',
      'denied - no sales unverified 403.12',
      'denied - no sales inferred 403.12',
      'unmapped - - unverified 401.2',
    ]);
    expect(results()[0]?.thumbprint).toBe(thumbprintOf('alice'));
    expect(results()[3]?.trace).toMatchObject([
      { entry: 'oneToOne[0]', result: 'no-match' },
      { entry: 'manyToOne[0]', result: 'match', rules: [{ matches: true, values: ['Sales', 'EMEA'] }] },
    ]);
    expect(results()[5]?.subject).toContain('Zoë & Söhne');
    expect(stdout).not.toMatch(/Canary|\[enc:/);
  });

  type Rule = [string, string, string, string?];
  const issuer: Rule = ['Issuer', 'CN', 'Contoso Issuing CA'];
  const allow = (name: string, ...rules: Rule[]) => manyToOne(name, rules, `userName="${name}"`);
  const forbid = (name: string, ...rules: Rule[]) => manyToOne(name, rules, 'permissionMode="Deny"');
  const off = (entry: string) => entry.replace('<add ', '<add enabled="false" ');
  const byName = (name: string, userName: string) => oneToOne(derOf(name), userName);

  it.each<[what: string, visitor: string, one: () => string, many: string, expected: string]>([
    ['the renewed one is another certificate', 'renewed', () => byName('alice', 'a'), '', 'unmapped - - documented 401.2'], // prettier-ignore
    ['of two accounts the first entry decides', 'alice', () => byName('renewed', 'r') + byName('alice', 'a'), '', 'mapped a oneToOne[1] documented -'], // prettier-ignore
    ['one-to-one before a Deny for everybody', 'alice', () => byName('alice', 'a'), forbid('no'), 'mapped a oneToOne[0] inferred -'], // prettier-ignore
    ['a disabled entry leaves it to many-to-one', 'alice', () => off(byName('alice', 'a')), allow('m', issuer), 'mapped m m documented -'], // prettier-ignore
    ['a disabled mapping leaves it to the next', 'alice', () => '', off(forbid('no', issuer)) + allow('m', issuer), 'mapped m m documented -'], // prettier-ignore
    ['the first of two that match', 'alice', () => '', allow('m', issuer) + allow('n', ['Subject', 'OU', 'HR']), 'mapped m m inferred -'], // prettier-ignore
    ['Deny before Allow', 'alice', () => '', forbid('no', ['Subject', 'OU', 'HR']) + allow('m', issuer), 'denied - no inferred 403.12'], // prettier-ignore
    ['Allow before Deny', 'alice', () => '', allow('m', issuer) + forbid('no', ['Subject', 'OU', 'HR']), 'mapped m m inferred -'], // prettier-ignore
    ['all rules match', 'alice', () => '', allow('m', issuer, ['Subject', 'L', 'Redmond']), 'mapped m m inferred -'],
    ['one of two rules does not', 'alice', () => '', allow('m', issuer, ['Subject', 'L', 'Berlin']), 'unmapped - - unverified 401.2'], // prettier-ignore
    ['case counts', 'alice', () => '', allow('m', ['Subject', 'L', 'REDMOND']), 'unmapped - - documented 401.2'],
    ['case is set aside', 'alice', () => '', allow('m', ['Subject', 'L', 'REDMOND', 'false']), 'mapped m m documented -'], // prettier-ignore
    ['case of other letters is set aside', 'munich', () => '', allow('m', ['Subject', 'L', 'MÜNCHEN', 'false']), 'mapped m m documented -'], // prettier-ignore
    ['the state is S', 'munich', () => '', allow('m', ['Subject', 'S', 'Bayern']), 'mapped m m documented -'],
    ['the e-mail address is in no list', 'munich', () => '', allow('m', ['Subject', 'E', 'dora@contoso.example']), 'mapped m m unverified -'], // prettier-ignore
    ['a star stands for any text', 'munich', () => '', allow('m', ['Subject', 'CN', 'Dora*']), 'mapped m m unverified -'], // prettier-ignore
    ['two stars', 'munich', () => '', allow('m', ['Subject', 'L', '*nch*']), 'mapped m m unverified -'],
    ['a star is no regular expression', 'munich', () => '', allow('m', ['Subject', 'L', 'M.*n']), 'unmapped - - unverified 401.2'], // prettier-ignore
    ['a question mark is one', 'munich', () => '', allow('m', ['Subject', 'L', 'M?nchen']), 'unmapped - - documented 401.2'], // prettier-ignore
    ['a part is not the whole', 'munich', () => '', allow('m', ['Subject', 'L', 'Mün']), 'unmapped - - inferred 401.2'],
    ['the second of two OUs', 'sales', () => '', allow('m', ['Subject', 'OU', 'EMEA']), 'mapped m m unverified -'],
    ['an OU beside the name in one RDN', 'joined', () => '', allow('m', ['Subject', 'OU', 'Sales']), 'mapped m m documented -'], // prettier-ignore
    ['quotes and brackets', 'sales', () => '', allow('m', ['Subject', 'CN', 'Bob &quot;the &lt;seller&gt;&quot;']), 'mapped m m documented -'], // prettier-ignore
    ['no rules at the end', 'other', () => '', allow('m', ['Subject', 'O', 'Contoso']) + forbid('rest'), 'denied - rest inferred 403.12'], // prettier-ignore
    ...Object.keys(encodings).map(
      (name) => [`a name as ${name}`, name, () => '', allow('m', ['Subject', 'CN', 'Zoë']), 'mapped m m documented -'] as [string, string, () => string, string, string], // prettier-ignore
    ),
  ])('decides: %s', async (_, visitor, one, many, expected) => {
    const { results } = await run([webConfig('case.config', one(), many), `pki/${visitor}.pem`]);
    expect(results().map(brief)).toEqual([expected]);
  });

  it('takes a folder with all that is below it; what is no certificate is named and stops nobody', async () => {
    const clients = join(base, 'clients');
    mkdirSync(join(clients, 'branch', 'deep'), { recursive: true });
    const from = (name: string) => readFileSync(join(base, 'pki', name));
    writeFileSync(join(clients, 'alice.cer'), from('alice.cer'));
    writeFileSync(join(clients, 'branch', 'deep', 'sales.pfx'), from('sales.pfx'));
    writeFileSync(join(clients, 'branch', 'other.pem'), from('other.pem'));
    writeFileSync(join(clients, 'broken.cer'), from('alice.cer').subarray(0, 200));
    writeFileSync(join(clients, 'read me.txt'), 'Nothing to see here.');
    writeFileSync(join(clients, 'empty.cer'), '');
    const file = webConfig('folder.config', byName('alice', 'a'), allow('m', ['Subject', 'O', 'Contoso']));
    const before = webConfig('folder-before.config', byName('other', 'o'), allow('m', ['Subject', 'O', 'Contoso']));
    const args = [file, 'clients/', 'pki/joined.pem', '--against', before];
    const { status, results, json, stdout } = await run(args, '{"files":{"clients/branch/deep/sales.pfx":"Pfx-Canary"}}'); // prettier-ignore
    expect(status).toBe(0);
    const told = results().map((each) => [each.certificate, each.account ?? each.outcome, each.before?.account ?? each.before?.outcome, each.changed]); // prettier-ignore
    expect(told).toEqual([
      ['clients/alice.cer', 'a', 'm', true],
      ['clients/branch/deep/sales.pfx', 'm', 'm', false],
      ['clients/branch/other.pem', 'unmapped', 'o', true],
      ['pki/joined.pem', 'm', 'm', false],
    ]);
    const { unopened } = json() as { unopened: { path: string; error: { code: string } }[] };
    expect(unopened.map(({ path, error }) => [path, error.code])).toEqual([
      ['clients/broken.cer', 'certificate.damaged'],
      ['clients/empty.cer', 'certificate.empty-file'],
      ['clients/read me.txt', 'certificate.not-recognised'],
    ]);
    expect(stdout).not.toContain('Canary');
    const locked = await run([file, 'clients']);
    expect(locked.status).toBe(0);
    expect(locked.json()).toMatchObject({ unopened: [{ path: 'clients/branch/deep/sales.pfx', error: { code: 'certificate.password-missing' } }, {}, {}, {}] }); // prettier-ignore
    const text = await runHere(['simulate', file, 'clients'], { cwd: base });
    expect(text.stdout).toMatch(/alice\.cer[^]*mapped to a by[^]*read me\.txt/);
  });

  it('tries a thousand certificates of a folder, each with its own outcome', async () => {
    mkdirSync(join(base, 'thousand'));
    const certificates = certificatesLike(join(base, 'pki', 'alice.cer'), 1000);
    for (const [index, certificate] of certificates.entries()) {
      writeFileSync(join(base, 'thousand', `${String(index).padStart(4, '0')}.cer`), Buffer.from(certificate, 'base64')); // prettier-ignore
    }
    const entries = certificates.map((certificate, index) => oneToOne(certificate, `user${index}`)).slice(0, 999);
    const file = webConfig('thousand.config', entries.join(''), '');
    const { results, json } = await run([file, 'thousand']);
    expect(results().map(({ account }) => account)).toEqual([...entries.map((_, index) => `user${index}`), undefined]);
    expect(json()).toMatchObject({ unopened: [] });
  });

  it.each<[string, string, string]>([
    ['the section', 'enabled="false"', 'unmapped - - documented 401.2'],
    ['one-to-one', 'enabled="true" oneToOneCertificateMappingsEnabled="false"', 'mapped staff contoso documented -'],
    [
      'many-to-one',
      'enabled="true" manyToOneCertificateMappingsEnabled="false"',
      'mapped alice oneToOne[0] documented -',
    ],
  ])('takes %s switched off as it is', async (_, more, expected) => {
    const many = manyToOne('contoso', [['Issuer', 'O', 'Contoso']]);
    const file = webConfig('off.config', oneToOne(derOf('alice'), 'alice'), many, more);
    const { results } = await run([file, 'pki/alice.pem']);
    expect(results().map(brief)).toEqual([expected]);
  });

  it('passes over a damaged entry and says so, with a warning and exit status 0', async () => {
    const file = webConfig('damaged.config', oneToOne(thumbprintOf('alice'), 'alice'), '');
    const { status, results } = await run([file, 'pki/alice.pem']);
    expect([status, ...results().map(brief)]).toEqual([0, 'unmapped - - documented 401.1']);
    expect(results()[0]).toMatchObject({
      trace: [{ result: 'no-match', reason: expect.stringContaining('thumbprint') as string }],
      findings: [{ code: 'mapping.certificate-damaged', severity: 'warning' }],
    });
  });

  it('asks for --site only when there are several sections, and refuses one that has none', async () => {
    const alice = mapping(oneToOne(derOf('alice'), 'one'), '');
    const both = applicationHost('both.config', { first: alice, second: mapping('', manyToOne('all', [])), third: '' });
    const needed = await run([both, 'pki/alice.pem']);
    expect([needed.status, needed.json()]).toMatchObject([2, { error: { code: 'simulate.site-needed' } }]);
    const first = await run([both, 'pki/alice.pem', '--site', 'FIRST']);
    const second = await run([both, 'pki/alice.pem', '--site', 'second']);
    expect([...first.results(), ...second.results()].map(brief)).toEqual([
      'mapped one oneToOne[0] documented -',
      'mapped staff all inferred -',
    ]);
    const none = await run([both, 'pki/alice.pem', '--site', 'third']);
    expect([none.status, none.json()]).toMatchObject([2, { error: { code: 'simulate.site-not-found' } }]);
    const single = await run([applicationHost('single.config', { first: alice, third: '' }), 'pki/alice.pem']);
    expect(single.results().map(brief)).toEqual(['mapped one oneToOne[0] documented -']);
  });

  it('counts what the server gives to its sites', async () => {
    const server = mapping(oneToOne(derOf('alice'), 'inherited'), '');
    const file = applicationHost('inherited.config', { site: mapping(oneToOne(derOf('renewed'), 'own'), '') }, server);
    const { results } = await run([file, 'pki/alice.pem', 'pki/renewed.pem', '--site', 'site']);
    expect(results().map(brief)).toEqual([
      'mapped inherited oneToOne[0] documented -',
      'mapped own oneToOne[1] documented -',
    ]);
  });

  it('shows with --against who changes, also against a site that had no mapping', async () => {
    const answers = write(
      'answers.json',
      JSON.stringify({
        version: 1,
        target: { windows: 'server-2022' },
        sslRequire: { site: 'new', physicalPath: 'D:\\sites\\new', requireSsl: true, clientCertificate: 'require' },
        certificateImport: { clients: [{ id: 'alice', file: 'pki/alice.pem' }] },
        userAccount: { accounts: [{ id: 'a', kind: 'local', userName: 'certuser', password: 'ask' }] },
        mapping: { disableAnonymous: true, oneToOne: [{ client: 'alice', account: 'a' }] },
        review: { target: 'applicationHost.config' },
      }),
    );
    const before = applicationHost('before.config', {
      old: mapping(oneToOne(derOf('other'), 'wrong'), ''),
      new: mapping(oneToOne(derOf('other'), 'visitor'), ''),
    });
    const certificates = ['pki/alice.pem', 'pki/other.pem'];
    const compared = await run([answers, ...certificates, '--against', before]);
    expect(compared.results().map(({ outcome, account, before: was }) => [outcome, account, was])).toEqual([
      ['mapped', 'certuser', { outcome: 'unmapped' }],
      ['unmapped', undefined, { outcome: 'mapped', account: 'visitor' }],
    ]);
    const empty = await run([answers, ...certificates, '--against', applicationHost('empty.config', { new: '' })]);
    expect(empty.results().map(({ before: was }) => was)).toEqual([{ outcome: 'unmapped' }, { outcome: 'unmapped' }]);
  });

  it('takes expiry and anonymous authentication as findings that change no outcome', async () => {
    const open = mapping(oneToOne(derOf('alice'), 'alice'), '').replace('enabled="false" />', 'enabled="true" />');
    const file = write('open.config', `<configuration>${open}</configuration>`);
    const { status, results } = await run([file, 'pki/alice.pem', 'pki/other.pem', '--at', later]);
    expect([status, ...results().map(brief)]).toEqual([
      0,
      'mapped alice oneToOne[0] documented -',
      'unmapped - - documented -',
    ]);
    for (const { findings } of results()) {
      expect(findings.map(({ code }) => code)).toEqual(['mapping.anonymous-on', 'certificate-import.not-valid-now']);
    }
  });

  it('prints the account, the reason, the entries and the status for people', async () => {
    const file = webConfig(
      'text.config',
      oneToOne(derOf('alice'), 'alice'),
      manyToOne('no', [['Subject', 'O', 'Fab*']], 'permissionMode="Deny"'),
    );
    const { status, stdout } = await runCli(['simulate', file, 'pki/alice.pem', 'pki/other.pem'], { cwd: base });
    expect(status).toBe(0);
    expect(stdout).toMatch(/mapped to alice by oneToOne\[0\] {2}inferred/);
    expect(stdout).toMatch(/denied by no {2}unverified/);
    expect(stdout).toMatch(/The visitor sees 403\.12 \(inferred\)/);
    expect(stdout).toMatch(/\+ manyToOne\[0\] no: .*\(unverified\)/);
  });

  it('ends with 2 for a file without mapping, a file that is no certificate, and a missing password', async () => {
    const file = webConfig('good.config', '', '');
    const bare = write('bare.config', '<configuration><system.webServer /></configuration>');
    write('junk.cer', 'no certificate');
    const codes = await Promise.all(
      [
        [bare, 'pki/alice.pem'],
        [file, 'junk.cer'],
        [file, 'pki/sales.pfx'],
        [file, 'missing.cer'],
      ].map(async (args) => {
        const { status, json } = await run(args);
        return [status, (json() as { error: { code: string } }).error.code];
      }),
    );
    expect(codes).toEqual([
      [2, 'simulate.no-mapping'],
      [2, expect.stringMatching(/^certificate\./)],
      [2, 'certificate.password-missing'],
      [2, 'files.not-found'],
    ]);
  });
});
