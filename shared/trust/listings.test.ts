import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCertutilListing } from './certutil-listing.ts';
import { readPowerShellListing } from './powershell-listing.ts';
import { readServerSettings } from './server-settings.ts';

const root = 'CDD4EEAE6000AC7F40C3802C171E30148030C072';
const issued = '0563B8630D62D75ABBC8AB1E4BDFB5A899B24D43';
const spaced = (thumbprint: string) => (thumbprint.match(/../g) ?? []).join(' ').toLowerCase();

describe('output of Get-ChildItem', () => {
  const block = (thumbprint: string, issuer: string, rawData = '{48, 130, 5, 153...}') => `
PSPath                   : Microsoft.PowerShell.Security\\Certificate::LocalMachine\\Root\\${thumbprint}
PSParentPath             : Microsoft.PowerShell.Security\\Certificate::LocalMachine\\Root
PSChildName              : ${thumbprint}
PSIsContainer            : False
EnhancedKeyUsageList     : {}
FriendlyName             : A name: with a colon
NotAfter                 : 09.05.2021 16:28:13
RawData                  : ${rawData}
Thumbprint               : ${thumbprint}
Version                  : 3
Issuer                   : ${issuer}
Subject                  : CN=Contoso Root CA, OU=(c) 2026 Contoso - For authorized use only, OU=Contoso Trust
                           Network, DC=contoso, DC=com
`;

  it('as a list gives names and store, joined where the console broke a line', () => {
    const name =
      'CN=Contoso Root CA, OU=(c) 2026 Contoso - For authorized use only, OU=Contoso Trust Network, DC=contoso, DC=com';
    const text = `\n\n${block(root, name)}\n\n${block(issued, 'CN=Other')}`;
    for (const lines of [text, text.replaceAll('\n', '\r\n')]) {
      expect(readPowerShellListing(lines)).toEqual([
        { store: 'Root', thumbprint: root, issuer: name, subject: name, encoding: null },
        { store: 'Root', thumbprint: issued, issuer: 'CN=Other', subject: name, encoding: null },
      ]);
    }
  });

  it('as a list gives the bytes where none of them was left out', () => {
    const octets = [48, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const [whole] = readPowerShellListing(block(root, 'CN=A', `{${octets.join(', ')}}`)) ?? [];
    expect(whole?.encoding).toEqual(Uint8Array.from(octets));
    const [cut] = readPowerShellListing(block(root, 'CN=A', `{${octets.join(', ')}…}`)) ?? [];
    expect(cut?.encoding).toBeNull();
  });

  it('as a table gives thumbprints, and a name only where it is whole', () => {
    const text = `

   PSParentPath: Microsoft.PowerShell.Security\\Certificate::LocalMachine\\root

Thumbprint                                Subject
----------                                -------
${root}  CN=Contoso Root CA, DC=contoso
${issued}  CN=Contoso Issuing CA with a long name, OU=...
`;
    expect(readPowerShellListing(text)).toEqual([
      { store: 'root', thumbprint: root, subject: 'CN=Contoso Root CA, DC=contoso', issuer: null, encoding: null },
      { store: 'root', thumbprint: issued, subject: null, issuer: null, encoding: null },
    ]);
  });
});

describe('output of certutil -store', () => {
  const english = `Root "Trusted Root Certification Authorities"
================ Certificate 0 ================
Serial Number: 79ad16a14aa0a5ad4c7358f407132e65
Issuer: CN=Contoso Root CA, DC=contoso, DC=com
 NotBefore: 5/9/2001 4:19 PM
 NotAfter: 5/9/2021 4:28 PM
Subject: CN=Contoso Root CA, DC=contoso, DC=com
Signature matches Public Key
Root Certificate: Subject matches Issuer
Cert Hash(sha1): ${root.toLowerCase()}
No key provider information
Cannot find the certificate and private key for decryption.

================ Certificate 1 ================
Serial Number: 01
Issuer: CN=Contoso Root CA, DC=contoso, DC=com
 NotBefore: 5/9/2001 4:19 PM
 NotAfter: 5/9/2021 4:28 PM
Subject: CN=Contoso Issuing CA
CA Version: V0.0
Non-root Certificate
Template: SubCA
Cert Hash(sha1): ${spaced(issued)}
  Key Container = abc
CertUtil: -store command completed successfully.
`;
  const german = english
    .replace('Trusted Root Certification Authorities', 'Vertrauenswürdige Stammzertifizierungsstellen')
    .replaceAll('Certificate ', 'Zertifikat ')
    .replaceAll('Serial Number', 'Seriennummer')
    .replaceAll('Issuer:', 'Aussteller:')
    .replaceAll('Subject:', 'Antragsteller:')
    .replaceAll(' NotBefore: 5/9/2001 4:19 PM', ' Nicht vor: 09.05.2001 16:19')
    .replaceAll('Signature matches Public Key', 'Signatur stimmt mit dem öffentlichen Schlüssel überein')
    .replaceAll(
      'Root Certificate: Subject matches Issuer',
      'Stammzertifikat: Antragsteller stimmt mit Aussteller überein',
    )
    .replaceAll('Cert Hash', 'Zertifikathash');
  const french = english
    .replace('Trusted Root Certification Authorities', 'Autorités de certification racines de confiance')
    .replaceAll('Certificate ', 'Certificat ')
    .replaceAll('Serial Number', 'Numéro de série ')
    .replaceAll('Issuer:', 'Émetteur :')
    .replaceAll('Subject:', 'Objet :')
    .replaceAll('Cert Hash', 'Hach. cert.');

  it.each([
    ['English', english],
    ['German', german],
    ['French', french],
  ])('is read in %s', (_, text) => {
    const name = 'CN=Contoso Root CA, DC=contoso, DC=com';
    expect(readCertutilListing(text)).toEqual([
      { store: 'Root', thumbprint: root, issuer: name, subject: name, encoding: null },
      {
        store: 'Root',
        thumbprint: issued,
        issuer: name,
        subject: 'CN=Contoso Issuing CA',
        hasPrivateKey: true,
        encoding: null,
      },
    ]);
  });

  it('of two stores in one file gives each its own', () => {
    const both = `${english}\n${english.replace(/^Root "[^"]*"/, 'CA "Intermediate Certification Authorities"')}`;
    expect(readCertutilListing(both)?.map(({ store }) => store)).toEqual(['Root', 'Root', 'CA', 'CA']);
  });

  it('keeps the place of a name that is empty', () => {
    const text = english.replace('Subject: CN=Contoso Issuing CA', 'Subject: EMPTY (DNS Name=a)');
    expect(readCertutilListing(text)?.[1]).toMatchObject({
      subject: '',
      issuer: 'CN=Contoso Root CA, DC=contoso, DC=com',
    });
  });
});

describe('settings of a server', () => {
  it.each([
    ['    SendTrustedIssuerList    REG_DWORD    0x1', { sendTrustedIssuerList: 1 }],
    ['"ClientAuthTrustMode"=dword:00000002', { clientAuthTrustMode: 2 }],
    ['ClientAuthTrustMode : 1\nPSPath : x', { clientAuthTrustMode: 1 }],
    [
      '    Ctl Identifier               : (null)\n    Ctl Store Name               : ClientAuthIssuer',
      { ctlStore: 'ClientAuthIssuer' },
    ],
    ['    Ctl Store Name               : (null)', { ctlStore: '' }],
    [
      '        [X] Client Certificate Mapping Authentication     Web-Client-Auth    Installed',
      { features: new Map([['web-client-auth', true]]) },
    ],
    ['Name : Web-Cert-Auth\nInstalled : False', { features: new Map([['web-cert-auth', false]]) }],
  ])('are read from %j', (text, expected) => {
    expect(readServerSettings(text)).toMatchObject(expected);
  });

  it('are none in any other text', () => {
    expect(readServerSettings('SendTrustedIssuerList is 1, they say')).toBeNull();
  });
});

describe('every reader of listings', () => {
  it('takes any text', () => {
    const pieces = fc.constantFrom(
      '=== a 0 ===\n',
      'Thumbprint : ',
      root,
      '\n\n',
      '(sha1): ',
      'Issuer: CN=a\n',
      '{48, ',
      ' : ',
      'PSPath',
      '[X] Web-Client-Auth',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          for (const read of [readCertutilListing, readPowerShellListing, readServerSettings]) read(text);
        },
      ),
    );
  });
});
