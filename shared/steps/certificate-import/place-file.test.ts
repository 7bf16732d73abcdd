import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCertificate, anInspectedCertificate } from '../../../e2e/fixtures/certificates.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import { answersSchema } from '../../wizard/answers.ts';
import { newDraft } from '../../wizard/draft.ts';
import { certificateImportAnswersSchema } from './answers.ts';
import {
  clientId,
  guessRole,
  placeFile,
  renameClient,
  roleOf,
  setRole,
  withoutFile,
  type FileRole,
} from './place-file.ts';

const server = '1.3.6.1.5.5.7.3.1';
const client = '1.3.6.1.5.5.7.3.2';
const key = { hasPrivateKey: true };
const root = aCertificate('Root', { isSelfSigned: true, isCertificateAuthority: true });
const issuing = aCertificate('Issuing CA', { isCertificateAuthority: true });

function file(path: string, ...certificates: Certificate[]) {
  return {
    path,
    format: 'pfx' as const,
    certificates: certificates.map(anInspectedCertificate),
    privateKeys: [],
    findings: [],
  };
}

describe('the role of a file', () => {
  it.each<[string, FileRole, Certificate[]]>([
    ['a key for servers', 'server', [aCertificate('web', { ...key, extendedKeyUsage: [server] })]],
    ['a key for servers and clients', 'server', [aCertificate('web', { ...key, extendedKeyUsage: [server, client] })]],
    ['a key for everything, with its chain', 'server', [root, issuing, aCertificate('web', key)]],
    ['a key for clients', 'client', [aCertificate('alice', { ...key, extendedKeyUsage: [client] }), issuing, root]],
    ['a certificate for clients', 'client', [aCertificate('alice', { extendedKeyUsage: [client] })]],
    ['a certificate for servers without its key', 'server', [aCertificate('web', { extendedKeyUsage: [server] })]],
    ['a certificate without purposes', 'client', [aCertificate('alice')]],
    ['a self-signed CA', 'root', [root]],
    ['a CA that another issued', 'intermediate', [issuing]],
    ['a bundle of both, which must not go to Trusted Root', 'intermediate', [root, issuing]],
    ['an old self-signed root without basic constraints', 'root', [aCertificate('Old', { isSelfSigned: true })]],
    ['a self-signed client', 'client', [aCertificate('alice', { isSelfSigned: true, extendedKeyUsage: [client] })]],
    ['a self-signed server', 'server', [aCertificate('web', { ...key, isSelfSigned: true })]],
  ])('%s is %s', (_, role, certificates) => {
    expect(guessRole({ certificates: certificates.map(anInspectedCertificate) })).toBe(role);
  });
});

describe('placing', () => {
  const draft = newDraft('server-2022');

  it('leaves a file where the user put it', () => {
    const placed = setRole(draft, file('a.cer', root), 'intermediate');
    expect(placeFile(placed, file('a.cer', root))).toEqual({ draft: placed, as: 'replaced', detail: '' });
  });

  it('lets a file that lacks its password wait, and says why another cannot be read', () => {
    const error = { code: 'certificate.password-missing', title: 'T', detail: '', fix: '' };
    expect(placeFile(draft, { path: 'a.pfx', error })).toEqual({ draft, as: 'locked', detail: '' });
    expect(placeFile(draft, { path: 'a.pfx', error: { ...error, code: 'x' } })).toMatchObject({ as: 'unreadable' });
  });

  it('moves a file from one role to another, and takes its mappings away', () => {
    const alice = file('alice.cer', aCertificate('alice'));
    const placed = placeFile(draft, alice).draft;
    const mapped = {
      ...placed,
      mapping: { ...placed.mapping, oneToOne: [{ client: 'alice', account: 'certuser', enabled: true }] },
    };
    const moved = setRole(mapped, alice, 'root');
    expect(roleOf(moved, 'alice.cer')).toBe('root');
    expect(moved.mapping.oneToOne).toEqual([]);
    expect(withoutFile(moved, 'alice.cer')).toEqual(draft);
  });

  it('renames a client in its mappings too', () => {
    const placed = placeFile(draft, file('alice.cer', aCertificate('alice'))).draft;
    const mapped = {
      ...placed,
      mapping: { ...placed.mapping, oneToOne: [{ client: 'alice', account: 'certuser', enabled: true }] },
    };
    expect(renameClient(mapped, 0, 'bob').mapping.oneToOne).toEqual([
      { client: 'bob', account: 'certuser', enabled: true },
    ]);
  });
});

describe('the id of a client', () => {
  it.each([
    ['alice', 'alice'],
    ['Müller, Jörg', 'Muller-Jorg'],
    ['../../etc/passwd', 'etc-passwd'],
    ['日本', 'client'],
    ['', 'client'],
  ])('for %o is %s', (name, id) => {
    expect(clientId(aCertificate(name), newDraft('server-2022'))).toBe(id);
  });

  it('fits the schema and is unique whatever the names are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 90 }), { maxLength: 12 }), (names) => {
        const draft = names.reduce(
          (each, name, index) => setRole(each, file(`${index}.cer`, aCertificate(name)), 'client'),
          newDraft('server-2022'),
        );
        const ids = draft.certificateImport.clients.map(({ id }) => id.toLowerCase());
        expect(new Set(ids).size).toBe(names.length);
        expect(certificateImportAnswersSchema.safeParse(draft.certificateImport).success).toBe(true);
      }),
    );
  });

  it('leaves answers that the schema takes', () => {
    const placed = placeFile(newDraft('server-2022'), file('web.pfx', aCertificate('web', key))).draft;
    const named = { ...placed, sslRequire: { ...placed.sslRequire, site: 'new' } };
    expect(answersSchema.parse(named)).toEqual(named);
  });
});
