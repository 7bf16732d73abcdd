import { windowsText } from './server/xml-lines.ts';

/** Returns the text that lies beside the practice material and says what each file is for. */
export function readMe(): Uint8Array {
  return windowsText(
    `PRACTICE MATERIAL
=================

Nothing here belongs to a real server, person or company. Every certificate says PRACTICE. The private keys of the CAs
were thrown away when the certificates had been made, so nobody can issue more. Do not put root.cer into the trusted
roots of a computer that does real work.

answers.json     the answers to all steps; it uses every file below
secrets.json     the passwords, for --secrets-stdin; random, different in each folder

server/applicationHost.config    a whole file of an IIS 10 with five sites and the usual locks; another site has
                                 mappings already
server/web.config                the file of the site "new"

certificates/root.cer            root CA (DER)
certificates/issuing.cer         issuing CA (Base-64)
certificates/server.pfx          server certificate for new.example.com with private key and CAs
certificates/alice.cer           RSA, DER
certificates/bob.pem             EC P-256, PEM with text around it
certificates/carol.pfx           EC P-256 with private key: for the client's computer
certificates/dave-expired.cer    expired
certificates/erin-other-root.cer from another root, which is not here; the only one that names a revocation list
certificates/grace.cer           has no mapping of its own: a many-to-one mapping takes her
certificates/awkward name.cer    quotes, commas, other scripts and a PowerShell expression in the name
frank                            stands in answers.json itself; a many-to-one mapping turns contractors away

The PFX files need Windows 10 1709, Windows Server 2019 or later.
`,
    { byteOrderMark: true },
  );
}
