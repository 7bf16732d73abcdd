import type { BundleDocumentInput } from '../bundle-document-input.ts';
import { day } from '../heading.ts';
import { commands, given, html, table, type Html } from '../html.ts';

const mostRows = 50;

/** Returns where the visitors' certificates and their authorities go. */
export function clientSection({ certificates }: BundleDocumentInput): Html {
  const clients = certificates.filter(({ role }) => role === 'client');
  return html`<p>
      Each client computer needs the certificate <strong>with its private key</strong>, so its PFX file. The server
      never needs that file or its password: the public certificate is in the configuration.
    </p>
    <ol>
      <li>
        Sign in as the user who visits the site and double-click the PFX file. Choose <em>Current User</em> and the
        store <em>Personal</em>. For a service, choose <em>Local Machine</em>, store <em>Personal</em>, and let the
        service's account read the private key. Or in Windows PowerShell; it asks for the file's password:
        ${commands(`Import-PfxCertificate -FilePath 'C:\\PATH\\TO\\client.pfx' -CertStoreLocation Cert:\\CurrentUser\\My -Password (Read-Host 'Password of the PFX file' -AsSecureString)`)}
      </li>
      <li>
        Intermediate authorities of the client certificate go into <em>Intermediate Certification Authorities</em> of
        the same computer, so that it can send them along.
      </li>
      <li>
        If the server's certificate comes from a private authority, its root goes into
        <em>Trusted Root Certification Authorities</em> of the client computer.
      </li>
      <li>
        Restart the browser: it remembers which certificate was chosen, "none" included. Firefox can have a certificate
        store of its own.
      </li>
    </ol>
    ${
      clients.length === 0
        ? null
        : table(
            clients.length > mostRows
              ? `The first ${mostRows} of ${clients.length} client certificates`
              : 'Client certificates of this plan',
            ['Subject', 'Thumbprint', 'Valid until'],
            clients
              .slice(0, mostRows)
              .map(({ certificate }) => [
                given(certificate.subject),
                html`<code>${certificate.thumbprint}</code>`,
                day(certificate.notAfter),
              ]),
          )
    }`;
}
