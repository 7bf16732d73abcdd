import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { open } from '../../electron/core/certificates/testing/open.ts';
import { hasOpenssl, Workshop } from '../../electron/core/certificates/testing/openssl.ts';

const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const authority =
  'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n';
const day = 86_400_000;

/** What is unlike in a chain of root, issuing CA and leaf that is sound otherwise. */
interface Fault {
  readonly authority?: string;
  readonly leaf?: string;
  readonly subject?: string;
  /** Days from now at which it is looked at; the leaf has 30, the CAs have 3650. */
  readonly in?: number;
  /** Changes the leaf after it was signed. */
  readonly changes?: (leaf: Buffer) => Buffer;
}

const constrained = (rule: string) => `${authority}nameConstraints=critical,${rule}\n`;
const named = (name: string) => `subjectAltName=${name}\n`;
const below = '[permitted]\nO=Contoso\n';

const faults: readonly (readonly [string, Fault])[] = [
  ['sound', {}],
  ['expired leaf', { in: 60 }],
  ['not valid yet', { in: -2 }],
  ['expired authority', { in: 5000 }],
  ['no CA flag', { authority: 'basicConstraints=critical,CA:FALSE\nkeyUsage=keyCertSign\n' }],
  ['no basic constraints', { authority: 'keyUsage=critical,keyCertSign\n' }],
  ['key usage that does not sign certificates', { authority: 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,cRLSign\n' }],
  ['path length of nothing, a leaf below', { authority: authority.replace('CA:TRUE', 'CA:TRUE,pathlen:0') }],
  ['path length of nothing, a CA at the end', { authority: authority.replace('CA:TRUE', 'CA:TRUE,pathlen:0'), leaf: authority }],
  ['leaf for another purpose', { leaf: 'extendedKeyUsage=1.2.3.4\n' }],
  ['unknown critical extension', { leaf: '1.2.3.4.5=critical,ASN1:NULL\n' }],
  ['unknown extension', { leaf: '1.2.3.4.5=ASN1:NULL\n' }],
  ['unknown critical extension of the authority', { authority: `${authority}1.2.3.4.5=critical,ASN1:NULL\n` }],
  ['critical statement of qualified certificates', { leaf: '1.3.6.1.5.5.7.1.3=critical,DER:3000\n' }],
  ['critical freshest CRL', { leaf: 'freshestCRL=critical,URI:http://crl.example.com/delta.crl\n' }],
  ['critical template of Microsoft, absent', { leaf: '1.3.6.1.4.1.311.21.7=DER:300406022a03\n' }],
  ['critical policies', { leaf: 'certificatePolicies=critical,1.2.3.4\n' }],
  ['damaged basic constraints', { authority: '2.5.29.19=critical,DER:040178\nkeyUsage=critical,keyCertSign\n' }],
  ['damaged alternative names', { leaf: '2.5.29.17=DER:040178\n' }],
  ['signature changed', { changes: (leaf) => Buffer.concat([leaf.subarray(0, -1), Buffer.of((leaf.at(-1) ?? 0) ^ 1)]) }],
  ['DNS name within', { authority: constrained('permitted;DNS:example.com'), leaf: named('DNS:a.example.com') }],
  ['DNS name outside', { authority: constrained('permitted;DNS:example.com'), leaf: named('DNS:a.example.org') }],
  ['DNS name that only ends alike', { authority: constrained('permitted;DNS:example.com'), leaf: named('DNS:badexample.com') }],
  ['DNS name that is excluded', { authority: constrained('excluded;DNS:example.com'), leaf: named('DNS:a.example.com') }],
  ['name of another kind', { authority: constrained('permitted;DNS:example.com'), leaf: named('email:a@example.org') }],
  ['mailbox within', { authority: constrained('permitted;email:example.com'), leaf: named('email:a@example.com') }],
  ['mailbox of a host below', { authority: constrained('permitted;email:example.com'), leaf: named('email:a@sub.example.com') }],
  ['mailbox in the subject outside', { authority: constrained('permitted;email:example.com'), subject: '/emailAddress=a@example.org' }],
  ['address within', { authority: constrained('permitted;IP:10.0.0.0/255.0.0.0'), leaf: named('IP:10.1.2.3') }],
  ['address outside', { authority: constrained('permitted;IP:10.0.0.0/255.0.0.0'), leaf: named('IP:11.1.2.3') }],
  ['address that is excluded', { authority: constrained('excluded;IP:2001:db8::/ffff:ffff::'), leaf: named('IP:2001:db8::1') }],
  ['directory name within', { authority: constrained('permitted;dirName:permitted') + below, subject: '/O=CONTOSO/CN=leaf' }],
  ['directory name outside', { authority: constrained('permitted;dirName:permitted') + below, subject: '/O=Fabrikam/CN=leaf' }],
  ['directory name that is excluded', { authority: constrained('excluded;dirName:permitted') + below, subject: '/O=Contoso/CN=leaf' }],
]; // prettier-ignore

describe.skipIf(!hasOpenssl)('chains, beside openssl verify', () => {
  const workshop = new Workshop();
  const sign = (name: string, issuer: string, subject: string, extensions: string, days: number) => {
    workshop.write('extensions', extensions === '' ? '\n' : extensions);
    workshop.run('req', '-new', ...key, '-nodes', '-keyout', `${name}.key`, '-out', 'request', '-subj', subject);
    workshop.run('x509', '-req', '-in', 'request', '-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial', '-days', String(days), '-extfile', 'extensions', '-out', `${name}.pem`); // prettier-ignore
  };

  beforeAll(() => {
    workshop.selfSigned('root', key, '/CN=root', ['-days', '3650']);
  });

  it.each(faults)('%s', async (_, fault) => {
    sign('authority', 'root', '/CN=authority', fault.authority ?? authority, 3650);
    sign('leaf', 'authority', fault.subject ?? '/CN=leaf', fault.leaf ?? '', 30);
    workshop.run('x509', '-in', 'leaf.pem', '-outform', 'der', '-out', 'leaf.der');
    workshop.write('leaf.der', (fault.changes ?? ((leaf) => leaf))(workshop.read('leaf.der')));
    workshop.run('x509', '-inform', 'der', '-in', 'leaf.der', '-out', 'leaf.pem');
    const instant = new Date(Date.now() + (fault.in ?? 1) * day);
    const seconds = String(Math.floor(instant.getTime() / 1000));
    const { status } = spawnSync('openssl', ['verify', '-CAfile', 'root.pem', '-untrusted', 'authority.pem', '-attime', seconds, 'leaf.pem'], { cwd: workshop.folder }); // prettier-ignore
    const files = { 'leaf.der': workshop.read('leaf.der'), others: Buffer.concat([workshop.read('authority.pem'), workshop.read('root.pem')]) }; // prettier-ignore
    const { chains } = await open(files, {}, instant.toISOString());
    const isSound = chains[0]?.paths.some(({ complete, problems }) => complete && problems.length === 0);
    expect({ isSound, problems: chains[0]?.paths.map(({ problems }) => problems) }).toMatchObject({ isSound: status === 0 }); // prettier-ignore
  });
});
