import type { BundleDocumentInput } from '../bundle-document-input.ts';
import { commands, given, html, table, type Html } from '../html.ts';
import { powerShellArgument, programArgument, shellArgument } from '../quote.ts';

const versions = [
  { name: 'TLS 1.2', openssl: '-tls1_2', curl: '--tlsv1.2 --tls-max 1.2' },
  { name: 'TLS 1.3', openssl: '-tls1_3', curl: '--tlsv1.3' },
] as const;

/** Returns how the site is tried out from a client computer, and what has to come out. */
export function tryOutSection(input: BundleDocumentInput): Html {
  const { address, plan } = input;
  const host = address.host ?? 'HOST-NAME';
  const path = encodePath(address.path);
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
    ${windowsLines(input, host, path)}
    <h3>Linux, macOS or Git Bash, with openssl and curl</h3>
    <p>
      First make a PEM file of the PFX file; openssl asks for the file's password and for a new one that protects the
      key. <code>root.pem</code> is the root of the server's certificate.
    </p>
    ${commands('openssl pkcs12 -in client.pfx -out client.pem')}
    ${versions.map(
      ({ name, openssl, curl }) =>
        html`<p>${name}:</p>
          ${commands(
            `printf 'GET %s HTTP/1.1\\r\\nHost: %s\\r\\nConnection: close\\r\\n\\r\\n' ${shellArgument(path)} ${shellArgument(host)} | openssl s_client -connect ${shellArgument(`${host}:${address.port}`)} -servername ${shellArgument(host)} ${openssl} -cert client.pem -CAfile root.pem -ign_eof`,
            `curl -v --http1.1 ${curl} --cert client.pem --cacert root.pem ${shellArgument(url(host, address.port, path))}`,
          )}`,
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

function windowsLines({ certificates, address }: BundleDocumentInput, host: string, path: string): Html {
  const client = certificates.find(({ role }) => role === 'client')?.certificate;
  const store = programArgument(`CurrentUser\\MY\\${client?.thumbprint ?? 'THUMBPRINT'}`);
  const target = programArgument(url(host, address.port, path));
  const request = [`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close', '', '']
    .map(powerShellArgument)
    .join(', ');
  return html`${client ? html`<p>The thumbprint is that of ${given(client.subject)}.</p>` : null}
    ${commands(...versions.map(({ curl }) => `curl.exe -v --http1.1 ${curl} --cert ${store} ${target}`))}
    <p>
      TLS 1.3 needs Windows 11 or Windows Server 2022 here. If the server's certificate names no reachable revocation
      list, add <code>--ssl-no-revoke</code>. With openssl for Windows, made as below:
    </p>
    ${commands(
      ...versions.map(
        ({ openssl }) =>
          `@(${request}) -join "\`r\`n" | openssl s_client -connect ${programArgument(`${host}:${address.port}`)} -servername ${programArgument(host)} ${openssl} -cert client.pem -CAfile root.pem -ign_eof`,
      ),
    )}`;
}

function url(host: string, port: number, path: string): string {
  return `https://${host}${port === 443 ? '' : `:${port}`}${path}`;
}

/** Half a surrogate pair cannot be encoded; nothing that a server could answer has one. */
function encodePath(path: string): string {
  return encodeURI(path.replace(/\p{Surrogate}/gu, '\ufffd'));
}
