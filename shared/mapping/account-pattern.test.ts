import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCertificate } from '../../e2e/fixtures/certificates.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { isReservedAccountName, localNameProblem } from '../windows/account-name.ts';
import { accountNames } from './account-pattern.ts';

const subject = (...attributes: [type: string, value: string][]): Partial<Certificate> => ({
  subjectRdns: attributes.map(([type, value]) => [{ type, value }]),
});

function nameFor(pattern: string, facts: Partial<Certificate>, taken: string[] = []): string {
  const [name] = accountNames(pattern, [aCertificate('x', facts)], { taken });
  return name?.ok ? name.name : `(${name?.reason ?? ''})`;
}

describe('a pattern', () => {
  it.each<[string, Partial<Certificate>, string]>([
    ['{CN}', subject(['CN', 'Alice']), 'Alice'],
    ['{cn}', subject(['CN', 'Alice']), 'Alice'],
    ['cert-{CN}', subject(['CN', 'Jörg Müller']), 'cert-Jörg Müller'],
    ['{O}.{CN}', subject(['O', 'Contoso'], ['CN', 'Alice']), 'Contoso.Alice'],
    ['{OU}', subject(['OU', 'Sales'], ['OU', 'Sales East']), 'Sales East'],
    ['{CN}', subject(['CN', 'a name of more than twenty characters']), 'a name of more than'],
    ['{CN}', subject(['CN', 'O"Neill/ \\ [x]']), 'O-Neill- - -x'],
    ['{CN}', subject(['CN', '=cmd|calc']), 'cmd-calc'],
    ['{CN}', subject(['CN', '\u202eevil\u0007\u200b']), 'evil'],
    ['{CN}', subject(['CN', `${'a'.repeat(19)}😀`]), 'a'.repeat(19)],
    ['{CN}', subject(['CN', 'Administrator']), 'Administrator2'],
    ['{CN}', subject(['CN', 'ends with dot.']), 'ends with dot'],
    ['{email}', subject(['CN', 'x'], ['E', 'alice@contoso.com']), 'alice-contoso.com'],
    ['{user}', { subjectAlternativeNames: [{ type: 'upn', value: 'alice@contoso.com' }] }, 'alice'],
    ['c{serial}', { serialNumber: '0123456789ABCDEF' }, 'c89ABCDEF'],
    ['u{number}', {}, 'u1'],
    ['{CN}', subject(['O', 'Contoso']), '(The certificate has no CN.)'],
    ['{CN}', subject(['CN', '...']), '(It consists of nothing but dots and blanks.)'],
    ['fixed', {}, 'fixed'],
  ])('%o gives %o the name %o', (pattern, facts, expected) => {
    expect(nameFor(pattern, facts)).toBe(expected);
  });

  it('avoids the names in use, whatever their case', () => {
    expect(nameFor('{CN}', subject(['CN', 'Alice']), ['ALICE', 'alice2'])).toBe('Alice3');
  });

  it('gives names that Windows takes, each once', () => {
    const value = fc.string({ unit: fc.constantFrom(...Array.from('aAb1 .-"/\\@=ü😀\u202e\u0000')), maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 30 }),
        fc.constantFrom('{CN}', '{CN}x', 'aaaaaaaaaaaaaaaaaa{CN}'),
        (values, pattern) => {
          const certificates = values.map((each) => aCertificate(each, subject(['CN', each])));
          const names = accountNames(pattern, certificates, { taken: ['a'] }).flatMap((each) =>
            each.ok ? [each.name] : [],
          );
          expect(names.map(localNameProblem).filter((problem) => problem !== null)).toEqual([]);
          expect(names.filter(isReservedAccountName)).toEqual([]);
          expect(new Set([...names, 'a'].map((name) => name.toLowerCase())).size).toBe(names.length + 1);
        },
      ),
    );
  });

  it('numbers ten thousand of one name without trying each number again', () => {
    const certificates = Array.from({ length: 10_000 }, (_, index) =>
      aCertificate(String(index), subject(['CN', 'x'])),
    );
    const names = accountNames('{CN}', certificates, { taken: [] });
    expect(names.at(-1)).toEqual({ ok: true, name: 'x10000', adapted: true });
  });
});
