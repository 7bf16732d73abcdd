import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import { windowsVersions, windowsTraits } from '../../iis/windows-version.ts';
import type { SslRequireAnswers } from './answers.ts';
import { answeredSslFlags, sslRequireFindings, tlsVerdict } from './rules.ts';

const binding = (changes: Partial<NonNullable<SslRequireAnswers['binding']>> = {}) => ({
  ipAddress: '*',
  port: 443,
  hostName: 'new.example.com',
  serverNameIndication: true,
  negotiateClientCertificate: false,
  disableTls13: false,
  disableHttp2: false,
  ...changes,
});

function codes(change: Parameters<typeof someAnswers>[0], facts: Parameters<typeof someFacts>[1] = {}): string[] {
  const answers = someAnswers(change);
  return sslRequireFindings(answers, someFacts(answers, facts)).map(({ code }) => code);
}

describe('SSL flags', () => {
  it('never require a certificate without negotiating one', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.constantFrom('ignore', 'accept', 'require'),
        fc.boolean(),
        (ssl, certificate, bits) => {
          const flags = answeredSslFlags({
            site: 'new',
            paths: ['/'],
            requireSsl: ssl,
            clientCertificate: certificate,
            require128Bit: bits,
          });
          expect(flags.includes('SslNegotiateCert')).toBe(certificate !== 'ignore');
          expect(flags.includes('SslRequireCert')).toBe(certificate === 'require');
          expect(flags.includes('Ssl')).toBe(ssl);
          expect(flags.includes('Ssl128')).toBe(bits);
        },
      ),
    );
  });
});

describe('TLS verdict', () => {
  it.each([
    ['server-2012-r2', binding(), 'late-request-works'],
    ['server-2016', binding(), 'late-request-over-http2-not-known'],
    ['server-2019', binding({ disableHttp2: true }), 'late-request-works'],
    ['server-2022', binding(), 'late-request-fails'],
    ['server-2022', binding({ negotiateClientCertificate: true }), 'asked-in-first-handshake'],
    ['server-2022', binding({ disableTls13: true, disableHttp2: true }), 'late-request-works'],
    ['server-2022', binding({ disableTls13: true }), 'late-request-over-http2-not-known'],
    ['server-2022', undefined, 'binding-not-known'],
    ['server-2025', binding(), 'late-request-fails'],
    ['windows-11-24h2', binding(), 'late-request-fails'],
    ['windows-10', undefined, 'late-request-over-http2-not-known'],
  ] as const)('on %s with %o is %s', (windows, answered, kind) => {
    const answers = { clientCertificate: 'require' as const, ...(answered && { binding: answered }) };
    expect(tlsVerdict(answers, windows).kind).toBe(kind);
  });

  it('says what the visitor sees', () => {
    const verdict = (windows: 'server-2022' | 'server-2025') =>
      tlsVerdict({ clientCertificate: 'require', binding: binding() }, windows);
    expect(verdict('server-2022')).toMatchObject({ symptom: expect.stringContaining('reset') as string });
    expect(verdict('server-2025')).toMatchObject({ symptom: expect.stringContaining('0x80070032') as string });
  });

  it('has nothing to say when nobody is asked', () => {
    for (const windows of windowsVersions) {
      expect(tlsVerdict({ clientCertificate: 'ignore' }, windows).kind).toBe('not-asked');
    }
  });

  it('knows a symptom for every version with TLS 1.3', () => {
    for (const windows of windowsVersions) {
      const { hasTls13, lateRequestUnderTls13 } = windowsTraits[windows];
      expect(lateRequestUnderTls13 === 'not-applicable').toBe(!hasTls13);
    }
  });
});

describe('findings of step 1', () => {
  it('are none for sound answers', () => {
    expect(codes((answers) => (answers.certificateImport = { clients: [] }))).toEqual([
      'ssl-require.no-server-certificate',
    ]);
  });

  it.each([
    ['a path without slash', { paths: ['secure'] }, 'ssl-require.path-invalid'],
    ['a path upwards', { paths: ['/a/../b'] }, 'ssl-require.path-invalid'],
    ['a path with a backslash', { paths: ['/a\\b'] }, 'ssl-require.path-invalid'],
    ['a final slash', { paths: ['/a/'] }, 'ssl-require.path-invalid'],
    ['the same path twice', { paths: ['/a', '/A'] }, 'ssl-require.path-twice'],
    ['a site name that IIS refuses', { site: 'a/b' }, 'ssl-require.site-name'],
    ['a network folder', { physicalPath: '\\\\server\\share' }, 'ssl-require.physical-path-not-local'],
    ['a device path', { physicalPath: '\\\\?\\C:\\x' }, 'ssl-require.physical-path-not-local'],
    ['a relative folder', { physicalPath: 'sites\\new' }, 'ssl-require.physical-path-not-local'],
    [
      'name indication without a name',
      { binding: binding({ hostName: '' }) },
      'ssl-require.name-indication-without-host',
    ],
    ['an address that is none', { binding: binding({ ipAddress: '10.0.0.256' }) }, 'ssl-require.binding-address'],
    ['an IPv6 address without brackets', { binding: binding({ ipAddress: '::1' }) }, 'ssl-require.binding-address'],
    ['a host name with a port', { binding: binding({ hostName: 'a:443' }) }, 'ssl-require.binding-host-name'],
  ])('name %s as an error', (_, sslRequire, code) => {
    const answers = someAnswers((each) => Object.assign(each.sslRequire, sslRequire));
    const finding = sslRequireFindings(answers, someFacts(answers)).find((each) => each.code === code);
    expect(finding?.severity).toBe('error');
    expect(finding?.location?.path).toMatch(/^sslRequire\./);
  });

  it.each(['*', '10.0.0.5', '[::1]', '[2001:db8::5]', '[fe80:1:2:3:4:5:6:7]'])('take the address %s', (ipAddress) => {
    expect(codes((answers) => (answers.sslRequire.binding = binding({ ipAddress })))).not.toContain(
      'ssl-require.binding-address',
    );
  });

  it('name the nearest site of the given file', () => {
    const answers = someAnswers((each) => (each.sslRequire.site = 'nwe'));
    const sites = [
      { name: 'Default Web Site', physicalPath: null, bindings: [] },
      { name: 'new', physicalPath: null, bindings: [] },
    ];
    const [finding] = sslRequireFindings(answers, someFacts(answers, { sites }));
    expect(finding).toMatchObject({ code: 'ssl-require.site-not-in-file', severity: 'error' });
    expect(finding?.fix).toContain('"new"');
  });

  it('name the neighbours of a shared HTTP.SYS record', () => {
    const sites = [
      { name: 'new', physicalPath: null, bindings: [] },
      {
        name: 'shop',
        physicalPath: null,
        bindings: [{ protocol: 'https', bindingInformation: '*:443:', sslFlags: 0 }],
      },
    ];
    const found = (serverNameIndication: boolean) =>
      codes((answers) => (answers.sslRequire.binding = binding({ serverNameIndication })), { sites });
    expect(found(false)).toContain('ssl-require.shared-endpoint');
    expect(found(true)).not.toContain('ssl-require.shared-endpoint');
  });
});
