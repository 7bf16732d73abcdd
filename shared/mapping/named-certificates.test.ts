import { describe, expect, it } from 'vitest';
import { aCertificate } from '../../e2e/fixtures/certificates.ts';
import { fillCertificates, nameCertificates } from './named-certificates.ts';
import { base64, many, one, section } from './testing/sections.ts';

describe('a section beside its clients', () => {
  const clients = [1, 2].map((serial) => ({
    id: `client ${serial}`,
    certificate: aCertificate(`client ${serial}`, { singleLineBase64: base64(serial) }),
  }));
  const entries = [one(1, 'a'), one(3, 'b'), one(2, 'c', { enabled: false }), one(1, 'd', { certificate: 'MII' })];
  const whole = section({ oneToOne: entries, manyToOne: [many('m', [])] });

  it('names their certificates, keeps others as they are, and is the same again once they are filled in', () => {
    const named = nameCertificates(whole, clients);
    expect(named.oneToOne.map(({ certificate, client }) => client ?? certificate)).toEqual([
      'client 1',
      base64(3),
      'client 2',
      'MII',
    ]);
    expect(JSON.stringify(named)).not.toContain(base64(1));
    expect(fillCertificates(named, new Map(clients.map((client) => [client.id, client])))).toEqual(whole);
  });
});
