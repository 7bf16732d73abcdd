import { describe, expect, it } from 'vitest';
import { buildChains } from './chains.ts';
import type { ChainCertificate } from './chains.ts';
import { firstElement } from './der.ts';
import { NameReader, readName } from './distinguished-name.ts';
import type { Extensions } from './extensions.ts';
import { ExtensionReader } from './extensions.ts';
import type { GeneralName } from './general-name.ts';
import { encodeName } from './testing/encode-der.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const name = (text: string) => readName(firstElement(encodeName([[['2.5.4.3', 'utf8', text]]])));
const authority: Partial<Extensions> = { basicConstraints: { isCertificateAuthority: true, pathLength: null } };

interface Description {
  id: string;
  subject: string;
  issuer: string;
  /** The key of the certificate, and the key that signed it; both are the subject's and the issuer's name when left out. */
  key?: string;
  signer?: string;
  /** The key cannot have made any of the signatures. */
  isOfOtherKind?: true;
  extensions?: Partial<Extensions>;
  notAfter?: string;
  version?: number;
}

function certificate(
  description: Description,
): ChainCertificate & { signer: string; keyName: string; isOfOtherKind: boolean } {
  const {
    id,
    subject,
    issuer,
    key = subject,
    signer = issuer,
    extensions = {},
    notAfter = '2027-01-01',
    version = 3,
  } = description;
  return {
    thumbprint: id,
    isSelfSigned: subject === issuer && key === signer,
    signer,
    keyName: key,
    isOfOtherKind: description.isOfOtherKind ?? false,
    certificate: {
      encoding: new Uint8Array(),
      signedPart: new Uint8Array(),
      version,
      serialNumber: Uint8Array.of(1),
      subject: name(subject),
      issuer: name(issuer),
      notBefore: Date.parse('2025-01-01'),
      notAfter: Date.parse(notAfter),
      publicKey: {
        encoding: new TextEncoder().encode(key),
        oid: '',
        parameters: null,
        key: new Uint8Array(),
        description: { algorithm: 'RSA' },
      },
      signatureAlgorithm: { oid: '', name: 'sha256RSA', parameters: null },
      sameAlgorithmInside: true,
      signature: new Uint8Array(),
      extensions: { ...new ExtensionReader(new NameReader()).read(undefined), ...extensions },
    },
  };
}

function chainsOf(...descriptions: Description[]) {
  const certificates = descriptions.map(certificate);
  const byId = new Map(certificates.map((entry) => [entry.thumbprint, entry]));
  return buildChains(
    certificates,
    (child, issuer) => {
      const of = byId.get(issuer.thumbprint);
      if (byId.get(child.thumbprint)?.signer === of?.keyName) return 'valid';
      return of?.isOfOtherKind ? 'other-kind' : 'invalid';
    },
    now,
  );
}

const chainOf = (...descriptions: Description[]) => chainsOf(...descriptions)[0];
const root = { id: 'root', subject: 'Root', issuer: 'Root', extensions: authority };
const middle = { id: 'ca', subject: 'CA', issuer: 'Root', extensions: authority };
const leaf = { id: 'leaf', subject: 'Leaf', issuer: 'CA' };
const dns = (value: string): GeneralName => ({ type: 'dns', value });

describe('paths', () => {
  it('lead to the self-signed certificate', () => {
    expect(chainOf(leaf, root, middle)).toEqual({
      of: 'leaf',
      paths: [{ thumbprints: ['leaf', 'ca', 'root'], complete: true, problems: [] }],
      missing: [],
    });
  });

  it('name the issuer that is not there', () => {
    const extensions = { authorityKeyIdentifier: 'AB', caIssuersUrls: ['http://x/ca.cer'] };
    expect(chainOf({ ...leaf, extensions }, root)).toEqual({
      of: 'leaf',
      paths: [{ thumbprints: ['leaf'], complete: false, problems: [] }],
      missing: [{ issuer: 'CN=CA', authorityKeyIdentifier: 'AB', url: 'http://x/ca.cer' }],
    });
  });

  it('are all listed where a CA is certified twice, the one without problems first', () => {
    const cross = { ...middle, id: 'cross', issuer: 'Other' };
    const other = { ...root, id: 'other', subject: 'Other', issuer: 'Other', notAfter: '2026-01-01' };
    expect(chainOf(leaf, cross, other, middle, root)?.paths).toEqual([
      { thumbprints: ['leaf', 'ca', 'root'], complete: true, problems: [] },
      { thumbprints: ['leaf', 'cross', 'other'], complete: true, problems: ['expired'] },
    ]);
  });

  it('follow the key, not the name, where two CAs have one name', () => {
    const impostor = { ...middle, id: 'impostor', key: 'another key' };
    expect(chainOf(leaf, impostor, middle, root)?.paths.map(({ thumbprints }) => thumbprints)).toEqual([
      ['leaf', 'ca', 'root'],
    ]);
  });

  it('report a broken signature, unless the key identifier points elsewhere', () => {
    const forged = { ...leaf, signer: 'somebody' };
    expect(chainOf(forged, middle, root)?.paths).toEqual([
      { thumbprints: ['leaf', 'ca', 'root'], complete: true, problems: ['signature'] },
    ]);
    const elsewhere = { ...forged, extensions: { authorityKeyIdentifier: 'AA' } };
    const identified = { ...middle, extensions: { ...authority, subjectKeyIdentifier: 'BB' } };
    expect(chainOf(elsewhere, identified, root)).toMatchObject({
      paths: [{ thumbprints: ['leaf'], complete: false, problems: [] }],
      missing: [{ issuer: 'CN=CA' }],
    });
  });

  it('go through a renamed issuer by its key, and say so', () => {
    const child = { ...leaf, extensions: { authorityKeyIdentifier: 'AA' }, signer: 'ca key' };
    const renamed = {
      ...middle,
      subject: 'New CA',
      key: 'ca key',
      extensions: { ...authority, subjectKeyIdentifier: 'AA' },
    };
    expect(chainOf(child, renamed, root)).toMatchObject({
      paths: [{ thumbprints: ['leaf', 'ca', 'root'], complete: true, problems: ['issuer-name'] }],
      missing: [{ issuer: 'CN=CA' }],
    });
  });

  it('end in circles, and say so', () => {
    const a = { id: 'a', subject: 'A', issuer: 'B', extensions: authority };
    const b = { id: 'b', subject: 'B', issuer: 'A', extensions: authority };
    expect(chainOf(a, b)?.paths).toEqual([{ thumbprints: ['a', 'b'], complete: false, problems: ['loop'] }]);
  });

  it('do not count circles where another way leads out of them', () => {
    const a = { id: 'a', subject: 'A', issuer: 'B', extensions: authority };
    const b = { id: 'b', subject: 'B', issuer: 'A', extensions: authority };
    const out = { ...a, id: 'out', issuer: 'Elsewhere' };
    expect(chainOf({ ...leaf, issuer: 'A' }, a, b, out)).toMatchObject({
      paths: [{ thumbprints: ['leaf', 'out'], complete: false, problems: [] }],
      missing: [{ issuer: 'CN=Elsewhere' }],
    });
  });

  it('miss an issuer whose namesake has a key that makes no such signature, unless it is identified', () => {
    const forged = { ...leaf, signer: 'somebody' };
    const impostor: Description = { ...middle, isOfOtherKind: true };
    expect(chainOf(forged, impostor, root)).toMatchObject({
      paths: [{ thumbprints: ['leaf'], complete: false, problems: [] }],
      missing: [{ issuer: 'CN=CA' }],
    });
    const identified = { ...impostor, extensions: { ...authority, subjectKeyIdentifier: 'AA' } };
    expect(chainOf({ ...forged, extensions: { authorityKeyIdentifier: 'AA' } }, identified, root)?.paths).toMatchObject(
      [{ thumbprints: ['leaf', 'ca', 'root'], problems: ['signature'] }],
    );
    expect(chainOf({ ...root, signer: 'somebody', isOfOtherKind: true })).toMatchObject({
      paths: [{ complete: false, problems: [] }],
      missing: [{ issuer: 'CN=Root' }],
    });
  });

  it('are not complete at a certificate whose own signature is broken', () => {
    expect(chainOf({ ...root, signer: 'somebody' })).toEqual({
      of: 'root',
      paths: [{ thumbprints: ['root'], complete: false, problems: ['signature'] }],
      missing: [],
    });
  });

  it('stay few where every CA has certified every other', () => {
    const names = Array.from({ length: 30 }, (_, index) => `CA ${index}`);
    const mesh = names.flatMap((subject) =>
      names.map((issuer) => ({ id: `${subject}<${issuer}`, subject, issuer, extensions: authority })),
    );
    const chain = chainOf({ ...leaf, issuer: 'CA 0' }, ...mesh);
    expect(chain?.paths.length).toBeLessThanOrEqual(32);
    expect(chain?.paths[0]).toMatchObject({ complete: true, problems: [] });
  });
});

describe('problems', () => {
  const limited = (pathLength: number) => ({ basicConstraints: { isCertificateAuthority: true, pathLength } });
  const constrained = (permitted: GeneralName[], excluded: GeneralName[] = []) => ({
    ...authority,
    nameConstraints: { permitted, excluded },
  });
  const named = (...names: GeneralName[]) => ({ subjectAlternativeNames: names });
  const range = (...octets: number[]): GeneralName => ({ type: 'ip', value: '', octets: Uint8Array.from(octets) });

  it.each<[string, Description[], string[]]>([
    ['an expired leaf', [{ ...leaf, notAfter: '2026-05-31' }, middle, root], ['expired']],
    ['the last second of a leaf', [{ ...leaf, notAfter: '2026-06-01' }, middle, root], []],
    ['an expired root', [leaf, middle, { ...root, notAfter: '2026-05-31' }], ['expired']],
    ['an issuer without the CA flag', [leaf, { ...middle, extensions: {} }, root], ['ca-flag']],
    ['a root of version 1 needs no CA flag', [leaf, middle, { ...root, version: 1, extensions: {} }], []],
    ['a root of version 3 without basic constraints does neither', [leaf, middle, { ...root, extensions: {} }], []],
    [
      'a root that says it is none',
      [
        leaf,
        middle,
        { ...root, extensions: { basicConstraints: { isCertificateAuthority: false, pathLength: null } } },
      ],
      ['ca-flag'],
    ],
    [
      'a root without basic constraints whose key usage denies it',
      [leaf, middle, { ...root, extensions: { keyUsage: ['digitalSignature'] } }],
      ['key-usage'],
    ],
    ['a path length that is kept', [leaf, middle, { ...root, extensions: limited(1) }], []],
    ['a path length that is not', [leaf, middle, { ...root, extensions: limited(0) }], ['path-length']],
    [
      'key usage without keyCertSign',
      [leaf, { ...middle, extensions: { ...authority, keyUsage: ['cRLSign'] } }, root],
      ['key-usage'],
    ],
    ['key usage with it', [leaf, { ...middle, extensions: { ...authority, keyUsage: ['keyCertSign'] } }, root], []],
    [
      'an unknown critical extension',
      [{ ...leaf, extensions: { unknownCritical: ['1.2'] } }, middle, root],
      ['unknown-critical-extension'],
    ],
    ['a damaged extension', [{ ...leaf, extensions: { isInvalid: true } }, middle, root], ['damaged-extension']],
    [
      'a permitted name',
      [
        { ...leaf, extensions: named(dns('a.example.org')) },
        { ...middle, extensions: constrained([dns('example.org')]) },
        root,
      ],
      [],
    ],
    [
      'a name that ends alike',
      [
        { ...leaf, extensions: named(dns('badexample.org')) },
        { ...middle, extensions: constrained([dns('example.org')]) },
        root,
      ],
      ['name-constraints'],
    ],
    [
      'an excluded name, from the root',
      [
        { ...leaf, extensions: named(dns('a.example.org')) },
        middle,
        { ...root, extensions: constrained([], [dns('example.org')]) },
      ],
      ['name-constraints'],
    ],
    [
      'a name of a kind without constraints',
      [
        { ...leaf, extensions: named({ type: 'email', value: 'a@b' }) },
        { ...middle, extensions: constrained([dns('example.org')]) },
        root,
      ],
      [],
    ],
    [
      'an address within the range',
      [
        { ...leaf, extensions: named({ type: 'ip', value: '', octets: Uint8Array.of(10, 1, 2, 3) }) },
        { ...middle, extensions: constrained([range(10, 0, 0, 0, 255, 0, 0, 0)]) },
        root,
      ],
      [],
    ],
    [
      'an address outside',
      [
        { ...leaf, extensions: named({ type: 'ip', value: '', octets: Uint8Array.of(11, 1, 2, 3) }) },
        { ...middle, extensions: constrained([range(10, 0, 0, 0, 255, 0, 0, 0)]) },
        root,
      ],
      ['name-constraints'],
    ],
    [
      'a mailbox in a permitted host',
      [
        { ...leaf, extensions: named({ type: 'email', value: 'a@Example.org' }) },
        { ...middle, extensions: constrained([{ type: 'email', value: 'example.org' }]) },
        root,
      ],
      [],
    ],
    [
      'a subject below the permitted directory',
      [leaf, { ...middle, extensions: constrained([{ type: 'directory', value: '', name: name('leaf') }]) }, root],
      [],
    ],
    [
      'a subject elsewhere',
      [leaf, { ...middle, extensions: constrained([{ type: 'directory', value: '', name: name('other') }]) }, root],
      ['name-constraints'],
    ],
  ])('%s', (_, descriptions, problems) => {
    const chain = chainOf(...descriptions);
    expect(chain?.paths).toHaveLength(1);
    expect(chain?.paths[0]).toMatchObject({ complete: true, problems });
  });
});
