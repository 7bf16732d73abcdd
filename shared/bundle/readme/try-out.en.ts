import { makePemFile, tryOutCommands, type TryOutCommands } from '../../steps/prove/try-out-commands.ts';
import type { BundleDocumentInput, DocumentCertificate } from '../bundle-document-input.ts';
import { commands, given, html, table, type Html } from '../html.ts';

/** Returns how the site is tried out from a client computer, and what has to come out. */
export function tryOutSection(input: BundleDocumentInput): Html {
  const { address, plan } = input;
  const client = input.certificates.find(({ role }) => role === 'client');
  const tries = tryOutCommands({
    ...address,
    host: address.host ?? 'HOST-NAME',
    thumbprint: client?.certificate.thumbprint ?? 'THUMBPRINT',
  });
  const isRequired = plan.changes.some(
    ({ resource, after }) => resource === 'ssl-flags' && after.sslFlags.includes('SslRequireCert'),
  );
  return html`<p>
      From a client computer, for each TLS version that visitors use. <code>s_client</code> has to send a request:
      without one a server that asks late never asks for the certificate. <code>-servername</code> tells IIS which site
      is meant.${address.host === null ? html` Put the site's host name in place of <code>HOST-NAME</code>.` : null}
    </p>
    <h3>Windows PowerShell, with Windows' own curl</h3>
    <p>
      It uses the certificate and key from the user's store, so no file and no password is needed. Write
      <code>curl.exe</code>: in Windows PowerShell <code>curl</code> is something else.
    </p>
    ${windowsLines(client, tries)}
    <h3>Linux, macOS or Git Bash, with openssl and curl</h3>
    <p>
      First make a PEM file of the PFX file; openssl asks for the file's password and for a new one that protects the
      key. <code>root.pem</code> is the root of the server's certificate.
    </p>
    ${commands(makePemFile)}
    ${tries.map(
      ({ version, openssl, curl }) =>
        html`<p>${version}:</p>
          ${commands(openssl, curl)}`,
    )}
    <h3>What has to come out</h3>
    ${table(
      'Results',
      ['Visitor', 'Answer'],
      [
        [
          html`With a mapped certificate`,
          html`The page. The IIS log has the mapped account in <code>cs-username</code>.`,
        ],
        [
          html`Without a certificate`,
          isRequired ? html`403.7` : html`Whatever the site shows to a visitor without a certificate.`,
        ],
        [
          html`With a trusted certificate that is not mapped`,
          html`401.2 where no other authentication method is on (inferred). If the page comes, another method lets
          visitors in.`,
        ],
        [html`With a certificate from another root`, html`403.16`],
        [
          html`TLS 1.3 only: connection reset, or 500.0 with 0x80070032`,
          html`HTTP.SYS asks too late. Let it ask in the first handshake, or turn TLS 1.3 off for the binding.`,
        ],
      ],
    )}
    <ul>
      <li>
        <code>Verify return code: 0 (ok)</code> is about the <em>server's</em> certificate. It says nothing about the
        client's.
      </li>
      <li>
        If <code>s_client</code> prints <code>Requested Signature Algorithms</code> before the request is sent, the
        server asks in the first handshake. An empty list of client certificate CA names is usual.
      </li>
      <li>Delete <code>client.pem</code> afterwards: it holds the private key.</li>
    </ul>`;
}

function windowsLines(client: DocumentCertificate | undefined, tries: readonly TryOutCommands[]): Html {
  return html`${client ? html`<p>The thumbprint is that of ${given(client.certificate.subject)}.</p>` : null}
    ${commands(...tries.map(({ windowsCurl }) => windowsCurl))}
    <p>
      TLS 1.3 needs Windows 11 or Windows Server 2022 here. If the server's certificate names no reachable revocation
      list, add <code>--ssl-no-revoke</code>. With openssl for Windows, made as below:
    </p>
    ${commands(...tries.map(({ windowsOpenssl }) => windowsOpenssl))}`;
}
