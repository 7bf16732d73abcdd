import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../../../e2e/fixtures/certificates.ts';
import { adoptSite } from '../../../../shared/adopt/adopt-site.ts';
import { hasError } from '../../../../shared/api/finding.ts';
import { Secret } from '../../../../shared/api/secret.ts';
import type { Certificate } from '../../../../shared/certificates/certificate.ts';
import type { Configuration } from '../../../../shared/iis/configuration.ts';
import { readConfiguration } from '../../../../shared/iis/read-configuration.ts';
import { readSite } from '../../../../shared/iis/read-site.ts';
import { readSites, siteNames } from '../../../../shared/iis/sites.ts';
import { numberedCertificate, sampleCertificate } from '../../../../shared/iis/testing/sample-edits.ts';
import { logonMethods } from '../../../../shared/mapping/mapping-section.ts';
import { configurationEdits } from '../../../../shared/plan/configuration-edits.ts';
import { makePlan } from '../../../../shared/plan/make-plan.ts';
import { allFindings } from '../../../../shared/steps/registry.ts';
import { answeredSslFlags } from '../../../../shared/steps/ssl-require/rules.ts';
import type { Answers } from '../../../../shared/wizard/answers.ts';
import type { Facts } from '../../../../shared/wizard/facts.ts';
import { configurationFiles } from '../../bundle/configuration-files.ts';

function read(text: string | Uint8Array, file: string): Configuration {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const configuration = readConfiguration(bytes, file);
  if (!configuration.ok) throw new Error(configuration.problem.detail);
  return configuration.value;
}

const serverFile = (locations = '') => `<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <system.applicationHost>
    <sites>
      <site name="new" id="2">
        <application path="/"><virtualDirectory path="/" physicalPath="D:\\sites\\new" /></application>
        <bindings><binding protocol="https" bindingInformation="*:443:new.example.com" sslFlags="1" /></bindings>
      </site>
    </sites>
  </system.applicationHost>
${locations}
</configuration>
`;

/** Every certificate of these tests is one that can be read. */
const certificateOf = (text: string): Certificate => aCertificate(text.slice(-12), { singleLineBase64: text });

function adopt(configuration: Configuration, given: Partial<Parameters<typeof adoptSite>[0]> = {}) {
  const { file } = configuration;
  return adoptSite({ configuration, site: 'new', file, windows: null, sameServer: true, certificateOf, ...given });
}

/** Facts for answers with inline certificates, over the given file. */
function factsOf(answers: Answers, given: Configuration | null, passwords: readonly string[] = []): Facts {
  const files = {
    applicationHost: given?.kind === 'applicationHost' ? given : null,
    web: given?.kind === 'web' ? given : null,
  };
  return someFacts(answers, {
    ...files,
    sites: files.applicationHost && !files.applicationHost.isFragment ? readSites(files.applicationHost) : null,
    site: readSite(files, answers.sslRequire.site, answers.sslRequire.paths),
    passwordsGiven: new Set(passwords),
    clients: answers.certificateImport.clients.map((client) => ({
      id: client.id,
      certificate: certificateOf('certificate' in client ? client.certificate : ''),
    })),
  });
}

function exported(answers: Answers, facts: Facts, passwords = new Map<string, Secret>()) {
  const edits = configurationEdits(makePlan(answers, facts, []), passwords);
  const files = configurationFiles(edits, answers.review.target, facts);
  if (!files.ok) throw new Error(files.problem.detail);
  const file = files.value.find(({ path }) => path === answers.review.target);
  if (!file) throw new Error('There is no configuration file');
  return file.bytes;
}

/** What the answers come to: certificates and account names instead of ids. */
function meaning({ sslRequire, certificateImport, userAccount, mapping }: Answers) {
  const certificates = new Map(
    certificateImport.clients.map((client) => [client.id, 'certificate' in client ? client.certificate : '']),
  );
  const names = new Map(userAccount.accounts.map(({ id, userName }) => [id, userName]));
  const { logonMethod, defaultLogonDomain, disableAnonymous } = mapping;
  return {
    site: sslRequire.site,
    paths: [...sslRequire.paths].sort(),
    flags: answeredSslFlags(sslRequire),
    mapping: { logonMethod, defaultLogonDomain, disableAnonymous },
    oneToOne: mapping.oneToOne.map(({ client, account, enabled }) => [
      certificates.get(client),
      names.get(account),
      enabled,
    ]),
    manyToOne: mapping.manyToOne.map(({ account, ...entry }) => ({
      ...entry,
      acceptRisk: null,
      userName: account === undefined ? null : names.get(account),
    })),
  };
}

const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from(`"'&<>;$()\`\\/ \t\näß漢`), '&lt;', '😀'),
      fc.string({ maxLength: 1 }),
    ),
  })
  .filter((each) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(each));
const name = text.filter((each) => each !== '');
const userName = fc.constantFrom('certuser', '.\\local', 'CORP\\staff', 'Söhne', 'partner@corp.example', 'WEB01\\x y');

const documents = fc.record({
  target: fc.constantFrom('web.config' as const, 'applicationHost.config' as const),
  isGiven: fc.boolean(),
  paths: fc.constantFrom(['/'], ['/admin'], ['/', '/a/b'], ['/x', '/Y/z']),
  requireSsl: fc.boolean(),
  clientCertificate: fc.constantFrom('ignore' as const, 'accept' as const, 'require' as const),
  require128Bit: fc.boolean(),
  disableAnonymous: fc.boolean(),
  logonMethod: fc.constantFrom(...logonMethods),
  defaultLogonDomain: fc.constantFrom('', 'CORP'),
  accounts: fc.uniqueArray(fc.record({ userName, hasPassword: fc.boolean() }), {
    minLength: 1,
    maxLength: 4,
    selector: (each) => each.userName,
  }),
  oneToOne: fc.array(fc.record({ account: fc.nat(), enabled: fc.boolean() }), { maxLength: 5 }),
  manyToOne: fc.uniqueArray(
    fc.record({
      name,
      description: text,
      enabled: fc.boolean(),
      account: fc.option(fc.nat(), { nil: undefined }),
      rules: fc.uniqueArray(
        fc.record({
          certificateField: fc.constantFrom('Subject' as const, 'Issuer' as const),
          certificateSubField: name,
          matchCriteria: text,
          compareCaseSensitive: fc.boolean(),
        }),
        { maxLength: 3, selector: (rule) => JSON.stringify(rule) },
      ),
    }),
    { maxLength: 4, selector: (each) => each.name.toLowerCase() },
  ),
});

type Model = typeof documents extends fc.Arbitrary<infer T> ? T : never;

function answersOf(model: Model): Answers {
  const { target, paths, requireSsl, clientCertificate, require128Bit, accounts } = model;
  const { disableAnonymous, logonMethod, defaultLogonDomain } = model;
  const account = (index: number) => `account${index % accounts.length}`;
  return someAnswers((each) => {
    each.sslRequire = { site: 'new', paths: [...paths], requireSsl, clientCertificate, require128Bit };
    each.certificateImport = {
      clients: model.oneToOne.map((_, index) => ({ id: `client${index}`, certificate: numberedCertificate(index) })),
    };
    each.userAccount = {
      accounts: accounts.map((each, index) => ({
        id: `account${index}`,
        kind: each.userName.startsWith('.') || !/[\\@]/.test(each.userName) ? 'local' : 'domain',
        userName: each.userName,
        password: 'ask',
      })),
    };
    each.mapping = {
      disableAnonymous,
      logonMethod,
      defaultLogonDomain,
      oneToOne: model.oneToOne.map((entry, index) => ({
        client: `client${index}`,
        account: account(entry.account),
        enabled: entry.enabled,
      })),
      manyToOne: model.manyToOne.map(({ account: index, ...entry }) => ({
        ...entry,
        ...(index === undefined
          ? { permissionMode: 'Deny' as const }
          : { permissionMode: 'Allow' as const, account: account(index) }),
      })),
    };
    each.review = { target, plainTextPasswords: true };
  });
}

describe('answers -> files -> answers', () => {
  it('gives the same flags and mappings, and a second export changes nothing', () => {
    fc.assert(
      fc.property(documents, (model) => {
        const answers = answersOf(model);
        const passwords = new Map(
          model.accounts.flatMap(({ hasPassword }, index) =>
            hasPassword ? [[`account${index}`, new Secret('p&ß"]')] as const] : [],
          ),
        );
        const fresh = model.target === 'web.config' ? null : read(serverFile(), 'applicationHost.config');
        const given = model.isGiven && fresh === null ? read('<configuration />', 'web.config') : fresh;
        const bytes = exported(answers, factsOf(answers, given, [...passwords.keys()]), passwords);
        const file = read(bytes, model.target);
        const adopted = adopt(file);
        expect(adopted.answers.mapping.exact).toBe(true);
        expect(meaning(adopted.answers)).toEqual({ ...meaning(answers), site: 'new' });
        const facts = factsOf(adopted.answers, file);
        expect(allFindings(adopted.answers, facts).filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(new TextDecoder().decode(exported(adopted.answers, facts))).toBe(new TextDecoder().decode(bytes));
      }),
      { numRuns: 1000 },
    );
  });
});

/** A site's location with a mapping section and what stands before it. */
const location = (section: string, access = 'Ssl, SslNegotiateCert, SslRequireCert', more = '') => `
<location path="New">
  <system.webServer><security>
    <access sslFlags="${access}" />
    <authentication>
      <anonymousAuthentication enabled="false" />
      ${section}
    </authentication>
  </security></system.webServer>
</location>${more}`;
const mapping = (entries: string, attributes = '') =>
  `<iisClientCertificateMappingAuthentication enabled="true" ${attributes}>${entries}</iisClientCertificateMappingAuthentication>`;
const encrypted = '[enc:IISCngProvider:AAAA:enc]';
const oneToOne = (attributes: string, certificate = sampleCertificate) =>
  `<oneToOneMappings><add ${attributes} certificate="${certificate}" /></oneToOneMappings>`;
const adoptedFrom = (section: string, given = {}) =>
  adopt(read(serverFile(location(section)), 'applicationHost.config'), given);
const codes = ({ findings }: ReturnType<typeof adopt>) => findings.map(({ code }) => code);

describe('a fragment of a bundle', () => {
  it.each([[['/']], [['/', '/a/b']]])('with %j is adopted, and exported again without a change', (paths) => {
    const answers = someAnswers((each) => {
      each.sslRequire.paths = paths;
      each.certificateImport = { clients: [{ id: 'alice', certificate: sampleCertificate }] };
      each.review.plainTextPasswords = true;
      each.userAccount = { accounts: [{ id: 'certuser', kind: 'local', userName: 'certuser', password: 'ask' }] };
    });
    const passwords = new Map([['certuser', new Secret('p')]]);
    const facts = factsOf(answers, null, ['certuser']);
    const files = configurationFiles(
      configurationEdits(makePlan(answers, facts, []), passwords),
      answers.review.target,
      facts,
    );
    if (!files.ok) throw new Error(files.problem.detail);
    const [fragment] = files.value;
    if (!fragment) throw new Error('There is no fragment');
    const file = read(fragment.bytes, 'applicationHost.location.xml');
    expect(file).toMatchObject({ kind: 'applicationHost', isFragment: true });
    expect(siteNames(file)).toEqual(['new']);
    const adopted = adopt(file);
    expect(meaning(adopted.answers)).toEqual(meaning(answers));
    const again = factsOf(adopted.answers, file);
    expect(again.sites).toBeNull();
    expect(again.site?.locks).toContainEqual(expect.objectContaining({ locked: null }) as unknown);
    expect(allFindings(adopted.answers, again).filter(({ severity }) => severity === 'error')).toEqual([]);
    const edits = configurationEdits(makePlan(adopted.answers, again, []), new Map());
    const result = configurationFiles(edits, adopted.answers.review.target, again);
    if (!result.ok) throw new Error(result.problem.detail);
    expect(result.value.map(({ path, after }) => [path, after])).toEqual([
      ['applicationHost.location.xml', fragment.after],
    ]);
  });

  it('says where a path has no room in its one location', () => {
    const file = read('\n<location path="new"><system.webServer /></location>', 'part.xml');
    const answers = someAnswers((each) => (each.sslRequire.paths = ['/', '/below']));
    const facts = factsOf(answers, file);
    const edits = configurationEdits(makePlan(answers, facts, []), new Map());
    expect(configurationFiles(edits, 'applicationHost.config', facts)).toMatchObject({
      problem: { code: 'configuration.location-not-in-fragment', location: { file: 'part.xml', line: 2, column: 1 } },
    });
  });

  it('leaves open what only the server says', () => {
    const file = read(`<location path="new">${serverless(mapping(oneToOne('userName="u"')))}</location>`, 'part.xml');
    expect(codes(adopt(file))).toEqual(
      expect.arrayContaining(['ssl-require.flags-not-told', 'mapping.anonymous-not-told']),
    );
  });
});

/** Authentication without flags and without a word on anonymous. */
function serverless(section: string): string {
  return `<system.webServer><security><authentication>${section}</authentication></security></system.webServer>`;
}

describe('an existing setup', () => {
  it('becomes answers that name its file, its certificate, its account and no password', () => {
    const { answers, findings } = adoptedFrom(mapping(oneToOne(`userName="CORP\\alice" password="${encrypted}"`)));
    expect(answers).toMatchObject({
      target: { windows: 'server-2022', applicationHostConfig: 'applicationHost.config' },
      sslRequire: { site: 'new', physicalPath: 'D:\\sites\\new', paths: ['/'], clientCertificate: 'require' },
      certificateImport: { clients: [{ certificate: sampleCertificate }] },
      userAccount: { accounts: [{ id: 'alice', kind: 'domain', userName: 'CORP\\alice', password: 'keep' }] },
      mapping: { disableAnonymous: true, oneToOne: [{ account: 'alice', enabled: true }], exact: true },
      review: { target: 'applicationHost.config', plainTextPasswords: false },
    });
    expect(answers.sslRequire.binding).toBeUndefined();
    expect(JSON.stringify({ answers, findings })).not.toContain('enc:IIS');
    expect(hasError(findings)).toBe(false);
  });

  it('for another server names no file, asks for passwords and takes the binding along', () => {
    const { answers } = adoptedFrom(mapping(oneToOne(`userName="alice" password="${encrypted}"`)), {
      sameServer: false,
      windows: 'server-2025',
    });
    expect(answers.target).toEqual({ windows: 'server-2025' });
    expect(answers.userAccount.accounts).toMatchObject([{ userName: 'alice', password: 'ask' }]);
    expect(answers.sslRequire.binding).toMatchObject({ hostName: 'new.example.com', serverNameIndication: true });
  });

  it('keeps what it cannot take over, and says so', () => {
    const twice = oneToOne(`userName="alice" password="${encrypted}"`);
    const entries = [
      twice,
      twice.replace('certificate="', 'certificate=" '),
      oneToOne('userName=""', numberedCertificate(1)),
      oneToOne('userName="bob"', '3a 4f thumbprint'),
      '<manyToOneMappings><add name="nobody" /><add name="A" permissionMode="Deny" /><add name="a" permissionMode="Deny" /></manyToOneMappings>',
    ].join('');
    const adopted = adoptedFrom(mapping(entries));
    expect(adopted.answers.mapping).toMatchObject({ exact: false, oneToOne: [{}], manyToOne: [{ name: 'A' }] });
    expect(codes(adopted).filter((code) => code === 'mapping.not-adopted')).toHaveLength(5);
  });

  it('repairs a certificate whose text is only wrapped wrongly', () => {
    const wrapped = `-----BEGIN CERTIFICATE-----&#10;${sampleCertificate}&#10;-----END CERTIFICATE-----`;
    const { answers } = adoptedFrom(mapping(oneToOne(`userName="alice" password="${encrypted}"`, wrapped)));
    expect(answers.certificateImport.clients).toMatchObject([{ certificate: sampleCertificate }]);
    expect(answers.mapping.exact).toBe(true);
  });

  it('never brings to life what is off today', () => {
    const entries = oneToOne(`userName="alice" password="${encrypted}"`);
    const adopted = adoptedFrom(mapping(entries, 'oneToOneCertificateMappingsEnabled="false"'));
    expect(adopted.answers.mapping.oneToOne).toMatchObject([{ enabled: false }]);
    expect(codes(adopted)).toContain('mapping.collection-was-off');
  });

  it('takes a risk that the file takes already, as a warning', () => {
    const rules = '<manyToOneMappings><add name="all" userName="u" password="[enc:p:AA:enc]" /></manyToOneMappings>';
    const { answers, findings } = adoptedFrom(mapping(rules));
    expect(answers.mapping.manyToOne).toMatchObject([{ name: 'all', rules: [], acceptRisk: true }]);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'mapping.rule-less-allow', severity: 'warning' }) as unknown,
    );
  });

  it('takes the level that asks most of a visitor, and names the others', () => {
    const other =
      '<location path="new/open"><system.webServer><security><access sslFlags="None" /></security></system.webServer></location>';
    const file = read(serverFile(location(mapping(''), 'Ssl, SslNegotiateCert', other)), 'applicationHost.config');
    const adopted = adopt(file);
    expect(adopted.answers.sslRequire).toMatchObject({ paths: ['/'], requireSsl: true, clientCertificate: 'accept' });
    expect(codes(adopted)).toContain('ssl-require.other-level');
  });

  it.each([
    ['a binding of Windows Server 2025', serverFile().replace('sslFlags="1"', 'sslFlags="129"'), 'server-2025'],
    ['a binding without TLS 1.3', serverFile().replace('sslFlags="1"', 'sslFlags="33"'), 'server-2022'],
    [
      'providers of IIS 8',
      serverFile(
        '<configProtectedData><providers><add name="AesProvider" type="t" /></providers></configProtectedData>',
      ),
      'server-2012-r2',
    ],
  ])('looks at %s to guess the version of Windows', (_, source, windows) => {
    expect(adopt(read(source, 'applicationHost.config')).answers.target.windows).toBe(windows);
  });

  it('of a web.config that does not tell the flags says "require", and that it does not know', () => {
    const adopted = adopt(read('<configuration />', 'web.config'));
    expect(adopted.answers).toMatchObject({
      target: { webConfig: 'web.config' },
      sslRequire: { requireSsl: true, clientCertificate: 'require' },
      review: { target: 'web.config' },
    });
    expect(codes(adopted)).toEqual(expect.arrayContaining(['ssl-require.flags-not-told', 'mapping.nothing-to-adopt']));
  });
});
