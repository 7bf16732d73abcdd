import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../../e2e/fixtures/certificates.ts';
import type { Finding } from '../../../shared/api/finding.ts';
import type { DocumentConfiguration } from '../../../shared/bundle/bundle-document-input.ts';
import { readmeHtml } from '../../../shared/bundle/readme-html.ts';
import { reportHtml } from '../../../shared/bundle/report-html.ts';
import { documentProblems, readDocument } from '../../../shared/bundle/testing/read-document.ts';
import { makePlan } from '../../../shared/plan/make-plan.ts';
import type { ConfigurationTarget } from '../../../shared/steps/review/answers.ts';
import { bundleDocumentInput } from './document-input.ts';
import type { ConfigurationFile } from './configuration-files.ts';

const digest = 'd1'.repeat(32);

const finding: Finding = {
  code: 'mapping.example',
  severity: 'warning',
  step: 'mapping',
  title: 'A title <b>',
  detail: 'A detail & more',
  fix: "A fix 'here'",
  certainty: 'inferred',
  source: 'A source',
  location: { file: 'answers.json', line: 7, path: 'mapping' },
};

interface Case {
  target?: ConfigurationTarget;
  site?: string;
  userName?: string;
  hostName?: string;
  paths?: string[];
  findings?: Finding[];
  configuration?: ConfigurationFile[];
}

/** Returns both documents for answers that have one client and one account. */
function documents({ target = 'applicationHost.config', site = 'new', findings = [finding], ...more }: Case = {}) {
  const answers = someAnswers((each) => {
    each.sslRequire.site = site;
    each.sslRequire.paths = more.paths ?? ['/'];
    if (each.sslRequire.binding && more.hostName !== undefined) each.sslRequire.binding.hostName = more.hostName;
    for (const account of each.userAccount?.accounts ?? []) account.userName = more.userName ?? account.userName;
    each.certificateImport = { ...each.certificateImport, server: { file: 'server.pfx' } };
    each.review.target = target;
  });
  const facts = someFacts(answers, { server: { certificate: aCertificate('server'), others: [] } });
  const plan = { ...makePlan(answers, facts, findings), digest };
  const loaded = { answers, facts, placeOf: () => undefined } as unknown as Parameters<
    typeof bundleDocumentInput
  >[0]['loaded'];
  const input = bundleDocumentInput({ loaded, findings, plan, configuration: more.configuration ?? [] }, ['plan.json']);
  return { plan, input, all: [readmeHtml(input), reportHtml(input)] };
}

const targets = ['web.config', 'applicationHost.config'] as const;

describe.each(targets)('README.html and report.html for %s', (target) => {
  it('are sound documents with every finding, the digest and the date', () => {
    for (const source of documents({ target }).all) {
      const document = readDocument(source);
      expect(documentProblems(document)).toEqual([]);
      for (const text of [finding.title, finding.detail, finding.fix, finding.source ?? '', finding.code, 'Inferred']) {
        expect(document.text).toContain(text);
      }
      expect(document.text).toContain(digest);
      expect(source).toContain('<time datetime="2026-06-01T00:00:00Z">');
    }
  });

  it('are the same bytes for the same input', () => {
    expect(documents({ target }).all).toEqual(documents({ target }).all);
  });

  it('name every change in the report', () => {
    const { plan, all } = documents({ target });
    const report = readDocument(all[1] ?? '').text;
    for (const { title, id } of plan.changes) {
      expect(report).toContain(title);
      expect(report).toContain(id);
    }
  });
});

describe('README.html', () => {
  const readme = (more: Case = {}) => readDocument(documents(more).all[0] ?? '');

  it('says first which entries wait for their password', () => {
    const { text } = readme();
    const first = text.indexOf('The entries of certuser are written with enabled="false"');
    expect(first).toBeGreaterThan(-1);
    expect(first).toBeLessThan(text.indexOf('1. Read the findings'));
  });

  it('unlocks the three sections for this one site, and only for web.config', () => {
    const { text } = readme({ target: 'web.config', site: 'Anna\u2019s' });
    expect(text.match(/unlock config 'Anna\u2019\u2019s' '-section:system\.webServer\/security\//g)).toHaveLength(3);
    expect(readme().text).not.toContain('unlock config');
  });

  it('sends GET with the server name for both TLS versions, to the protected path and port', () => {
    const { text } = readme({ paths: ['/s\u00e9cure area'] });
    for (const version of ['-tls1_2', '-tls1_3']) {
      expect(text).toContain(
        `'/s%C3%A9cure%20area' 'new.example.com' | openssl s_client -connect 'new.example.com:443' -servername 'new.example.com' ${version}`,
      );
    }
    expect(text).toMatch(/curl\.exe .*--tls-max 1\.2 --cert 'CurrentUser\\MY\\[0-9A-F]{40}' 'https:/);
  });

  it('tries www where the host name is a wildcard', () => {
    expect(readme({ hostName: '*.example.com' }).text).toContain("-servername 'www.example.com'");
  });
});

describe('hostile names', () => {
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom('<script>alert(1)</script>', '$(calc)', "'", '\u2019', '"', '`', '\u202e', '\u0000', '\ud800'),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => parts.join(''))
    .filter((name) => name !== '');

  it('change nothing of the documents but the places where they are shown', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom(...targets), (site, userName, target) => {
        const plain = documents({ target }).all.map((source) => readDocument(source).elements.map(({ name }) => name));
        const titled = { ...finding, title: site, detail: userName };
        const odd = documents({ target, site, userName, findings: [titled] }).all;
        for (const [index, source] of odd.entries()) {
          const document = readDocument(source);
          expect(documentProblems(document)).toEqual([]);
          expect(document.elements.map(({ name }) => name)).toEqual(plain[index]);
          expect(source).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are shown whole at five thousand characters', () => {
    const site = 'x<'.repeat(2500);
    for (const source of documents({ site }).all) expect(readDocument(source).text).toContain(site);
  });
});

describe('configuration files in the report', () => {
  const after =
    '<configuration>\r\n  <!-- CANARY -->\r\n  <add key="k" value="CANARY" />\r\n  <add userName="u" password="CANARY" />\r\n  <access sslFlags="Ssl" />\r\n</configuration>\r\n';

  it.each([null, '<configuration>\r\n  <add password="CANARY" />\r\n</configuration>\r\n'])(
    'show the change and no secret when %j was given',
    (before) => {
      const file: ConfigurationFile = { path: 'web.config', bytes: new Uint8Array(), before, after };
      const { all, input } = documents({ target: 'web.config', configuration: [file] });
      for (const source of all) expect(source).not.toContain('CANARY');
      expect(readDocument(all[1] ?? '').text).toContain('<access sslFlags="Ssl" />');
      expect(input.configuration.map(({ isMerged }: DocumentConfiguration) => isMerged)).toEqual([before !== null]);
    },
  );
});
