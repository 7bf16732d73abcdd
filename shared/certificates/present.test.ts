import { describe, expect, it } from 'vitest';
import { purposeNames, shortName, validityOf } from './present.ts';

const period = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' };

describe('the validity of a certificate', () => {
  it.each([
    ['2025-12-31T23:59:59Z', { state: 'not-yet-valid', part: 0 }],
    ['2026-01-01T00:00:00Z', { state: 'valid', part: 0, daysLeft: 365 }],
    ['2026-12-31T12:00:00Z', { state: 'valid', daysLeft: 0 }],
    ['2027-01-01T00:00:01Z', { state: 'expired', part: 1, daysLeft: 0 }],
  ])('at %s is %o', (at, expected) => {
    expect(validityOf(period, at)).toMatchObject(expected);
  });
});

describe('the name to call a certificate by', () => {
  it.each([
    [[[{ type: 'O', value: 'Contoso' }], [{ type: 'CN', value: 'alice' }]], 'alice'],
    [[[{ type: 'O', value: 'Contoso' }]], 'Contoso'],
    [[[{ type: 'C', value: 'DE' }]], 'C=DE'],
    [[], '(no subject)'],
  ])('%o', (name, expected) => {
    expect(shortName(name, name.length === 0 ? '' : 'C=DE')).toBe(expected);
  });
});

it('An unknown purpose is named by its OID', () => {
  expect(purposeNames({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.2', '1.2.3.4'] })).toEqual([
    'Client Authentication',
    '1.2.3.4',
  ]);
});
