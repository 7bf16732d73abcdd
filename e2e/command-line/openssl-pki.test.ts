import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../shared/api/finding.ts';
import type { Certificate, Chain } from '../../shared/certificates/certificate.ts';
import { certificatesIn, expectSoundBundle, filesHolding, textOf } from './bundles.ts';
import { temporaryFolder } from './folders.ts';
import { ellipticCurve, hasOpenssl, makePki, type Pki } from './openssl.ts';
import { runCli } from './run-cli.ts';

interface Inspected {
  path: string;
  format?: string;
  certificates?: Certificate[];
  privateKeys?: { certificate: string | null }[];
  error?: { code: string };
}

const pfxPassword = 'Pfx-Canary-\u00fc-1';
const accountPassword = 'Account-Canary-<&">-2';
const secrets = JSON.stringify({ files: { '*': pfxPassword }, accounts: { service: accountPassword } });

/** Awkward on purpose: quotes, umlauts, what a shell or PowerShell would run, a comma, an elliptic curve key. */
const clients = {
  quote: '/O=Contoso "Labs"/CN=Anna "Q" M\u00fcller, M\u00fcnchen',
  shell: "/O=Contoso/CN=$(calc) `id` %TEMP% 'x'; <b>&amp;",
  curve: '/O=Contoso/CN=Zo\u00eb \u4e2d\u6587',
};

describe.skipIf(!hasOpenssl)('a PKI made by the openssl command (needs openssl)', () => {
  const base = temporaryFolder();
  let pki: Pki;
  const derOf = (name: string) => pki.openssl('x509', '-in', `${name}.pem`, '-outform', 'der').toString('base64');

  beforeAll(() => {
    mkdirSync(join(base, 'pki'));
    pki = makePki(join(base, 'pki'));
    pki.issue('quote', clients.quote);
    pki.issue('shell', clients.shell);
    pki.issue('curve', clients.curve, { key: ellipticCurve });
    pki.issue('server', '/CN=new.example.com', {
      extensions: 'extendedKeyUsage=serverAuth\nsubjectAltName=DNS:new.example.com\n',
    });
    pki.pfx('server', pfxPassword);
    pki.pfx('curve', pfxPassword);
  });

  function writeAnswers(name: string, target: string, plainTextPasswords: boolean): string {
    const account = { id: 'service', kind: 'local', userName: 'certservice', create: true, password: 'ask' };
    const document = {
      version: 1,
      target: { windows: 'server-2022' },
      sslRequire: { site: 'new', physicalPath: 'D:\\sites\\new', requireSsl: true, clientCertificate: 'require' },
      certificateImport: {
        server: { file: 'pki\\server.pfx' },
        authorities: [
          { file: 'pki/root.cer', store: 'Root' },
          { file: 'pki/issuing.pem', store: 'CA' },
        ],
        clients: [
          { id: 'quote', file: 'pki/quote.pem' },
          { id: 'shell', certificate: derOf('shell') },
          { id: 'curve', file: 'pki/curve.pfx' },
        ],
      },
      userAccount: { accounts: [account] },
      mapping: {
        disableAnonymous: true,
        logonMethod: 'Network',
        oneToOne: Object.keys(clients).map((client) => ({ client, account: 'service' })),
      },
      review: { target, plainTextPasswords },
    };
    writeFileSync(join(base, name), JSON.stringify(document));
    return name;
  }

  it('inspect opens each file as openssl reads it, and builds the chain to the root', async () => {
    const names = ['server.pfx', 'curve.pfx', 'quote.pem', 'shell.pem', 'shell.key', 'issuing.pem', 'root.cer'];
    const args = ['inspect', ...names.map((name) => join('pki', name)), '--secrets-stdin', '--json'];
    const { status, json } = await runCli(args, { stdin: secrets, cwd: base });
    expect(status).toBe(0);
    const { files, chains } = json() as { files: Inspected[]; chains: Chain[] };
    expect(files.map(({ format }) => format)).toEqual(['pfx', 'pfx', 'pem', 'pem', 'key', 'pem', 'der']);
    const all = files.flatMap(({ certificates = [] }) => certificates);
    for (const name of ['server', ...Object.keys(clients), 'issuing', 'root']) {
      const thumbprint = /=(.*)/.exec(
        pki.openssl('x509', '-in', `${name}.pem`, '-noout', '-fingerprint', '-sha1').toString(),
      );
      const found = all.find((each) => each.thumbprint === thumbprint?.[1]?.replaceAll(':', ''));
      expect(found?.singleLineBase64, name).toBe(derOf(name));
    }
    const client = all.find(({ subject }) => subject.includes('Zo\u00eb'));
    expect(client?.publicKey).toMatchObject({ curve: expect.stringMatching(/256/) as string });
    expect(files[4]?.privateKeys?.[0]?.certificate).toBe(files[3]?.certificates?.[0]?.thumbprint);
    const chain = chains.find(({ of }) => of === client?.thumbprint);
    expect(chain?.paths).toMatchObject([{ complete: true, problems: [], thumbprints: { length: 3 } }]);
  });

  it('inspect tries every file and ends with 2 when one cannot be opened', async () => {
    writeFileSync(join(base, 'junk.pfx'), 'no certificate');
    const wrong = JSON.stringify({ files: { 'pki/server.pfx': 'Wrong-Canary' } });
    const args = ['inspect', 'junk.pfx', 'pki/server.pfx', 'pki/curve.pfx', 'pki/root.cer', 'missing.cer'];
    const { status, stdout, json } = await runCli([...args, '--json', '--secrets-stdin'], { stdin: wrong, cwd: base });
    expect(status).toBe(2);
    const { files } = json() as { files: Inspected[] };
    expect(files.map(({ error }) => error?.code)).toEqual([
      expect.stringMatching(/^certificate\./),
      'certificate.wrong-password',
      'certificate.password-missing',
      undefined,
      'files.not-found',
    ]);
    expect(stdout).not.toContain('Wrong-Canary');
  });

  describe.each(['web.config', 'applicationHost.config'])('export for %s', (target) => {
    const configuration = target === 'web.config' ? 'web.config' : 'applicationHost.location.xml';

    it.each([false, true])('holds exactly the mapped certificates, plainTextPasswords %s', async (plain) => {
      const answers = writeAnswers(`answers-${target}-${String(plain)}.json`, target, plain);
      const bundle = `bundle-${target}-${String(plain)}`;
      const args = ['export', answers, '--out', bundle, '--json', '--secrets-stdin'];
      const { status, stdout, stderr, json } = await runCli(args, { stdin: secrets, cwd: base });
      expect([status, stderr]).toEqual([0, '']);
      const { planDigest, findings } = json() as { planDigest: string; findings: Finding[] };
      const files = expectSoundBundle(join(base, bundle), planDigest);
      expect(certificatesIn(textOf(files, configuration))).toEqual(Object.keys(clients).map(derOf));

      const escaped = accountPassword
        .replace('&', '&amp;')
        .replace('<', '&lt;')
        .replace('>', '&gt;')
        .replaceAll('"', '&quot;');
      const places = [
        ...new Set([
          ...filesHolding(files, accountPassword),
          ...filesHolding(files, escaped),
          ...filesHolding(files, 'Account-Canary'),
        ]),
      ];
      expect(places).toEqual(plain ? [configuration] : []);
      expect(findings.some(({ code }) => code === 'review.plain-text-passwords')).toBe(plain);
      for (const secret of [pfxPassword, 'Pfx-Canary', 'PRIVATE KEY']) expect(filesHolding(files, secret)).toEqual([]);
      expect(stdout).not.toMatch(/Canary|PRIVATE KEY/);
    });
  });
});
