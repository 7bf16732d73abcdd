import { beforeAll, describe, expect, it } from 'vitest';
import { encode, encodeObjectIdentifier } from '../../../shared/certificates/testing/encode-der.ts';
import { codeOf, open, openOne } from './testing/open.ts';
import { hasLegacyCiphers, hasOpenssl, legacyProvider, Workshop } from './testing/openssl.ts';
import { withPbmac1 } from './testing/pbmac1.ts';
import { rfc9579Samples } from './testing/rfc9579.ts';

describe('RFC 9579 samples', () => {
  const fileOf = ({ content, macData }: (typeof rfc9579Samples)[number]) =>
    encode(0x30, Uint8Array.of(2, 1, 3), Buffer.from(content, 'base64'), Buffer.from(macData, 'base64'));

  it.each(rfc9579Samples)('$section is $verdict', async (sample) => {
    expect(await codeOf(fileOf(sample), '1234')).toBe(sample.verdict === 'valid' ? 'opened' : 'certificate.damaged');
  });

  it('tell a wrong password from damage', async () => {
    expect(await codeOf(fileOf(rfc9579Samples[0]), '12345')).toBe('certificate.wrong-password');
    expect(await codeOf(fileOf(rfc9579Samples[0]))).toBe('certificate.password-missing');
  });
});

describe.skipIf(!hasOpenssl)('PFX files of openssl', () => {
  const workshop = new Workshop();
  const keys = { rsa: ['-newkey', 'rsa:2048'], ec: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], ed25519: ['-newkey', 'ed25519'], pss: ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048'] }; // prettier-ignore
  beforeAll(() => {
    for (const [name, key] of Object.entries(keys)) workshop.selfSigned(name, key);
  });

  it.each([
    ['rsa', 'RSA', 'sha256RSA'],
    ['ec', 'EC', 'sha256ECDSA'],
    ['ed25519', 'Ed25519', 'Ed25519'],
    ['pss', 'RSA-PSS', 'RSASSA-PSS'],
  ])('with a key of type %s', async (name, algorithm, signatureAlgorithm) => {
    workshop.pfx(name, 'key.pfx', '-name', 'frïendly 日本');
    const { certificates, privateKeys, findings } = await openOne(workshop.read('key.pfx'), 'secret');
    const thumbprint = workshop.output('x509', '-in', `${name}.pem`, '-noout', '-fingerprint', '-sha1').split('=')[1]?.trim().replaceAll(':', ''); // prettier-ignore
    expect(certificates).toMatchObject([
      { thumbprint, hasPrivateKey: true, signatureAlgorithm, friendlyName: 'frïendly 日本', isSelfSigned: true },
    ]);
    expect(privateKeys).toMatchObject([{ algorithm, certificate: thumbprint }]);
    expect(findings).toEqual([]);
  });

  const ciphers = ['aes-128-cbc', 'aes-256-cbc', 'des-ede3-cbc', 'PBE-SHA1-3DES', 'PBE-SHA1-2DES', 'PBE-SHA1-RC2-40', 'PBE-SHA1-RC2-128', 'PBE-SHA1-RC4-40', 'PBE-SHA1-RC4-128', 'rc2-cbc', 'rc2-40-cbc', 'PBE-MD5-DES', 'PBE-SHA1-RC2-64']; // prettier-ignore
  it.skipIf(!hasLegacyCiphers).each(ciphers)('encrypted with %s', async (cipher) => {
    workshop.pfx('rsa', 'cipher.pfx', '-keypbe', cipher, '-certpbe', cipher, ...legacyProvider);
    const bytes = workshop.read('cipher.pfx');
    expect(await openOne(bytes, 'secret')).toMatchObject({ certificates: [{ hasPrivateKey: true }] });
    expect(await codeOf(bytes, 'Secret')).toBe('certificate.wrong-password');
    expect(await codeOf(bytes)).toBe('certificate.password-missing');
  });

  it.each(['camellia-256-cbc', 'aria-256-cbc'])('encrypted with %s are refused by name', async (cipher) => {
    workshop.pfx('rsa', 'foreign.pfx', '-keypbe', cipher, '-certpbe', cipher);
    const { files } = await open({ file: workshop.read('foreign.pfx') }, { file: 'secret' });
    const name = cipher.startsWith('camellia') ? 'Camellia' : 'ARIA';
    expect(files).toMatchObject([
      { error: { code: 'certificate.unsupported', detail: expect.stringContaining(name) as string } },
    ]);
  });

  it.each(['sha1', 'sha224', 'sha384', 'sha512', 'sha3-256'])('with an integrity code of %s', async (hash) => {
    workshop.pfx('ec', 'hash.pfx', '-macalg', hash);
    expect(await codeOf(workshop.read('hash.pfx'), 'secret')).toBe('opened');
  });

  it.each(['hmacWithSHA1', 'hmacWithSHA224', 'hmacWithSHA384', 'hmacWithSHA512', 'hmacWithSHA512-256'])(
    'encrypted keys with the PRF %s',
    async (prf) => {
      workshop.run('pkcs8', '-topk8', '-in', 'ec.key', '-v2', 'aes256', '-v2prf', prf, '-passout', 'pass:secret', '-out', 'prf.key'); // prettier-ignore
      expect(await openOne(workshop.read('prf.key'), 'secret')).toMatchObject({ format: 'key', privateKeys: [{ algorithm: 'EC' }] }); // prettier-ignore
    },
  );

  it('with two passwords are refused by name, because there is only one to give', async () => {
    workshop.pfx('ec', 'bare.pfx', '-nomac');
    const twice = withPbmac1(workshop.read('bare.pfx'), 'sha256', 'of the whole', 1000);
    expect(await codeOf(twice, 'of the whole')).toBe('certificate.unsupported');
  });

  it('with an empty password, with none, and without protection', async () => {
    workshop.run('pkcs12', '-export', '-in', 'ec.pem', '-inkey', 'ec.key', '-passout', 'pass:', '-out', 'empty.pfx');
    workshop.pfx('ec', 'bare.pfx', '-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac');
    expect(await codeOf(workshop.read('empty.pfx'))).toBe('opened');
    expect(await codeOf(workshop.read('empty.pfx'), '')).toBe('opened');
    expect(await codeOf(workshop.read('empty.pfx'), 'wrong')).toBe('certificate.wrong-password');
    const { files } = await open({ file: workshop.read('empty.pfx') }, { '*': 'of other files' });
    expect(files).toMatchObject([{ format: 'pfx' }]);
    const { findings } = await openOne(workshop.read('bare.pfx'));
    expect(findings.map(({ code }) => code)).toContain('certificate-import.no-integrity');
  });

  it.each(['grüße', '日本', 'a😀b', 'a b"\'$'])('with the password %s', async (password) => {
    workshop.run(
      'pkcs12',
      '-export',
      '-in',
      'ec.pem',
      '-inkey',
      'ec.key',
      '-passout',
      `pass:${password}`,
      '-out',
      'p.pfx',
    );
    expect(await codeOf(workshop.read('p.pfx'), password)).toBe('opened');
    workshop.run('pkcs12', '-export', '-in', 'ec.pem', '-inkey', 'ec.key', '-passout', `pass:${password}`, '-out', 'q.pfx', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'); // prettier-ignore
    expect(await codeOf(workshop.read('q.pfx'), password)).toBe('opened');
  });

  it('with a chain: the certificate of the key comes first', async () => {
    workshop.write('chain.pem', Buffer.concat([workshop.read('ec.pem'), workshop.read('pss.pem')]));
    workshop.pfx('rsa', 'chain.pfx', '-certfile', 'chain.pem');
    const { certificates } = await openOne(workshop.read('chain.pfx'), 'secret');
    expect(certificates.map(({ hasPrivateKey }) => hasPrivateKey)).toEqual([true, false, false]);
    expect(certificates[0]?.subject).toBe('CN=rsa');
  });

  it('that were changed after the export are damaged, not wrongly opened', async () => {
    workshop.pfx('rsa', 'changed.pfx');
    const bytes = workshop.read('changed.pfx');
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    expect(await codeOf(bytes, 'secret')).toBe('certificate.damaged');
    expect(await codeOf(bytes.subarray(0, 500), 'secret')).toBe('certificate.damaged');
  });

  it('with too many iterations are asked about', async () => {
    workshop.pfx('ec', 'many.pfx', '-iter', '2000001', '-nomac');
    expect(await codeOf(workshop.read('many.pfx'), 'secret')).toBe('certificate.too-many-iterations');
  });
});

describe('hostile PFX files', () => {
  const integer = (value: number) => encode(2, Uint8Array.of((value >> 24) & 0x7f, (value >> 16) & 255, (value >> 8) & 255, value & 255)); // prettier-ignore
  const oid = encodeObjectIdentifier;
  const data = (...content: Uint8Array[]) =>
    encode(0x30, oid('1.2.840.113549.1.7.1'), encode(0xa0, encode(4, ...content)));
  const withIterations = (count: number) =>
    encode(0x30, integer(3), data(encode(0x30)), encode(0x30, encode(0x30, encode(0x30, oid('1.3.14.3.2.26')), encode(4, 'x'.repeat(20))), encode(4, 'saltsalt'), integer(count))); // prettier-ignore

  it.each([
    ['10,000,000 iterations', withIterations(10_000_000), 'certificate.too-many-iterations'],
    ['2,000,000,000 iterations', withIterations(2_000_000_000), 'certificate.too-many-iterations'],
    ['no iterations', withIterations(0), 'certificate.damaged'],
    ['one iteration', withIterations(1), 'certificate.wrong-password'],
    ['a negative version field', encode(0x30, encode(2, Uint8Array.of(0xff)), data(encode(0x30))), 'opened'],
    ['nothing inside', encode(0x30, integer(3), data()), 'certificate.damaged'],
  ])('%s', async (_, bytes, code) => {
    expect(await codeOf(bytes, 'x')).toBe(code);
  });

  it('bags within bags end', async () => {
    let list = encode(0x30);
    for (let depth = 0; depth < 30; depth++) {
      list = encode(0x30, encode(0x30, oid('1.2.840.113549.1.12.10.1.6'), encode(0xa0, list)));
    }
    expect(await codeOf(encode(0x30, integer(3), data(encode(0x30, data(list)))), 'x')).toBe('certificate.damaged');
  });
});
