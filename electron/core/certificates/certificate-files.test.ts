import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../shared/api/secret.ts';
import { openCertificateFiles } from './certificate-files.ts';
import { maximumFileBytes } from './limits.ts';
import { codeOf, open, openOne } from './testing/open.ts';
import { hasOpenssl, Workshop } from './testing/openssl.ts';

const utf16 = (text: string, mark: boolean, big = false) => {
  const buffer = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return big ? buffer.swap16() : buffer;
};

describe.skipIf(!hasOpenssl)('certificate files', () => {
  const workshop = new Workshop();
  let pem = '';
  let der: Buffer = Buffer.alloc(0);
  beforeAll(() => {
    workshop.selfSigned('ca', ['-newkey', 'rsa:2048'], '/C=DE/O=A "B", C/CN=Größe');
    workshop.selfSigned('other', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], '/CN=other');
    workshop.write('extensions', 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=clientAuth,1.2.3.4\nsubjectAltName=DNS:a.example,IP:10.0.0.1,IP:2001:db8::1,email:a@b.c,URI:http://x/,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:u@d,RID:1.2.3,dirName:d\nauthorityInfoAccess=caIssuers;URI:http://x/ca.cer,OCSP;URI:http://x/ocsp\ncrlDistributionPoints=URI:http://x/ca.crl\ncertificatePolicies=1.2.3.5\nauthorityKeyIdentifier=keyid\n[d]\nCN=dir\n'); // prettier-ignore
    workshop.run('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', '/CN=leaf'); // prettier-ignore
    workshop.run('x509', '-req', '-in', 'leaf.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', '0xff01', '-days', '20', '-extfile', 'extensions', '-out', 'leaf.pem'); // prettier-ignore
    workshop.run('x509', '-in', 'leaf.pem', '-outform', 'DER', '-out', 'leaf.der');
    workshop.run(
      'crl2pkcs7',
      '-nocrl',
      '-certfile',
      'ca.pem',
      '-certfile',
      'leaf.pem',
      '-outform',
      'DER',
      '-out',
      'all.p7b',
    );
    workshop.run('crl2pkcs7', '-nocrl', '-certfile', 'ca.pem', '-certfile', 'leaf.pem', '-out', 'all.p7b.pem');
    pem = workshop.read('leaf.pem').toString();
    der = workshop.read('leaf.der');
  });

  it('say what openssl says', async () => {
    const { certificates } = await openOne(der);
    const print = (...args: string[]) => workshop.output('x509', '-in', 'leaf.pem', '-noout', ...args).trim();
    expect(certificates).toMatchObject([
      {
        subject: 'CN=leaf',
        issuer: 'CN=Größe, O="A ""B"", C", C=DE',
        issuerRdns: [
          [{ type: 'C', value: 'DE' }],
          [{ type: 'O', value: 'A "B", C' }],
          [{ type: 'CN', value: 'Größe' }],
        ],
        serialNumber: '00FF01',
        thumbprint: print('-fingerprint', '-sha1').split('=')[1]?.replaceAll(':', ''),
        sha256: print('-fingerprint', '-sha256').split('=')[1]?.replaceAll(':', '').toLowerCase(),
        notBefore: new Date(print('-startdate').split('=')[1] ?? '').toISOString(),
        notAfter: new Date(print('-enddate').split('=')[1] ?? '').toISOString(),
        publicKey: { algorithm: 'RSA', bits: 2048 },
        signatureAlgorithm: 'sha256RSA',
        isSelfSigned: false,
        isCertificateAuthority: false,
        keyUsage: ['digitalSignature', 'keyEncipherment'],
        extendedKeyUsage: ['1.3.6.1.5.5.7.3.2', '1.2.3.4'],
        subjectAlternativeNames: [
          { type: 'dns', value: 'a.example' },
          { type: 'ip', value: '10.0.0.1' },
          { type: 'ip', value: '2001:db8::1' },
          { type: 'email', value: 'a@b.c' },
          { type: 'uri', value: 'http://x/' },
          { type: 'upn', value: 'u@d' },
          { type: 'registeredId', value: '1.2.3' },
          { type: 'directory', value: 'CN=dir' },
        ],
        caIssuersUrls: ['http://x/ca.cer'],
        ocspUrls: ['http://x/ocsp'],
        crlUrls: ['http://x/ca.crl'],
        certificatePolicies: ['1.2.3.5'],
        hasPrivateKey: false,
        singleLineBase64: der.toString('base64'),
      },
    ]);
  });

  it.each<[string, string, () => Uint8Array | string]>([
    ['DER', 'der', () => der],
    ['DER with a line feed after it', 'der', () => Buffer.concat([der, Buffer.from('\n')])],
    ['PEM', 'pem', () => pem],
    ['PEM with text around it', 'pem', () => `Grüße,\n\nsubject=…\n${pem}\nregards -- me\n`],
    ['PEM in UTF-16 with a mark', 'pem', () => utf16(pem, true)],
    ['PEM in UTF-16 without', 'pem', () => utf16(pem, false)],
    ['PEM in UTF-16, big end first', 'pem', () => utf16(pem, true, true)],
    ['PEM with a UTF-8 mark', 'pem', () => `\ufeff${pem}`],
    ['PEM with CR LF', 'pem', () => pem.replaceAll('\n', '\r\n')],
    ['PEM without line breaks', 'pem', () => pem.replaceAll('\n', ' ')],
    ['PEM without any white space', 'pem', () => pem.replaceAll('\n', '')],
    ['PEM with typographic dashes', 'pem', () => pem.replaceAll('-----', '\u2014\u2013')],
    ['PEM with spaces of a web page', 'pem', () => pem.replaceAll('\n', '&nbsp;<br>\u00a0\u200b\n')],
    ['PEM in a JSON string', 'pem', () => JSON.stringify({ certificate: pem })],
    ['PEM quoted in a mail', 'pem', () => pem.replace(/^/gm, '> ')],
    ['PEM under an old label', 'pem', () => pem.replaceAll(' CERTIFICATE', ' X509 CERTIFICATE')],
    ['Base-64 in one line', 'base64', () => der.toString('base64')],
    ['Base-64 in lines', 'base64', () => der.toString('base64').replace(/(.{76})/g, '$1\r\n')],
    ['Base-64 in UTF-16', 'base64', () => utf16(der.toString('base64'), true)],
    ['Base-64 of a PEM file', 'pem', () => Buffer.from(pem).toString('base64')],
  ])('are read from %s', async (_, format, content) => {
    const opened = await openOne(content());
    expect(opened).toMatchObject({
      format,
      findings: [],
      certificates: [{ singleLineBase64: der.toString('base64') }],
    });
  });

  it.each(['all.p7b', 'all.p7b.pem'])('are read from PKCS #7: %s', async (name) => {
    const opened = await openOne(workshop.read(name));
    expect(opened.format).toBe('p7b');
    expect(opened.certificates.map(({ subject }) => subject).sort()).toEqual([
      'CN=Größe, O="A ""B"", C", C=DE',
      'CN=leaf',
    ]);
  });

  it('are read from a bundle with the key, whose certificate comes first', async () => {
    const opened = await openOne(Buffer.concat(['ca.pem', 'leaf.key', 'leaf.pem'].map((name) => workshop.read(name))));
    expect(opened.certificates.map(({ subject, hasPrivateKey }) => [subject.slice(0, 7), hasPrivateKey])).toEqual([['CN=leaf', true], ['CN=Größ', false]]); // prettier-ignore
  });

  it('and keys find each other across files', async () => {
    const { files } = await open({
      'leaf.key': workshop.read('leaf.key'),
      'leaf.der': der,
      'other.key': workshop.read('other.key'),
    });
    const thumbprint = (await openOne(der)).certificates[0]?.thumbprint;
    expect(files).toMatchObject([
      {
        format: 'key',
        certificates: [],
        privateKeys: [{ algorithm: 'RSA', bits: 2048, certificate: thumbprint }],
        findings: [],
      },
      { format: 'der' },
      { format: 'key', privateKeys: [{ algorithm: 'EC', bits: 384, certificate: null }] },
    ]);
  });

  it.each([
    ['traditional RSA', ['rsa', '-in', 'leaf.key', '-traditional']],
    ['traditional EC', ['ec', '-in', 'other.key']],
    ['DEK-Info with AES', ['rsa', '-in', 'leaf.key', '-traditional', '-aes256', '-passout', 'pass:secret']],
    ['DEK-Info with Triple DES', ['rsa', '-in', 'leaf.key', '-traditional', '-des3', '-passout', 'pass:secret']],
    ['PKCS #8 in DER', ['pkcs8', '-topk8', '-nocrypt', '-in', 'leaf.key', '-outform', 'DER']],
    ['scrypt', ['pkcs8', '-topk8', '-scrypt', '-in', 'leaf.key', '-passout', 'pass:secret']],
  ])('private keys: %s', async (_, args) => {
    workshop.run(...args, '-out', 'form.key');
    const bytes = workshop.read('form.key');
    expect(await openOne(bytes, 'secret')).toMatchObject({ format: 'key', privateKeys: [{}] });
    expect(await openOne(bytes.toString('latin1').startsWith('-') ? bytes.toString().replaceAll('\n', ' ') : bytes, 'secret')).toMatchObject({ privateKeys: [{}] }); // prettier-ignore
    if (args.includes('pass:secret')) {
      expect(await codeOf(bytes)).toBe('certificate.password-missing');
      expect(await codeOf(bytes, 'x')).toBe('certificate.wrong-password');
    }
  });

  it('belong to a key whose point is written shorter', async () => {
    workshop.run('ec', '-in', 'other.key', '-conv_form', 'compressed', '-out', 'compressed.key');
    workshop.run('req', '-x509', '-key', 'compressed.key', '-out', 'compressed.pem', '-subj', '/CN=compressed');
    workshop.pfx('other', 'other.pfx');
    const { files } = await open({ a: workshop.read('compressed.pem'), b: workshop.read('other.pfx'), c: workshop.read('compressed.key') }, { b: 'secret' }); // prettier-ignore
    const joined = await openOne(Buffer.concat([workshop.read('compressed.pem'), workshop.read('other.key')]));
    expect(files).toHaveLength(3);
    expect(joined).toMatchObject({ certificates: [{ subject: 'CN=compressed', hasPrivateKey: true }], findings: [] });
  });

  it('never show a key or a password', async () => {
    workshop.pfx('leaf', 'leaf.pfx');
    const answer = JSON.stringify(
      await open({ a: workshop.read('leaf.pfx'), b: workshop.read('leaf.key') }, { a: 'secret' }),
    );
    const { n, d, p } = JSON.parse(JSON.stringify(await keyParts(workshop.read('leaf.key')))) as Record<string, string>;
    expect(answer).not.toContain('secret');
    for (const part of [d, p]) expect(answer).not.toContain(part?.slice(4, 40));
    expect(n).toBeTruthy();
  });

  it('survive any change to them', async () => {
    workshop.pfx('other', 'small.pfx');
    const originals = [
      der,
      workshop.read('small.pfx'),
      workshop.read('all.p7b'),
      Buffer.from(pem),
      workshop.read('other.key'),
    ];
    const mutated = fc.sample(
      fc.tuple(fc.nat(originals.length - 1), fc.array(fc.tuple(fc.nat(100_000), fc.nat(255)), { minLength: 1, maxLength: 4 }), fc.option(fc.nat(100_000))), // prettier-ignore
      { numRuns: 300, seed: 5 },
    );
    const files = Object.fromEntries(
      mutated.map(([which, changes, cut], index) => {
        const bytes = Buffer.from(originals[which] ?? der);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        return [`${index}`, cut === null ? bytes : bytes.subarray(0, cut % bytes.length)];
      }),
    );
    const answer = await open(files, { '*': 'secret' });
    expect(answer.files).toHaveLength(300);
    const codes = new Set(answer.files.map((file) => ('error' in file ? file.error.code : 'opened')));
    expect(codes).toContain('certificate.damaged');
    expect(codes).not.toContain('certificate.reader-failed');
  });

  it('stop when they are cancelled, and the next call works', async () => {
    workshop.pfx('other', 'slow.pfx', '-iter', '1500000');
    const abort = new AbortController();
    const opening = openCertificateFiles(
      [{ name: 'slow', bytes: workshop.read('slow.pfx') }],
      { files: new Map([['slow', new Secret('secret')]]), accounts: new Map() },
      new Date().toISOString(),
      { signal: abort.signal, onProgress: () => abort.abort(new Error('enough')) },
    );
    await expect(opening).rejects.toThrow('enough');
    expect(await codeOf(workshop.read('other.key'))).toBe('opened');
  });
});

async function keyParts(pem: Buffer): Promise<unknown> {
  const { createPrivateKey } = await import('node:crypto');
  return createPrivateKey(pem).export({ format: 'jwk' });
}

describe('texts made to cost time', () => {
  const size = 4_000_000;
  it.each([
    ['hyphens', '-'.repeat(size)],
    ['blanks after a hyphen', `-${' '.repeat(size)}`],
    ['beginnings', '-BEGIN A '.repeat(size / 10)],
    ['tags', '<a'.repeat(size / 2)],
    ['references', '&#'.repeat(size / 2)],
    ['zeros', '0'.repeat(size)],
    ['equals signs', '='.repeat(size)],
  ])('%s', async (_, text) => {
    expect(await codeOf(text)).toMatch(/^certificate\.(?:not-recognised|damaged)$/);
  });
});

describe('files that are none', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['empty', '', 'certificate.empty-file'],
    ['white space', ' \r\n\t', 'certificate.empty-file'],
    ['a text', 'This is a text without any certificate in it, long enough.', 'certificate.not-recognised'],
    [
      'random octets',
      Uint8Array.from({ length: 300 }, (_, index) => (index * 7919) & 0xff),
      'certificate.not-recognised',
    ],
    ['a cut-off block', '-----BEGIN CERTIFICATE-----\nMIIC', 'certificate.damaged'],
    ['a block without Base-64', '-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----', 'certificate.damaged'],
    [
      'a block with something else',
      '-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----',
      'certificate.damaged',
    ],
    ['an empty SEQUENCE', Uint8Array.of(0x30, 0), 'certificate.not-recognised'],
    ['a huge length', Uint8Array.of(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x30), 'certificate.damaged'],
    ['a Java key store', Uint8Array.of(0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2), 'certificate.unsupported'],
    [
      'an OpenSSH key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
      'certificate.unsupported',
    ],
    ['too large a file', new Uint8Array(maximumFileBytes + 1), 'certificate.too-large'],
  ])('%s', async (_, content, code) => {
    expect(await codeOf(content)).toBe(code);
  });

  it('do not keep others from being opened, and keep their place', async () => {
    const { files, chains } = await open({ first: '', second: 'nothing at all in here' });
    expect(files).toMatchObject([
      { path: 'first', error: {} },
      { path: 'second', error: { location: { file: 'second' } } },
    ]);
    expect(chains).toEqual([]);
  });
});
