import { describe, expect, it } from 'vitest';
import { aCertificate } from '../../e2e/fixtures/certificates.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { expiring, findRenewals } from './renewal.ts';

const named = (type: string, value: string) => [[{ type, value }]];

function client(id: string, facts: Partial<Certificate> = {}) {
  return { id, certificate: aCertificate(id, { subjectRdns: named('CN', 'Alice'), ...facts }) };
}

const old = client('old', { notAfter: '2026-07-01T00:00:00Z' });

describe('a renewal', () => {
  it.each([
    ['has the same subject and ends later', { notAfter: '2027-07-01T00:00:00Z' }, [{ sameIssuer: true }]],
    ['may be spelt in another case', { subjectRdns: named('CN', 'ALICE ') }, [{ sameIssuer: true }]],
    ['may come from another CA, which is said', { issuerRdns: named('CN', 'Other') }, [{ sameIssuer: false }]],
    ['is not of another subject', { subjectRdns: named('CN', 'Alicia') }, []],
    ['does not end earlier', { notAfter: '2026-06-01T00:00:00Z' }, []],
  ])('%s', (_, facts, expected) => {
    expect(findRenewals([old], [client('new', facts)])).toMatchObject(
      expected.map((each) => ({ mapped: 'old', by: 'new', ...each })),
    );
  });

  it('is not a certificate that is mapped too, nor the same one', () => {
    const both = client('both');
    expect(findRenewals([old, both], [old, both])).toEqual([]);
  });

  it("is the same CA's before one that ends later", () => {
    const other = client('other', { issuerRdns: named('CN', 'Other'), notAfter: '2030-01-01T00:00:00Z' });
    expect(findRenewals([old], [other, client('soon'), client('late', { notAfter: '2028-01-01T00:00:00Z' })])).toEqual([
      { mapped: 'old', by: 'late', sameIssuer: true },
    ]);
  });

  it('is never guessed from an empty subject', () => {
    const nobody = { subjectRdns: [] };
    expect(findRenewals([client('a', { ...nobody, notAfter: '2026-02-01T00:00:00Z' })], [client('b', nobody)])).toEqual(
      [],
    );
  });
});

describe('the list of what expires', () => {
  it.each([
    ['2026-05-31T23:59:59Z', 'expired', -1],
    ['2026-06-01T00:00:00Z', 30, 0],
    ['2026-07-01T00:00:00Z', 30, 30],
    ['2026-07-01T00:00:01Z', 60, 30],
    ['2026-08-30T00:00:00Z', 90, 90],
  ])('has one that ends at %s under %s', (notAfter, window, days) => {
    expect(expiring([client('a', { notAfter })], '2026-06-01T00:00:00Z')).toMatchObject([{ id: 'a', window, days }]);
  });

  it('leaves out what is valid longer, and begins with what ends first', () => {
    const ends = ['2026-08-30T00:00:01Z', '2026-06-20T00:00:00Z', '2026-06-10T00:00:00Z'];
    const clients = ends.map((notAfter, index) => client(String(index), { notAfter }));
    expect(expiring(clients, '2026-06-01T00:00:00Z').map(({ id }) => id)).toEqual(['2', '1']);
  });
});
