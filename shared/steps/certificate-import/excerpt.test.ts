import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aCertificate } from '../../../e2e/fixtures/certificates.ts';
import { certificateRoles } from '../../certificates/role.ts';
import { excerptOf } from './excerpt.ts';
import { guessRole, mainCertificate } from './place-file.ts';

const one = fc
  .record({
    hasPrivateKey: fc.boolean(),
    isCertificateAuthority: fc.boolean(),
    isSelfSigned: fc.boolean(),
    role: fc.constantFrom(...certificateRoles),
  })
  .map((parts) => ({ ...aCertificate('x'), daysLeft: 1, roleReason: '', ...parts }));
/** Most are alike, so that the one that decides is far behind. */
const alike = fc.tuple(one, fc.integer({ min: 0, max: 250 })).map(([each, count]) => Array.from({ length: count }, () => ({ ...each }))); // prettier-ignore
const many = fc.array(alike, { maxLength: 4 }).map((groups) => groups.flat());

it('the excerpt of a file is short, says how much it leaves out, and decides the same', () => {
  fc.assert(
    fc.property(many, (certificates) => {
      const excerpt = excerptOf({ path: 'a.pem', format: 'pem', certificates, privateKeys: [], findings: [] });
      expect(excerpt.count).toBe(certificates.length);
      expect(excerpt.certificates.length).toBeLessThanOrEqual(102);
      expect(mainCertificate(excerpt.certificates)).toEqual(mainCertificate(certificates));
      expect(guessRole(excerpt)).toBe(guessRole({ certificates }));
      expect(excerpt.certificates.slice(0, 100)).toEqual(certificates.slice(0, 100));
    }),
    { numRuns: 50 },
  );
});
