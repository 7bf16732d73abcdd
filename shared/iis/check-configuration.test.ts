import { describe, expect, it } from 'vitest';
import { checkConfiguration } from './check-configuration.ts';
import { configurationReportSchema } from './configuration-report.ts';
import { readConfiguration } from './read-configuration.ts';
import { sampleCertificate } from './testing/sample-edits.ts';

const thumbprint = 'A'.repeat(40);

function report(text: string, file = 'file.config') {
  const configuration = readConfiguration(new TextEncoder().encode(text), file);
  if (!configuration.ok) throw new Error(JSON.stringify(configuration.problem));
  return configurationReportSchema.parse(checkConfiguration(configuration.value, () => thumbprint));
}

/** Codes with their lines, without what only says that a web.config is locked on a standard server. */
function codes(text: string): string[] {
  return report(text)
    .findings.filter(({ code }) => code !== 'ssl-require.section-locked-by-default')
    .map(({ code, severity, location }) => `${severity} ${code} ${location?.line ?? ''}`);
}

const protectedAccess = '<access sslFlags="Ssl, SslNegotiateCert, SslRequireCert" />';
const off = '<anonymousAuthentication enabled="false" />';
const web = (access: string, authentication: string, rest = '') =>
  `<configuration><system.webServer><security>${access}<authentication>${authentication}</authentication></security></system.webServer>${rest}</configuration>`;
const mapping = (inner: string, attributes = 'enabled="true"') =>
  `<iisClientCertificateMappingAuthentication ${attributes}>${inner}</iisClientCertificateMappingAuthentication>`;
const entry = (given: Record<string, string> = {}) => {
  const all = { userName: 'u', password: '[enc:AesProvider:AA==:enc]', certificate: sampleCertificate, ...given };
  return `<add ${Object.entries(all)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ')} />`;
};
const oneToOne = (...entries: string[]) => `<oneToOneMappings>\n${entries.join('\n')}\n</oneToOneMappings>`;
const many = (name: string, rules: string, given = 'userName="u" password="[enc:AesProvider:AA==:enc]"') =>
  `<add name="${name}" ${given}><rules>${rules}</rules></add>`;
const manyToOne = (...entries: string[]) => `<manyToOneMappings>\n${entries.join('\n')}\n</manyToOneMappings>`;
const rule = (field: string, subField: string, criteria: string, rest = '') =>
  `<add certificateField="${field}" certificateSubField="${subField}" matchCriteria="${criteria}" ${rest}/>`;
const issuer = rule('Issuer', 'CN', 'CA');
const withEntries = (...entries: string[]) => web(protectedAccess, off + mapping(oneToOne(...entries)));
const withMany = (...entries: string[]) => web(protectedAccess, off + mapping(manyToOne(...entries)));

describe('findings by the thousand', () => {
  it('are listed up to a number of each kind, and the others counted', () => {
    const entries = Array.from({ length: 1500 }, () => entry({ userName: '', password: '', certificate: 'x' }));
    const { findings } = report(withEntries(...entries));
    expect(findings.filter(({ code }) => code === 'mapping.account-missing')).toHaveLength(1000);
    expect(findings.at(-1)).toMatchObject({ code: 'ssl-require.findings-left-out', severity: 'information' });
    expect(findings.at(-1)?.title).toMatch(/^1499 /);
  });

  it('name some of the thousands of sites that share one record', () => {
    const site = (_: unknown, index: number) =>
      `<site name="s${index}" id="${index + 1}"><bindings><binding protocol="https" bindingInformation="*:443:" /></bindings></site>`;
    const sites = Array.from({ length: 2000 }, site).join('');
    const server = `<configuration><system.applicationHost><sites>${sites}</sites></system.applicationHost><system.webServer><security>${protectedAccess}</security></system.webServer></configuration>`;
    const shared = report(server).findings.find(({ code }) => code === 'ssl-require.shared-endpoint');
    expect(shared?.detail).toContain('"s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10" and 1989 more');
  });
});

it('refuses a location with more levels than a path can have', () => {
  const path = (levels: number) => Array.from({ length: levels }, () => 'a').join('/');
  const read = (levels: number) =>
    readConfiguration(
      new TextEncoder().encode(`<configuration>\n<location path="${path(levels)}" /></configuration>`),
      'f',
    );
  expect(read(64).ok).toBe(true);
  expect(read(65)).toMatchObject({
    problem: { code: 'configuration.path-too-deep', location: { file: 'f', line: 2, column: 1 } },
  });
});

describe('findings of a web.config', () => {
  it('has none for what is right, but that the sections are locked on a standard server', () => {
    const { findings } = report(withEntries(entry()));
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['ssl-require.section-locked-by-default', 'warning'],
      ['ssl-require.section-locked-by-default', 'warning'],
      ['ssl-require.section-locked-by-default', 'warning'],
    ]);
  });

  it.each([
    [
      'flag of IIS 6',
      web('\n<access sslFlags="Ssl,SslNegotiateCert,SslMapCert" />', ''),
      ['error ssl-require.map-cert-flag 2'],
    ],
    ['misspelt flag', web('<access sslFlags="Ssl.SslRequireCert" />', ''), ['error ssl-require.invalid-value 1']],
    [
      'require without negotiate',
      web('<access sslFlags="Ssl, SslRequireCert" />', ''),
      ['warning ssl-require.require-without-negotiate 1'],
    ],
    ['no Ssl', web('<access sslFlags="SslNegotiateCert" />', ''), ['warning ssl-require.require-without-ssl 1']],
    ['numeric flags', web('<access sslFlags="8" />', ''), ['warning ssl-require.invalid-value 1']],
    ['not a Boolean', web('', '<anonymousAuthentication enabled="no" />'), ['error ssl-require.invalid-value 1']],
    ['misspelt section', web('', '<basicAuthentification />'), ['error ssl-require.unknown-section 1']],
    ['attribute of no section', web('<access flags="Ssl" />', ''), ['error ssl-require.unknown-attribute 1']],
    [
      'rule without field',
      withMany(many('a', '<add certificateSubField="CN" matchCriteria="x" />' + issuer)),
      ['error mapping.missing-attribute 2'],
    ],
    ['rule on SAN', withMany(many('a', issuer + rule('SubjectAltName', 'CN', 'x'))), ['error mapping.invalid-value 2']],
    ['empty name', withMany(many('', issuer)), ['error mapping.invalid-value 2']],
    ['same certificate', withEntries(entry(), entry({ userName: 'v' })), ['error mapping.same-certificate-twice 3']],
    [
      'same certificate in other text',
      withEntries(entry(), entry({ certificate: `${sampleCertificate.slice(0, 8)} ${sampleCertificate.slice(8)}` })),
      ['error mapping.certificate-damaged 3', 'warning mapping.same-certificate-other-text 3'],
    ],
    ['same name', withMany(many('a', issuer), many('a', issuer)), ['error mapping.same-name-twice 3']],
    ['names differ in case', withMany(many('A', issuer), many('a', issuer)), ['error mapping.names-differ-in-case 3']],
    ['same rule', withMany(many('a', `${issuer}\n${issuer}`)), ['error mapping.same-rule-twice 3']],
    ['no rules', withMany(many('a', '')), ['error mapping.rule-less-allow 2']],
    [
      'no rules in a disabled entry',
      withMany(many('a', '', 'enabled="false" userName="u"'), many('b', issuer)),
      ['warning mapping.rule-less-allow 2'],
    ],
    ['no issuer', withMany(many('a', rule('Subject', 'O', 'x'))), ['error mapping.allow-without-issuer 2']],
    ['Deny with no rules and no account', withMany(many('a', issuer), many('rest', '', 'permissionMode="Deny"')), []],
    [
      'Deny too late',
      withMany(
        many('all', rule('Issuer', 'CN', 'C*')),
        many('no', issuer + rule('Subject', 'OU', 'x'), 'permissionMode="Deny"'),
      ),
      ['warning mapping.deny-after-allow 3'],
    ],
    [
      'Deny of something else',
      withMany(many('a', issuer + rule('Subject', 'O', 'y')), many('no', issuer, 'permissionMode="Deny"')),
      [],
    ],
    ['clear text', withEntries(entry({ password: 'secret-canary' })), ['warning mapping.clear-text-password 2']],
    [
      'no provider',
      withEntries(entry({ password: '[enc:57686f:enc]' })),
      ['error mapping.cipher-text-without-provider 2'],
    ],
    ['blank password', withEntries(entry({ password: '' })), ['warning mapping.no-password 2']],
    ['no account', withEntries(entry({ userName: '', password: '' })), ['warning mapping.account-missing 2']],
    ['nothing enabled', withEntries(entry({ enabled: 'false' })), ['warning mapping.nothing-mapped 1']],
    [
      'collection off',
      web(
        protectedAccess,
        off + mapping(oneToOne(entry()), 'enabled="true" oneToOneCertificateMappingsEnabled="false"'),
      ),
      ['warning mapping.collection-off 1', 'warning mapping.nothing-mapped 1'],
    ],
    [
      'anonymous on',
      web(protectedAccess, `<anonymousAuthentication enabled="true" />\n${mapping(oneToOne(entry()))}`),
      ['error mapping.anonymous-on 1'],
    ],
    ['anonymous not told', web(protectedAccess, mapping(oneToOne(entry()))), ['warning mapping.anonymous-not-told 1']],
    [
      'second door',
      web(protectedAccess, `${off}<basicAuthentication enabled="true" />${mapping(oneToOne(entry()))}`),
      ['warning mapping.other-authentication 1'],
    ],
    [
      'directory mapper',
      web(
        protectedAccess,
        `${off}<clientCertificateMappingAuthentication enabled="true" />${mapping(oneToOne(entry()))}`,
      ),
      ['warning mapping.active-directory-mapper 1'],
    ],
    [
      'never asked',
      web('<access sslFlags="Ssl" />', off + mapping(oneToOne(entry()))),
      ['warning mapping.not-asked-for 1'],
    ],
    [
      'below the site',
      `<configuration>\n<location path="sub"><system.webServer><security><authentication>${mapping(oneToOne(entry()))}</authentication></security></system.webServer></location></configuration>`,
      ['warning mapping.below-site 2'],
    ],
    [
      'child re-opens by flags',
      web(
        protectedAccess,
        off,
        '\n<location path="open"><system.webServer><security><access sslFlags="None" /></security></system.webServer></location>',
      ),
      ['error ssl-require.child-reopens 2'],
    ],
    [
      'child re-opens by anonymous',
      web(
        protectedAccess,
        off,
        '\n<location path="a/b"><system.webServer><security><authentication><anonymousAuthentication enabled="true" /></authentication></security></system.webServer></location>',
      ),
      ['error ssl-require.child-reopens 2'],
    ],
    [
      'child that adds',
      web(
        '<access sslFlags="Ssl" />',
        '',
        `<location path="secure"><system.webServer><security>${protectedAccess}</security></system.webServer></location>`,
      ),
      [],
    ],
    [
      'section elsewhere',
      web('<access configSource="a.config" />', ''),
      ['warning ssl-require.section-not-readable 1'],
    ],
    ['section twice', web(`${protectedAccess}\n${protectedAccess}`, ''), ['error ssl-require.section-twice 2']],
    ['too large', web('', `<!--${'x'.repeat(250 * 1024)}-->`), ['error ssl-require.web-config-too-large ']],
    [
      'commented look-alike',
      '<configuration><!-- <system.webServer><security><acces /></security></system.webServer> --></configuration>',
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it.each([
    ['-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----', 'armour'],
    [`— — -BEGIN CERTIFICATE — — -${sampleCertificate}`, 'armour'],
    [`${sampleCertificate.slice(0, 64)}&#13;&#10;${sampleCertificate.slice(64)}`, 'line-break'],
    ['a909502dd82ae41433e6f83886b00d4277a32a7b', 'thumbprint'],
    ['A9 09 50 2D D8 2A E4 14 33 E6 F8 38 86 B0 0D 42 77 A3 2A 7B', 'thumbprint'],
    [`\uFEFF${sampleCertificate}`, 'byte-order-mark'],
    [sampleCertificate.slice(0, -3), 'truncated'],
    [sampleCertificate.slice(0, 120), 'truncated'],
    [`${sampleCertificate.slice(0, 9)}–${sampleCertificate.slice(10)}`, 'character'],
    ['MAUCAQMwAA==', 'pfx'],
    ['MA8GCSqGSIb3DQEHAqACMAA=', 'p7b'],
    ['MAUCAQAwAA==', 'private-key'],
    [btoa('M\0I\0I\0B\0'), 'utf-16'],
    [btoa('hello world!'), 'not-a-certificate'],
    ['', 'empty'],
  ])('names the damage of %j', (certificate, problem) => {
    const [section] = report(withEntries(entry({ certificate }))).mappings;
    expect(section?.oneToOne[0]).toEqual({ userName: 'u', enabled: true, problem, password: 'encrypted' });
    expect(codes(withEntries(entry({ certificate })))).toEqual(['error mapping.certificate-damaged 2']);
  });

  it("says what the walkthrough's own file has wrong, and what to write", () => {
    const { findings } = report(
      web(
        '',
        mapping(
          '<clear />\n<add userName="certuser" password="[enc:AesProvider:AA==:enc]" certificate="X" />',
          'enabled="true" oneToOneMappingsEnabled="true"',
        ),
      ),
    );
    const fixes = Object.fromEntries(
      findings.map(({ code, location, fix }) => [`${code} ${location?.line ?? ''}`, fix]),
    );
    expect(fixes['mapping.unknown-attribute 1']).toContain('oneToOneCertificateMappingsEnabled');
    expect(fixes['mapping.unknown-element 2']).toContain('<oneToOneMappings>');
  });

  it('never prints a password', () => {
    const text = withEntries(
      entry({ password: 'secret-canary' }),
      entry({ certificate: 'x', password: '[enc:AesProvider:Y2FuYXJ5:enc]' }),
    );
    expect(JSON.stringify(report(text))).not.toMatch(/canary|Y2FuYXJ5/);
  });
});

describe('an applicationHost.config', () => {
  const names = [
    'access',
    'authentication/anonymousAuthentication',
    'authentication/iisClientCertificateMappingAuthentication',
  ];
  const server = (rest: string, { modules = true, provider = 'IISCngProvider' } = {}) => `<configuration>
<configSections>
<sectionGroup name="system.applicationHost"><section name="sites" allowDefinition="AppHostOnly" overrideModeDefault="Deny" /></sectionGroup>
<sectionGroup name="system.webServer">
<section name="globalModules" allowDefinition="AppHostOnly" overrideModeDefault="Deny" /><section name="modules" overrideModeDefault="Allow" /><section name="handlers" />
<sectionGroup name="security"><section name="access" overrideModeDefault="Deny" /><sectionGroup name="authentication">
<section name="anonymousAuthentication" overrideModeDefault="Deny" /><section name="iisClientCertificateMappingAuthentication" overrideModeDefault="Deny" />
</sectionGroup></sectionGroup></sectionGroup>
</configSections>
<configProtectedData><providers><add name="${provider}" type="x" keyContainerName="y" /></providers></configProtectedData>
<system.applicationHost><sites>
<site name="new" id="1"><application path="/"><virtualDirectory path="/" physicalPath="D:\\new" /></application><bindings><binding protocol="http" bindingInformation="*:80:" /><binding protocol="https" bindingInformation="*:443:" sslFlags="0" /></bindings></site>
<site name="other" id="2"><application path="/"><virtualDirectory path="/" physicalPath="%SystemDrive%\\other" /></application><bindings><binding protocol="https" bindingInformation="*:443:o.example" /></bindings></site>
</sites></system.applicationHost>
<system.webServer><globalModules>${modules ? '<add name="IISCertificateMappingAuthenticationModule" image="authmap.dll" />' : ''}</globalModules>
<security><access sslFlags="None" /><authentication><anonymousAuthentication enabled="true" userName="IUSR" /><iisClientCertificateMappingAuthentication /></authentication></security></system.webServer>
<location path="" overrideMode="Allow"><system.webServer><modules>${modules ? '<add name="IISCertificateMappingAuthenticationModule" lockItem="true" />' : ''}</modules></system.webServer></location>
${rest}
</configuration>`;
  const atSite = (inner: string, path = 'New', attributes = '') =>
    `<location path="${path}"${attributes}><system.webServer><security>${inner}</security></system.webServer></location>`;
  const cng = (given = {}) => entry({ password: '[enc:IISCngProvider:AA==:enc]', ...given });
  const right = atSite(`${protectedAccess}<authentication>${off}${mapping(oneToOne(cng()))}</authentication>`);

  it('reports sites, locks, flags and mappings', () => {
    const found = report(server(right));
    expect(found).toMatchObject({
      kind: 'applicationHost',
      sites: [
        {
          name: 'new',
          physicalPath: 'D:\\new',
          bindings: [
            { protocol: 'http', bindingInformation: '*:80:', sslFlags: 0 },
            { protocol: 'https', bindingInformation: '*:443:', sslFlags: 0 },
          ],
        },
        { name: 'other', physicalPath: '%SystemDrive%\\other' },
      ],
      access: [
        { path: '', line: 16, sslFlags: [] },
        { path: 'New', site: 'new', line: 18, sslFlags: ['Ssl', 'SslNegotiateCert', 'SslRequireCert'] },
      ],
      anonymousAuthentication: [
        { path: '', enabled: true },
        { path: 'New', site: 'new', enabled: false },
      ],
      mappings: [
        {
          site: 'new',
          path: '/',
          enabled: true,
          oneToOneEnabled: true,
          manyToOneEnabled: true,
          logonMethod: 'ClearText',
          oneToOne: [{ userName: 'u', enabled: true, thumbprint, password: 'encrypted' }],
          manyToOne: [],
        },
      ],
    });
    const locked = Object.fromEntries(found.locks.map(({ section, locked: is }) => [section, is]));
    for (const name of names) expect(locked[`system.webServer/security/${name}`]).toBe(true);
    expect(locked['system.webServer/handlers']).toBe(false);
    expect(locked['system.applicationHost/sites']).toBe(true);
  });

  it('has nothing to say about a mapping that is right but what the bindings mean', () => {
    expect(codes(server(right))).toEqual([
      'warning ssl-require.shared-endpoint 12',
      'information ssl-require.http-binding-refused 12',
    ]);
  });

  it.each([
    ['feature absent', server(right, { modules: false }), 'warning mapping.feature-absent 15'],
    ['feature absent, nothing mapped', server('', { modules: false }), 'information mapping.feature-absent 15'],
    [
      'provider of another server',
      server(right, { provider: 'AesProvider' }),
      'error mapping.provider-not-on-this-server 19',
    ],
    ['site that is not there', server(atSite(protectedAccess, 'knew')), 'warning ssl-require.location-without-site 18'],
    [
      'entry inherited twice',
      server(right).replace('<iisClientCertificateMappingAuthentication />', mapping(oneToOne(cng()), '')),
      'error mapping.same-certificate-twice 21',
    ],
    [
      'section that is not declared',
      server(atSite('<authentication><windowsAuthentication enabled="false" /></authentication>')),
      'error ssl-require.section-not-declared 18',
    ],
    ['two sites of one name', server('').replace('name="other"', 'name="NEW"'), 'error ssl-require.same-site-twice 13'],
    [
      'one binding twice',
      server('').replace('bindingInformation="*:80:"', 'bindingInformation="*:443:"').replace('"http"', '"https"'),
      'error ssl-require.same-binding-twice 12',
    ],
    [
      'anonymous inherited',
      server(atSite(`${protectedAccess}<authentication>${mapping(oneToOne(cng()))}</authentication>`)),
      'error mapping.anonymous-on 16',
    ],
    [
      'open path below',
      server(`${right}\n${atSite('<access sslFlags="Ssl" />', 'new/open')}`),
      'error ssl-require.child-reopens 21',
    ],
    [
      'another door below',
      server(
        `${right}\n${atSite('<authentication>\n<windowsAuthentication enabled="true" /></authentication>', 'new/open')}`,
      ),
      'warning mapping.other-authentication 22',
    ],
    [
      'path below that nothing above it names',
      server(`${right}\n${atSite('\n<access sslFlags="None" />', 'NEW/a/b/c')}`),
      'error ssl-require.child-reopens 22',
    ],
    [
      'attribute that the server locks',
      server(right).replace('<access sslFlags="None" />', '<access sslFlags="None" lockAttributes="sslFlags" />'),
      'warning ssl-require.part-locked 18',
    ],
    [
      'all attributes locked but others',
      server(right).replace('<access sslFlags="None" />', '<access lockAllAttributesExcept="x" />'),
      'warning ssl-require.part-locked 18',
    ],
    [
      'elements that the server locks',
      server(right).replace(
        '<iisClientCertificateMappingAuthentication />',
        '<iisClientCertificateMappingAuthentication lockElements="manyToOneMappings, oneToOneMappings" />',
      ),
      'warning ssl-require.part-locked 18',
    ],
    [
      'name that differs from an inherited one in case only',
      server(
        atSite(
          `${protectedAccess}<authentication>${off}${mapping(manyToOne(many('STAFF', issuer, 'userName="u" password="[enc:IISCngProvider:AA==:enc]"')))}</authentication>`,
        ),
      ).replace(
        '<iisClientCertificateMappingAuthentication />',
        mapping(`<manyToOneMappings>${many('Staff', issuer, 'permissionMode="Deny"')}</manyToOneMappings>`, ''),
      ),
      'error mapping.names-differ-in-case 19',
    ],
    [
      'mappings at an application',
      server(atSite(`<authentication>${mapping(oneToOne(cng()))}</authentication>`, 'new/app')),
      'warning mapping.below-site 18',
    ],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toContain(expected);
  });

  it('does not find locked, doubled or open again what a level clears, leaves alone or tightens', () => {
    const inherited = server(
      atSite(
        `${protectedAccess}<authentication>${off}${mapping(`<oneToOneMappings><clear />${cng()}</oneToOneMappings>`)}</authentication>`,
      ) + atSite('<access sslFlags="Ssl, SslNegotiateCert, SslRequireCert, Ssl128" />', 'new/strict'),
    )
      .replace('<iisClientCertificateMappingAuthentication />', mapping(oneToOne(cng()), ''))
      .replace('<access sslFlags="None" />', '<access sslFlags="None" lockAttributes="other" />');
    expect(codes(inherited).filter((code) => /part-locked|twice|reopens/.test(code))).toEqual([]);
  });

  it('takes anonymous at the site as meant where a part below turns it off', () => {
    const text = server(
      atSite(`<authentication>${mapping(oneToOne(cng()))}</authentication>`) +
        atSite(`${protectedAccess}<authentication>${off}</authentication>`, 'new/secure'),
    );
    expect(codes(text).filter((code) => code.includes('anonymous') || code.includes('not-asked'))).toEqual([]);
  });

  it('shows an unlock of one site beside the lock of the server', () => {
    const { locks } = report(server(atSite('<access />', 'new', ' overrideMode="Allow"')));
    const access = locks.filter(({ section }) => section === 'system.webServer/security/access');
    expect(access.map(({ locked }) => locked)).toEqual([true, false]);
    expect(access[1]?.by).toContain('<location path="new" overrideMode="Allow">, line 18');
  });
});

describe('effective settings, providers and features', () => {
  const place = (site: string, access: string) =>
    `<location path="${site}"><system.webServer><security>\n${access}</security></system.webServer></location>`;
  const modules = (names: readonly string[]) =>
    `<system.webServer><globalModules>${names.map((name) => `<add name="${name}" image="i" />`).join('')}</globalModules><modules>${names
      .map((name) => `<add name="${name}" />`)
      .join('')}</modules><security><access sslFlags="Ssl" /></security></system.webServer>`;
  const serverFile = (names: readonly string[]) =>
    `<configuration><configProtectedData><providers><add name="IISCngProvider" type="t" /></providers></configProtectedData>
<system.applicationHost><sites><site name="A" id="1" /><site name="B" id="2" /></sites></system.applicationHost>
${modules(names)}
${place('a', '<access sslFlags="Ssl, SslNegotiateCert" />')}
${place('a/x', '<access sslFlags="None" />')}</configuration>`;

  it('say what counts at each site, and which line of which location says so', () => {
    const { effective } = report(serverFile([]));
    const flags = effective.filter(({ attribute }) => attribute === 'sslFlags');
    expect(flags.map(({ site, path, value, from }) => [site, path, value, from?.line, from?.path])).toEqual([
      [undefined, '/', 'Ssl', 3, ''],
      ['A', '/', 'Ssl, SslNegotiateCert', 5, 'a'],
      ['B', '/', 'Ssl', 3, ''],
      ['A', '/x', 'None', 7, 'a/x'],
    ]);
    expect(flags.at(-1)?.from?.column).toBe('<access '.length + 1);
    const silent = effective.find(({ site, attribute }) => site === 'A' && attribute === 'logonMethod');
    expect(silent).toMatchObject({ value: 'ClearText', from: null });
    expect(effective.some(({ attribute }) => attribute === 'password')).toBe(false);
  });

  it('name the encryption providers and the certificate mappers that are installed', () => {
    const none = report(serverFile([]));
    expect([none.encryptionProviders, none.features.map(({ installed }) => installed)]).toEqual([
      ['IISCngProvider'],
      [false, false],
    ]);
    const iis = report(serverFile(['IISCertificateMappingAuthenticationModule']));
    expect(iis.features.map(({ feature, installed }) => [feature, installed])).toEqual([
      ['Web-Cert-Auth', true],
      ['Web-Client-Auth', false],
    ]);
    const web = report('<configuration />');
    expect([web.encryptionProviders, web.features.map(({ installed }) => installed)]).toEqual([null, [null, null]]);
  });
});

describe('files that are not read', () => {
  it.each([
    ['<packages />', 'configuration.not-iis'],
    ['<configuration><packageSources /></configuration>', 'configuration.not-iis'],
    [
      '<configuration><configurationRedirection enabled="true" path="\\\\a" /></configuration>',
      'configuration.redirected',
    ],
    ['<Configuration />', 'configuration.not-iis'],
    ['<configuration', 'xml.not-well-formed'],
  ])('%s', (text, code) => {
    const configuration = readConfiguration(new TextEncoder().encode(text), 'f');
    expect(configuration.ok ? null : configuration.problem.code).toBe(code);
  });
});
