import { expect, it } from 'vitest';
import { someAnswers } from '../../../e2e/fixtures/answers.ts';
import { aCertificate, anInspectedCertificate } from '../../../e2e/fixtures/certificates.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import { offerFiles } from './offered-files.ts';

const opened = (path: string, ...certificates: Certificate[]) => ({
  path,
  format: 'pem' as const,
  certificates: certificates.map(anInspectedCertificate),
  privateKeys: [],
  findings: [],
});
const authority = aCertificate('CA', { isCertificateAuthority: true });

it('offers each certificate of dropped files once, and says of the others why not', () => {
  const answers = someAnswers();
  const clients = ['alice', 'bob'].map((id) => ({ id, certificate: aCertificate(id) }));
  const error = { code: 'certificate.damaged', title: 'Damaged', detail: '', fix: '' };
  const offers = offerFiles(
    [
      opened('alice.cer', aCertificate('alice')),
      opened('bob.cer', aCertificate('bob'), authority),
      opened('all.p7b', aCertificate('carol'), aCertificate('dave'), authority),
      opened('erin.pfx', aCertificate('frank'), aCertificate('erin', { hasPrivateKey: true })),
      opened('carol again.cer', aCertificate('carol')),
      opened('ca.cer', authority),
      { path: 'x.cer', error },
    ],
    answers,
    clients,
  );
  expect(
    offers.map((offer) =>
      offer.taken ? [offer.file, offer.certificate.subject, offer.client] : [offer.file, offer.problem.code],
    ),
  ).toEqual([
    ['alice.cer', 'import.already-mapped'],
    ['bob.cer', 'CN=bob', 'bob'],
    ['all.p7b', 'CN=carol', null],
    ['all.p7b', 'CN=dave', null],
    ['erin.pfx', 'CN=erin', null],
    ['carol again.cer', 'import.same-certificate'],
    ['ca.cer', 'import.no-certificate-in-file'],
    ['x.cer', 'certificate.damaged'],
  ]);
});
