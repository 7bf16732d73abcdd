import { createHash } from 'node:crypto';
import type { FileToWrite } from '../ports/files.ts';
import { askedAccount, carolPfx, practiceAnswers, serverPfx } from './practice-answers.ts';
import { makePki, type PracticePki } from './practice-pki.ts';
import { randomPassword } from './random-password.ts';
import { readMe } from './read-me.ts';
import { applicationHostConfig } from './server/application-host-config.ts';
import { webConfig } from './server/web-config.ts';
import { writePfx } from './write-pfx.ts';

/**
 * Returns the files of new practice material: a PKI with random keys, IIS' two configuration files, an answers.json that
 * uses all of them, the random passwords in the form of `--secrets-stdin`, and a MANIFEST.json of it all. `at` (ISO 8601)
 * is the moment at which the certificates are valid, and one of them has expired.
 */
export async function makeSample(at: string): Promise<FileToWrite[]> {
  const pki = await makePki(at);
  const passwords = { server: randomPassword(), carol: randomPassword() };
  const secrets = {
    files: { [serverPfx]: passwords.server, [carolPfx]: passwords.carol },
    accounts: { [askedAccount]: randomPassword() },
  };
  const files = [
    jsonFile('answers.json', practiceAnswers(pki.clients.frank.certificate.toString('base64'))),
    jsonFile('secrets.json', secrets),
    { path: 'README.txt', bytes: readMe() },
    {
      path: 'server/applicationHost.config',
      bytes: applicationHostConfig(pki.clients.dave.certificate.toString('base64')),
    },
    { path: 'server/web.config', bytes: webConfig() },
    ...certificateFiles(pki, passwords),
  ];
  return [...files, manifest(files)];
}

function certificateFiles(
  { root, issuing, server, clients }: PracticePki,
  passwords: { server: string; carol: string },
): FileToWrite[] {
  const { alice, bob, carol, dave, erin, grace, awkward } = clients;
  return [
    { path: 'certificates/root.cer', bytes: root },
    { path: 'certificates/issuing.cer', bytes: Buffer.from(pem(issuing)) },
    {
      path: serverPfx,
      bytes: writePfx(
        {
          friendlyName: 'PRACTICE server',
          privateKey: server.keys.privateKey,
          certificate: server.certificate,
          chain: [issuing, root],
        },
        passwords.server,
      ),
    },
    { path: 'certificates/alice.cer', bytes: alice.certificate },
    { path: 'certificates/bob.pem', bytes: Buffer.from(pemWithText(bob.certificate)) },
    {
      path: carolPfx,
      bytes: writePfx(
        {
          friendlyName: 'PRACTICE Carol Clark',
          privateKey: carol.keys.privateKey,
          certificate: carol.certificate,
          chain: [issuing],
        },
        passwords.carol,
      ),
    },
    { path: 'certificates/dave-expired.cer', bytes: dave.certificate },
    { path: 'certificates/erin-other-root.cer', bytes: erin.certificate },
    { path: 'certificates/grace.cer', bytes: grace.certificate },
    { path: 'certificates/awkward name.cer', bytes: awkward.certificate },
  ];
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\r\n');
}

/** Text around the armour is allowed (RFC 7468, section 2), and tools write it. */
function pemWithText(certificate: Buffer): string {
  return [
    'Certificate of Bob Baker, PRACTICE Contoso: EC key on P-256.',
    'Only what stands between the two lines below is the certificate.',
    '',
    pem(certificate),
    'End of the file.',
    '',
  ].join('\r\n');
}

function jsonFile(path: string, value: unknown): FileToWrite {
  return { path, bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`) };
}

/** With it `--force` may make the material anew in the same folder. */
function manifest(files: readonly FileToWrite[]): FileToWrite {
  const listed = files.map(({ path, bytes }) => ({
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
  }));
  return jsonFile('MANIFEST.json', { files: listed });
}
