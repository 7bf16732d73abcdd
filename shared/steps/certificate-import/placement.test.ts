import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../e2e/fixtures/answers.ts';
import { aCertificate } from '../../../e2e/fixtures/certificates.ts';
import { clientInstructions, placements } from './placement.ts';

const root = aCertificate('Root', { isSelfSigned: true, isCertificateAuthority: true });
const issuing = aCertificate('Issuing CA', { issuer: 'CN=Root', isCertificateAuthority: true });
const serverRoot = aCertificate('Server Root', { isSelfSigned: true, isCertificateAuthority: true });
const server = aCertificate('new.example.com', { hasPrivateKey: true });
const alice = aCertificate('alice', { hasPrivateKey: true });

const answers = someAnswers((each) => {
  each.certificateImport = {
    server: { file: 'server.pfx', store: 'WebHosting' },
    authorities: [
      { file: 'all.pem', store: 'Root' },
      { file: 'issuing.cer', store: 'CA' },
    ],
    clients: [{ id: 'alice', file: 'alice.cer' }],
  };
});
const path = (...certificates: { thumbprint: string }[]) => ({
  thumbprints: certificates.map(({ thumbprint }) => thumbprint),
  complete: true,
  problems: [],
});
const facts = someFacts(answers, {
  server: { certificate: server, others: [serverRoot] },
  authorities: [[root], [issuing]],
  clients: [{ id: 'alice', certificate: alice }],
  chains: [
    { of: alice.thumbprint, paths: [path(alice, issuing, root)], missing: [] },
    { of: server.thumbprint, paths: [path(server, serverRoot)], missing: [] },
  ],
});

describe('what goes where', () => {
  it.each([
    [server, 'Cert:\\LocalMachine\\WebHosting', null],
    [alice, null, 'Cert:\\CurrentUser\\My'],
    [root, 'Cert:\\LocalMachine\\Root', null],
    [issuing, 'Cert:\\LocalMachine\\CA', 'Cert:\\CurrentUser\\CA'],
    [serverRoot, null, 'Cert:\\CurrentUser\\Root'],
  ])('puts $subject', (certificate, onServer, onClient) => {
    const found = placements(answers, facts).find(({ thumbprint }) => thumbprint === certificate.thumbprint);
    expect(found).toMatchObject({ server: { store: onServer }, client: { store: onClient } });
  });

  it('takes private keys only to where something signs with them', () => {
    const withKey = placements(answers, facts).map(({ subject, server: there, client }) => [subject, there.withPrivateKey, client.withPrivateKey]); // prettier-ignore
    expect(withKey.filter(([, onServer]) => onServer)).toEqual([[server.subject, true, false]]);
    expect(withKey.filter(([, , onClient]) => onClient)).toEqual([[alice.subject, false, true]]);
  });

  it('never sends an intermediate to Trusted Root, whatever the answers say', () => {
    const wrong = someFacts(answers, { ...facts, authorities: [[root, issuing], []] });
    const found = placements(answers, wrong).find(({ thumbprint }) => thumbprint === issuing.thumbprint);
    expect(found?.server).toMatchObject({ store: 'Cert:\\LocalMachine\\CA' });
    expect(found?.server.reason).toContain('Trusted Root');
  });

  it('tells each client what to import, and to trust the root of the server', () => {
    const [instructions] = clientInstructions(answers, facts);
    const commands = instructions?.steps.flatMap(({ command }) => command ?? []);
    expect(commands).toHaveLength(3);
    expect(commands?.[0]).toContain(
      "Import-PfxCertificate -FilePath 'alice.pfx' -CertStoreLocation Cert:\\CurrentUser\\My",
    );
    expect(commands?.[1]).toContain(`'${serverRoot.thumbprint}.cer'`);
  });
});
