import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CallOutput } from '../../../../shared/api/contract.ts';
import type { Files } from '../../ports/files.ts';
import { hasOpenssl, Workshop } from '../../certificates/testing/openssl.ts';
import { encodeSerializedStore } from './testing/encode-serialized-store.ts';
import { trustCheckHandlers } from './handlers.ts';

const context = { signal: new AbortController().signal, onProgress: () => undefined };

const answers = {
  version: 1,
  target: { windows: 'server-2022' },
  sslRequire: { site: 'new', physicalPath: 'D:\\sites\\new', requireSsl: true, clientCertificate: 'require' },
  mapping: { disableAnonymous: true },
  review: { target: 'applicationHost.config' },
};

describe.skipIf(!hasOpenssl)('the trust check', () => {
  const workshop = new Workshop();
  const issue = (name: string, issuer: string, extensions: string, subject = `/CN=${name}`) => {
    workshop.write('extensions', extensions);
    workshop.run('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`, '-out', 'request', '-subj', subject); // prettier-ignore
    workshop.run('x509', '-req', '-in', 'request', '-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial', '-days', '30', '-extfile', 'extensions', '-out', `${name}.pem`); // prettier-ignore
  };
  const authority =
    'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid';
  const thumbprint = (name: string) =>
    new X509Certificate(workshop.read(`${name}.pem`)).fingerprint.replaceAll(':', '');
  const der = (name: string) => {
    workshop.run('x509', '-in', `${name}.pem`, '-outform', 'der', '-out', `${name}.der`);
    return workshop.read(`${name}.der`);
  };

  beforeAll(() => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    for (const name of ['root', 'stranger']) workshop.selfSigned(name, key);
    issue('issuing', 'root', authority);
    issue(
      'alice',
      'issuing',
      'extendedKeyUsage=clientAuth\nkeyUsage=digitalSignature\ncrlDistributionPoints=URI:http://crl.example.com/issuing.crl',
    );
    // A certificate that only looks self-signed: the name of the root, certified by another key of that name.
    workshop.selfSigned('impostor', key, '/CN=root');
    issue('renamed', 'impostor', authority, '/CN=root');
    workshop.run('crl2pkcs7', '-nocrl', '-certfile', 'root.pem', '-certfile', 'stranger.pem', '-outform', 'der', '-out', 'root.p7b'); // prettier-ignore
  });

  async function check(
    listings: Readonly<Record<string, string | Uint8Array>>,
    options: { store?: string; authorities?: { file: string; store: string }[]; client?: string } = {},
  ): Promise<CallOutput<'trust-check', 'check'>> {
    const { authorities = [{ file: 'issuing.pem', store: 'CA' }], store = 'Root', client = 'alice.pem' } = options;
    const document = { ...answers, certificateImport: { clients: [{ id: 'alice', file: client }], authorities } };
    const files: Files = {
      read: ({ handle }) => {
        const listing = listings[handle];
        const content = handle === 'answers' ? JSON.stringify(document) : (listing ?? workshop.read(handle));
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        return Promise.resolve({ ok: true, value: bytes });
      },
      filesBelow: () => Promise.reject(new Error('The trust check lists no folder')),
      resolve: (_, path) => ({ ok: true, value: { name: path, handle: path } }),
      pathInside: () => {
        throw new Error('The trust check asks for no folder');
      },
      writeFile: () => Promise.reject(new Error('The trust check writes nothing')),
      writeFolder: () => Promise.reject(new Error('The trust check writes nothing')),
    };
    const reply = await trustCheckHandlers(files).check(
      {
        answers: { name: 'answers.json', handle: 'answers' },
        at: new Date().toISOString(),
        secrets: { files: new Map(), accounts: new Map() },
        listings: Object.keys(listings).map((name) => ({ file: { name, handle: name }, store })),
      },
      context,
    );
    if (!reply.ok) throw new Error(`${reply.problem.code}: ${reply.problem.detail}`);
    return reply.value;
  }

  const states = ({ controls }: CallOutput<'trust-check', 'check'>) => controls.map(({ state }) => state);
  /** What stands in every answer, because the client is the same, is left out. */
  const codes = ({ findings }: CallOutput<'trust-check', 'check'>) =>
    findings.map(({ code }) => code.split('.')[1]).filter((code) => code !== 'revocation');
  const block = (name: string, issuer: string, subject: string, store = 'Root') =>
    `PSParentPath : Microsoft.PowerShell.Security\\Certificate::LocalMachine\\${store}\nRawData      : {48, 130, 5, 153...}\nThumbprint   : ${thumbprint(name)}\nIssuer       : ${issuer}\nSubject      : ${subject}\n\n`;

  it('knows nothing without a listing', async () => {
    expect(states(await check({}))).toEqual(['not-known', 'not-known']);
  });

  it('counts a root that this configuration puts there', async () => {
    const authorities = [{ file: 'issuing.pem', store: 'CA' }, { file: 'root.pem', store: 'Root' }]; // prettier-ignore
    expect(states(await check({}, { authorities }))).toEqual(['pass', 'not-known']);
  });

  it('passes on an export of the store that has the root', async () => {
    const result = await check({ 'root.p7b': workshop.read('root.p7b') });
    expect(states(result)).toEqual(['pass', 'pass']);
    expect(result.controls[1]).toMatchObject({ certainty: 'documented', classic: { state: 'pass' } });
    expect(result.listings).toEqual([
      { file: 'root.p7b', kind: 'certificates', stores: [{ store: 'Root', certificates: 2 }], basis: 'signatures', isFiltered: false },
    ]); // prettier-ignore
  });

  it('fails when the root is not in the store', async () => {
    const result = await check({ 'stranger.pem': workshop.read('stranger.pem'), 'ca.p7b': workshop.read('stranger.pem') }, { authorities: [{ file: 'issuing.pem', store: 'CA' }, { file: 'root.pem', store: 'CA' }] }); // prettier-ignore
    expect(states(result)).toEqual(['fail', 'pass']);
    expect(result.controls[0]?.undo).toBe(`Remove-Item Cert:\\LocalMachine\\Root\\${thumbprint('root')}`);
  });

  it('finds an intermediate in Root, with the way back', async () => {
    const result = await check({ 'all.sst': encodeSerializedStore([der('root'), der('issuing')]) });
    expect(states(result)).toEqual(['pass', 'fail']);
    expect(codes(result)).toEqual(['intermediate-in-root']);
    expect(result.findings[0]).toMatchObject({
      evidence: [{ from: 'all.sst', store: 'Root', thumbprint: thumbprint('issuing') }],
      undo: `Move-Item Cert:\\LocalMachine\\CA\\${thumbprint('issuing')} -Destination Cert:\\LocalMachine\\Root`,
    });
    expect(result.controls[1]?.classic?.state).toBe('fail');
  });

  it('finds what the classic command does not: one name and another key', async () => {
    const result = await check({ 'renamed.pem': workshop.read('renamed.pem') });
    expect(result.controls[1]).toMatchObject({ state: 'fail', classic: { state: 'pass' } });
    expect(codes(result)).toEqual(['renamed-issuer-in-root']);
  });

  it('says that a listing without bytes is judged by names', async () => {
    const text = block('root', 'CN=root', 'CN=root') + block('stranger', 'CN=stranger', 'CN=stranger');
    const result = await check({ 'list.txt': text });
    expect(result.controls[1]).toMatchObject({ state: 'pass', certainty: 'inferred' });
    expect(result.controls[1]?.detail).toContain('names');
    // The chain ends at a missing CA of that name; the listing has the name and not the key.
    expect(result.controls[0]?.state).toBe('not-known');
    const withRoot = await check({ 'list.txt': text }, { authorities: [{ file: 'issuing.pem', store: 'CA' }, { file: 'root.pem', store: 'CA' }] }); // prettier-ignore
    expect(states(withRoot)).toEqual(['pass', 'pass']);
  });

  it('does not take the filtered output for the whole store', async () => {
    const authorities = [{ file: 'issuing.pem', store: 'CA' }, { file: 'root.pem', store: 'CA' }]; // prettier-ignore
    const result = await check({ 'computer_filtered.txt': block('issuing', 'CN=root', 'CN=issuing') }, { authorities });
    expect(states(result)).toEqual(['not-known', 'fail']);
    expect(result.listings[0]?.isFiltered).toBe(true);
  });

  it('finds roots in the intermediate store and what is disallowed', async () => {
    const text = block('root', 'CN=root', 'CN=root', 'CA') + block('issuing', 'CN=root', 'CN=issuing', 'Disallowed');
    expect(codes(await check({ 'list.txt': text }))).toEqual(['root-in-ca', 'disallowed']);
  });

  it('names settings that change what the controls mean', async () => {
    const settings =
      'SendTrustedIssuerList    REG_DWORD    0x1\nClientAuthTrustMode    REG_DWORD    0x2\n[X] Client  Web-Client-Auth  Installed\n[ ] IIS  Web-Cert-Auth  Available';
    const result = await check({ 'settings.txt': settings, 'root.p7b': workshop.read('root.p7b') });
    expect(states(result)).toEqual(['not-known', 'pass']);
    expect(codes(result)).toEqual(['issuer-list-sent', 'client-auth-trust-mode', 'wrong-feature']);
    expect(result.findings.every(({ undo, source, severity }) => undo !== '' && source && severity !== 'error')).toBe(
      true,
    );
  });

  it.each([
    [1, 'root', 'pass'],
    [1, 'issuing', 'fail'],
    [2, 'issuing', 'pass'],
    [2, 'stranger', 'fail'],
    [1, null, 'not-known'],
  ] as const)('asks the store of issuers in ClientAuthTrustMode %i: %s in it, %s', async (mode, name, state) => {
    const authorities = [{ file: 'issuing.pem', store: 'CA' }, { file: 'root.pem', store: 'CA' }]; // prettier-ignore
    const issuerOf = { root: 'CN=root', issuing: 'CN=root', stranger: 'CN=stranger' };
    const listing = name && block(name, issuerOf[name], `CN=${name}`, 'ClientAuthIssuer');
    const files = { 'mode.txt': `ClientAuthTrustMode : ${mode}`, ...(listing !== null && { 'list.txt': listing }) };
    const [control] = (await check(files, { authorities })).controls;
    expect(control).toMatchObject({ id: 'client-roots', state });
    expect(control?.title).toContain('ClientAuthIssuer');
  });

  it('finds the certificate of a client in Root', async () => {
    const result = await check({ 'root.p7b': workshop.read('root.p7b'), 'alice.cer': der('alice') });
    expect(codes(result)).toEqual(['leaf-in-root']);
    expect(result.findings[0]).toMatchObject({
      evidence: [{ from: 'alice.cer', store: 'Root', thumbprint: thumbprint('alice') }],
      undo: `Import-Certificate -FilePath ${thumbprint('alice')}.cer -CertStoreLocation Cert:\\LocalMachine\\Root`,
    });
    const named = await check({ 'list.txt': block('alice', 'CN=issuing', 'CN=alice') });
    expect(codes(named)).toEqual(['leaf-in-root']);
  });

  it('finds the private key of a client on the server, and of anybody else not', async () => {
    const listing =
      block('alice', 'CN=issuing', 'CN=alice', 'My').trim() +
      `\nHasPrivateKey : True\n\n${block('stranger', 'CN=stranger', 'CN=stranger', 'My').trim()}\nHasPrivateKey : True\n`;
    const result = await check({ 'my.txt': listing });
    expect(codes(result)).toEqual(['client-key-on-server']);
    expect(result.findings[0]?.evidence).toMatchObject([{ from: 'my.txt', store: 'My', thumbprint: thumbprint('alice') }]); // prettier-ignore
    const without = await check({ 'my.txt': listing.replaceAll('True', 'False') });
    expect(codes(without)).toEqual([]);
  });

  it('finds what the answers are about to put where it does harm', async () => {
    workshop.write('issuing-and-key.pem', Buffer.concat([workshop.read('issuing.pem'), workshop.read('issuing.key')]));
    workshop.write('alice-and-key.pem', Buffer.concat([workshop.read('alice.pem'), workshop.read('alice.key')]));
    const authorities = [{ file: 'issuing-and-key.pem', store: 'CA' }, { file: 'alice.pem', store: 'Root' }]; // prettier-ignore
    const result = await check({}, { authorities, client: 'alice-and-key.pem' });
    expect(codes(result)).toEqual(['not-self-signed-in-root', 'leaf-to-root', 'authority-key', 'client-key']);
  });

  it('names the addresses of revocation', async () => {
    const { findings } = await check({});
    expect(findings.map(({ code, evidence }) => [code, evidence[0]?.says])).toEqual([
      ['trust-check.revocation', '"alice" names http://crl.example.com/issuing.crl.'],
    ]);
  });

  it('says of every finding what it rests on, what to do, how to go back and who says so', async () => {
    const everything = {
      'root.sst': encodeSerializedStore([der('root'), der('issuing'), der('alice')]),
      'list.txt': block('root', 'CN=root', 'CN=root', 'CA') + block('issuing', 'CN=root', 'CN=issuing', 'Disallowed'),
      'settings.txt':
        'SendTrustedIssuerList : 1\nClientAuthTrustMode : 2\nCtl Store Name : Own\n[X] a Web-Client-Auth b',
    };
    const { controls, findings } = await check(everything);
    expect(findings.length).toBeGreaterThan(8);
    for (const each of [...controls, ...findings]) {
      expect(each.evidence, each.title).not.toHaveLength(0);
      for (const text of [each.fix, each.undo, each.certainty, each.source]) expect(text, each.title).toMatch(/./);
    }
  });

  it('estimates a list of issuers that does not fit', async () => {
    const text = Array.from({ length: 400 }, (_, index) => block('root', `CN=Authority ${index}, O=Contoso, C=DE`, `CN=Authority ${index}, O=Contoso, C=DE`)).join(''); // prettier-ignore
    const result = await check({ 'list.txt': text, 'settings.txt': 'SendTrustedIssuerList : 1' });
    expect(codes(result)).toEqual(expect.arrayContaining(['issuer-list-too-long', 'issuer-list-sent']));
  });

  it.each([
    ['', 'trust-check.listing-empty'],
    ['nothing of the kind', 'certificate.not-recognised'],
  ])('refuses %j as a listing', async (text, code) => {
    await expect(check({ 'list.txt': text })).rejects.toThrow(code);
  });
});
