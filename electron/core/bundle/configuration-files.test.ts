import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import { Secret } from '../../../shared/api/secret.ts';
import { readConfiguration } from '../../../shared/iis/read-configuration.ts';
import { readSite } from '../../../shared/iis/read-site.ts';
import { readSites } from '../../../shared/iis/sites.ts';
import { logonMethods } from '../../../shared/mapping/mapping-section.ts';
import { configurationEdits } from '../../../shared/plan/configuration-edits.ts';
import { makePlan } from '../../../shared/plan/make-plan.ts';
import { answeredSslFlags } from '../../../shared/steps/ssl-require/rules.ts';
import type { Answers } from '../../../shared/wizard/answers.ts';
import type { Facts } from '../../../shared/wizard/facts.ts';
import { configurationFiles, type ConfigurationFile } from './configuration-files.ts';

const serverFile = `<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <configSections>
    <sectionGroup name="system.applicationHost">
      <section name="sites" overrideModeDefault="Deny" />
    </sectionGroup>
  </configSections>
  <system.applicationHost>
    <sites>
      <site name="other" id="1">
        <bindings>
          <binding protocol="http" bindingInformation="*:80:" />
        </bindings>
      </site>
      <site name="new" id="2">
        <application path="/">
          <virtualDirectory path="/" physicalPath="D:\\sites\\new" />
        </application>
        <bindings>
          <binding protocol="http" bindingInformation="*:80:new.example.com" />
        </bindings>
      </site>
    </sites>
  </system.applicationHost>
</configuration>
`;

function read(text: string, file: string) {
  const configuration = readConfiguration(new TextEncoder().encode(text), file);
  if (!configuration.ok) throw new Error(configuration.problem.detail);
  return configuration.value;
}

function files(answers: Answers, facts: Facts, passwords = new Map<string, Secret>()): ConfigurationFile[] {
  const printed = configurationFiles(
    configurationEdits(makePlan(answers, facts, []), passwords),
    answers.review.target,
    facts,
  );
  if (!printed.ok) throw new Error(`${printed.problem.title}: ${printed.problem.detail}`);
  return printed.value;
}

/** Any text that XML can hold; what it cannot hold is refused, which is another test's matter. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from(`"'&<>;$()\`\\/ \t\näß漢`), '&lt;', '😀'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
  })
  .filter((each) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(each));
const name = text.filter((each) => each.trim() !== '');

const mappings = fc.record({
  logonMethod: fc.constantFrom(...logonMethods),
  defaultLogonDomain: text,
  enabled: fc.array(fc.boolean(), { maxLength: 4 }),
  manyToOne: fc.uniqueArray(
    fc.record({
      name,
      description: text,
      enabled: fc.boolean(),
      permissionMode: fc.constantFrom('Allow' as const, 'Deny' as const),
      account: fc.constantFrom('certuser', undefined),
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
  requireSsl: fc.boolean(),
  clientCertificate: fc.constantFrom('ignore' as const, 'accept' as const, 'require' as const),
  require128Bit: fc.boolean(),
  paths: fc.constantFrom<string[]>(['/'], ['/admin'], ['/', '/a/b']),
  disableAnonymous: fc.boolean(),
  target: fc.constantFrom('web.config' as const, 'applicationHost.config' as const),
  given: fc.boolean(),
});

describe('the configuration files', () => {
  it('hold exactly the answered flags, mappings and rules', () => {
    fc.assert(
      fc.property(mappings, ({ enabled, manyToOne, target, given, paths, ...answered }) => {
        const ids = enabled.map((_, index) => `client${index}`);
        const answers = someAnswers((each) => {
          Object.assign(each.sslRequire, { paths }, answered, { logonMethod: undefined });
          each.sslRequire = {
            site: 'new',
            paths,
            requireSsl: answered.requireSsl,
            clientCertificate: answered.clientCertificate,
            require128Bit: answered.require128Bit,
          };
          each.certificateImport = { clients: ids.map((id) => ({ id, file: `${id}.cer` })) };
          const { logonMethod, defaultLogonDomain, disableAnonymous } = answered;
          each.mapping = {
            logonMethod,
            defaultLogonDomain,
            disableAnonymous,
            oneToOne: ids.map((client, index) => ({ client, account: 'certuser', enabled: enabled[index] })),
            manyToOne: manyToOne.map(({ account, ...mapping }) => ({ ...mapping, ...(account && { account }) })),
          };
          each.review = { target };
        });
        const applicationHost = given ? read(serverFile, 'applicationHost.config') : null;
        const givenFacts = {
          applicationHost,
          sites: applicationHost && readSites(applicationHost),
          site: readSite({ applicationHost, web: null }, 'new', paths),
        };
        const facts = someFacts(answers, givenFacts);
        const written = files(answers, facts).at(-1);
        const result = read(
          written?.path === 'applicationHost.location.xml'
            ? `<configuration>${written.after.replace(/^<\?xml.*?\?>/, '').replace(/<\/?configuration>/g, '')}</configuration>`
            : (written?.after ?? ''),
          written?.path ?? '',
        );
        const isWeb = target === 'web.config';
        const site = readSite(
          { applicationHost: isWeb ? null : withSite(result, given), web: isWeb ? result : null },
          'new',
          paths,
        );
        const flags = answeredSslFlags(answers.sslRequire);
        for (const path of site?.paths ?? []) {
          expect([...(path.sslFlags ?? [])].sort()).toEqual([...flags].sort());
          if (answered.disableAnonymous) expect(path.anonymousEnabled).toBe(false);
        }
        expect(site?.mapping).toMatchObject({
          enabled: true,
          logonMethod: answered.logonMethod,
          defaultLogonDomain: answered.defaultLogonDomain,
          oneToOne: facts.clients.map(({ certificate }) => ({
            certificate: certificate.singleLineBase64,
            userName: 'certuser',
            enabled: false,
            password: 'none',
          })),
          manyToOne: manyToOne.map(({ account, ...mapping }) => ({
            ...mapping,
            enabled: mapping.enabled && account === undefined,
            password: 'none',
          })),
        });
      }),
      { numRuns: 200 },
    );
  });

  it('hold a password only when it was asked for, at every entry of its account', () => {
    const answers = someAnswers((each) => {
      each.userAccount = { accounts: [{ id: 'certuser', kind: 'local', userName: 'certuser', password: 'ask' }] };
      each.mapping = {
        ...each.mapping,
        manyToOne: [
          {
            name: 'all',
            account: 'certuser',
            rules: [{ certificateField: 'Issuer', certificateSubField: 'CN', matchCriteria: 'CA' }],
          },
        ],
      };
    });
    const passwords = new Map([['certuser', new Secret('p&<"\'ä😀')]]);
    const facts = someFacts(answers, { passwordsGiven: new Set(passwords.keys()) });
    const clear = { ...answers, review: { ...answers.review, plainTextPasswords: true } };
    const withPassword = files(clear, facts, passwords)[0]?.after ?? '';
    expect(withPassword.match(/password="p&amp;&lt;&quot;'ä😀"/g)).toHaveLength(2);
    expect(withPassword.match(/<add enabled="false"/g)).toBeNull();
    expect(files(answers, facts, passwords)[0]?.after).not.toContain('password=');
  });

  it('change nothing when they are made from their own result', () => {
    const answers = someAnswers();
    const first = (text: string) => {
      const applicationHost = read(text, 'applicationHost.config');
      const site = readSite({ applicationHost, web: null }, 'new', ['/']);
      return files(answers, someFacts(answers, { applicationHost, sites: readSites(applicationHost), site })).at(-1)
        ?.after;
    };
    const once = first(serverFile) ?? '';
    expect(once).not.toBe(serverFile);
    expect(first(once)).toBe(once);
  });
});

/** A fragment alone has no sites; its location is read as a site's all the same. */
function withSite(configuration: ReturnType<typeof read>, given: boolean) {
  return given
    ? configuration
    : read(
        serverFile.replace('</configuration>', '') +
          configuration.document.text.replace(/^<configuration>/, '').replace(/<\/configuration>\s*$/, '') +
          '</configuration>',
        'applicationHost.config',
      );
}
