import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { open } from '../../electron/core/certificates/testing/open.ts';
import { hasOpenssl, Workshop } from '../../electron/core/certificates/testing/openssl.ts';

const authority =
  'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n';
const day = 86_400_000;

/** What is unlike in a chain of root, issuing CA and leaf that is sound otherwise. */
interface Fault {
  /** Extensions. */
  readonly root?: string;
  readonly authority?: string;
  readonly leaf?: string;
  /** Names. */
  readonly authoritySubject?: string;
  readonly subject?: string;
  readonly serial?: string;
  /** Writes the curve of the leaf's key out. */
  readonly explicitCurve?: true;
  /** Days from now at which it is looked at; the leaf has 30, the CAs have 3650. */
  readonly in?: number;
  /** Changes the leaf after it was signed. */
  readonly changes?: (leaf: Buffer) => Buffer;
}

const constrained = (rule: string) => `${authority}nameConstraints=critical,${rule}\n`;
const named = (name: string) => `subjectAltName=${name}\n`;
const keyIdentifier = 'authorityKeyIdentifier=keyid\n';
const below = '[permitted]\nO=Contoso\n';
const hosts = (count: number) => Array.from({ length: count }, (_, at) => `h${at}.example.com`);
const tooMany = (names: number, limits: number): Fault => ({
  authority: `${constrained('@limits')}[limits]\n${hosts(limits).map((host, at) => `permitted;DNS.${at}=${host}\n`).join('')}`, // prettier-ignore
  leaf: `${named('@names')}[names]\n${hosts(names).map((host, at) => `DNS.${at}=${host}\n`).join('')}`, // prettier-ignore
});
const sha256WithEcdsa = Buffer.from('2a8648ce3d040302', 'hex');
const sha384WithEcdsa = Buffer.from('2a8648ce3d040303', 'hex');
const otherAlgorithmOutside = (leaf: Buffer) => {
  const at = leaf.lastIndexOf(sha256WithEcdsa);
  return Buffer.concat([leaf.subarray(0, at), sha384WithEcdsa, leaf.subarray(at + sha384WithEcdsa.length)]);
};

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
  ['damaged addresses of the issuer', { leaf: '1.3.6.1.5.5.7.1.1=DER:040178\n' }],
  ['critical addresses of the issuer', { leaf: '1.3.6.1.5.5.7.1.1=critical,DER:3018301606082b06010505073002860a687474703a2f2f612f62\n' }],
  ['damaged policies', { leaf: '2.5.29.32=DER:040178\n' }],
  ['damaged addresses of revocation lists', { leaf: '2.5.29.31=DER:040178\n' }],
  ['damaged key identifier', { authority: authority.replace('subjectKeyIdentifier=hash', '2.5.29.14=DER:3000') }],
  ['damaged key identifier of the issuer', { leaf: '2.5.29.35=DER:040178\n' }],
  ['damaged key usage', { leaf: '2.5.29.15=DER:040178\n' }],
  ['key usage without a use', { leaf: '2.5.29.15=DER:030100\n' }],
  ['key usage with a use that nobody knows', { leaf: '2.5.29.15=DER:030400000040\n' }],
  ['address of revocation lists that is none', { leaf: '2.5.29.31=DER:3006300481020640\n' }],
  ['issuer of revocation lists instead of an address', { leaf: 'crlDistributionPoints=point\n[point]\nCRLissuer=dirName:permitted\n[permitted]\nO=Contoso\n' }],
  ['damaged extended key usage', { leaf: '2.5.29.37=DER:040178\n' }],
  ['damaged other names of the issuer', { leaf: '2.5.29.18=DER:040178\n' }],
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
  ['root without basic constraints', { root: 'keyUsage=critical,keyCertSign\n' }],
  ['root without basic constraints that may not sign', { root: 'keyUsage=critical,digitalSignature\n' }],
  ['root that says it is no CA', { root: 'basicConstraints=critical,CA:FALSE\n' }],
  ['root of version 1', { root: '' }],
  ['authority of version 1', { authority: '' }],
  ['basic constraints that are not critical', { authority: authority.replace('critical,CA', 'CA') }],
  ['path length of nothing of the root, an authority below', { root: authority.replace('CA:TRUE', 'CA:TRUE,pathlen:0') }],
  ['path length of nothing of the root, a new key of the root below', { root: authority.replace('CA:TRUE', 'CA:TRUE,pathlen:0'), authoritySubject: '/CN=root', leaf: keyIdentifier }],
  ['names outside at a new key of the root', { root: constrained('permitted;dirName:permitted') + below, authoritySubject: '/CN=root', subject: '/O=Contoso/CN=leaf', leaf: keyIdentifier }],
  ['names outside at an authority', { root: constrained('permitted;dirName:permitted') + below, subject: '/O=Contoso/CN=leaf' }],
  ['no subject, no alternative name', { subject: '/' }],
  ['serial number of zero', { serial: '0' }],
  ['negative serial number', { serial: '-5' }],
  ['serial number of 25 octets', { serial: `0x${'7f'.repeat(25)}` }],
  ['other algorithm outside the signed part', { changes: otherAlgorithmOutside }],
  ['curve that is spelled out', { explicitCurve: true }],
  ['alternative names twice', { leaf: 'subjectAltName=DNS:a.example.com\n2.5.29.17=DER:3003820162\n' }],
  ['critical OCSP without revocation', { leaf: '1.3.6.1.5.5.7.48.1.5=critical,ASN1:NULL\n' }],
  ['explicit policy that nobody has', { authority: `${authority}policyConstraints=critical,requireExplicitPolicy:0\n` }],
  ['may sign certificates, and is no CA', { leaf: 'basicConstraints=CA:FALSE\nkeyUsage=keyCertSign\n' }],
  ['no key identifiers', { authority: authority.replace('subjectKeyIdentifier=hash\n', 'subjectKeyIdentifier=none\n'), leaf: 'authorityKeyIdentifier=none\n' }],
  ['mailbox in the subject outside, beside another', { authority: constrained('permitted;email:example.com'), subject: '/emailAddress=a@example.org', leaf: named('email:a@example.com') }],
  ['mailbox that is permitted itself', { authority: constrained('permitted;email:a@example.com'), leaf: named('email:a@EXAMPLE.com') }],
  ['mailbox of another letter case', { authority: constrained('permitted;email:a@example.com'), leaf: named('email:A@example.com') }],
  ['URI within', { authority: constrained('permitted;URI:.example.com'), leaf: named('URI:https://a.example.com/x') }],
  ['URI outside', { authority: constrained('permitted;URI:.example.com'), leaf: named('URI:https://example.org/x') }],
  ['URI that is excluded', { authority: constrained('excluded;URI:a.example.com'), leaf: named('URI:https://a.example.com/x') }],
  ['wildcard within', { authority: constrained('permitted;DNS:example.com'), leaf: named('DNS:*.example.com') }],
  ['wildcard above what is excluded', { authority: constrained('excluded;DNS:a.example.com'), leaf: named('DNS:*.example.com') }],
  ['host name in the common name outside', { authority: constrained('permitted;DNS:example.com'), subject: '/CN=a.example.org', leaf: 'extendedKeyUsage=serverAuth\n' }],
  ['common name outside that is no host name', { authority: constrained('permitted;DNS:example.com'), subject: '/CN=Alice Doe', leaf: 'extendedKeyUsage=clientAuth\n' }],
  ['name of an application, where nothing is permitted', { authority: constrained('permitted;otherName:1.2.3.4;UTF8:x'), leaf: named('otherName:1.2.3.4;UTF8:x') }],
  ['DNS name within, least depth spelled out', { authority: `${authority}2.5.29.30=critical,DER:3014a0123010820b6578616d706c652e636f6d800100\n`, leaf: named('DNS:a.example.com') }],
  ['DNS name within, with a least depth', { authority: `${authority}2.5.29.30=critical,DER:3014a0123010820b6578616d706c652e636f6d800101\n`, leaf: named('DNS:a.example.com') }],
  ['many names', tooMany(1023, 1024)],
  ['more names than anybody compares', tooMany(1024, 1024)],
  ['directory name that is excluded', { authority: constrained('excluded;dirName:permitted') + below, subject: '/O=Contoso/CN=leaf' }],
]; // prettier-ignore

const keys = { root: [], authority: [], leaf: [], explicit: ['-pkeyopt', 'ec_param_enc:explicit'] };

describe.skipIf(!hasOpenssl)('chains, beside openssl verify', () => {
  const workshop = new Workshop();
  const requests = new Map<string, string>();
  const request = (key: keyof typeof keys, subject: string): string => {
    const known = requests.get(key + subject);
    if (known !== undefined) return known;
    const name = `request-${requests.size}`;
    workshop.run('req', '-new', '-key', `${key}.key`, '-out', name, '-subj', subject);
    requests.set(key + subject, name);
    return name;
  };
  const sign = (
    name: string,
    key: keyof typeof keys,
    subject: string,
    extensions: string,
    signer: readonly string[],
  ) => {
    workshop.write('extensions', extensions === '' ? '\n' : extensions);
    workshop.run('x509', '-req', '-in', request(key, subject), ...signer, '-extfile', 'extensions', '-out', name); // prettier-ignore
  };
  const root = (extensions: string) => {
    sign('root.pem', 'root', '/CN=root', extensions, ['-signkey', 'root.key', '-days', '3650']);
  };
  const by = (issuer: string, days: number, serial = '1') => ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-set_serial', serial, '-days', String(days)]; // prettier-ignore

  beforeAll(() => {
    for (const [name, options] of Object.entries(keys))
      workshop.run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', ...options, '-out', `${name}.key`); // prettier-ignore
  });

  /** Returns the verdicts of both over a chain with the fault. */
  const verdicts = async (fault: Fault) => {
    root(fault.root ?? authority);
    sign('authority.pem', 'authority', fault.authoritySubject ?? '/CN=authority', fault.authority ?? authority, by('root', 3650)); // prettier-ignore
    sign('leaf.pem', fault.explicitCurve ? 'explicit' : 'leaf', fault.subject ?? '/CN=leaf', fault.leaf ?? '', by('authority', 30, fault.serial)); // prettier-ignore
    const leaf = (fault.changes ?? ((signed) => signed))(derOf(workshop.read('leaf.pem').toString()));
    workshop.write('leaf.pem', pemOf(leaf));
    const instant = new Date(Date.now() + (fault.in ?? 1) * day);
    const seconds = String(Math.floor(instant.getTime() / 1000));
    const { status, stderr } = spawnSync('openssl', ['verify', '-CAfile', 'root.pem', '-untrusted', 'authority.pem', '-attime', seconds, 'leaf.pem'], { cwd: workshop.folder }); // prettier-ignore
    const files = { 'leaf.cer': leaf, others: Buffer.concat([workshop.read('authority.pem'), workshop.read('root.pem')]) }; // prettier-ignore
    const { chains } = await open(files, {}, instant.toISOString());
    const paths = chains[0]?.paths ?? [];
    const isSound = paths.some(({ complete, problems }) => complete && problems.length === 0);
    if (status !== 0 && !/verification failed/.test(String(stderr))) throw new Error(`openssl: ${String(stderr)}`);
    return { openssl: status === 0, isSound, problems: paths.map(({ problems }) => problems) };
  };

  it.each(faults)('%s', async (_, fault) => {
    const { openssl, ...ours } = await verdicts(fault);
    expect(ours).toMatchObject({ isSound: openssl });
  });

  it.each<[string, Fault]>([
    ['a key identifier that names another key', { leaf: '2.5.29.35=DER:3006800401020304\n' }],
    ['a root that says nothing of what it is', { root: 'subjectAltName=DNS:a.example.com\n' }],
  ])('is milder on purpose with %s', async (_, fault) => {
    expect(await verdicts(fault)).toMatchObject({ openssl: false, isSound: true });
  });
});

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64');
}

function pemOf(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END CERTIFICATE-----\n`;
}
