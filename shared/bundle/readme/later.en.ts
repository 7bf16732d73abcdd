import type { BundleDocumentInput, DocumentCertificate } from '../bundle-document-input.ts';
import { day } from '../heading.ts';
import { given, html, table, type Html } from '../html.ts';

/** Returns the failures that nearly everybody meets, with cause and fix. */
export function failureSection(): Html {
  return html`${table(
      'What the visitor or the IIS log shows',
      ['Shown', 'What it means', 'What to do'],
      [
        [
          html`<strong>403</strong> with 403.7, 403.13, 403.16 or 403.17`,
          html`The certificate did not get as far as the mapping. 403.7: none was sent. 403.13: it is revoked, or its
          revocation list could not be fetched. 403.16: it is not trusted. 403.17: it has expired or is not valid yet.`,
          html`403.7: check that the client has the private key, then restart the browser. 403.13: run
            <code>certutil -verify -urlfetch</code> on the server as SYSTEM. 403.16: the root belongs in
            <em>Local Computer, Trusted Root Certification Authorities</em>, intermediates in
            <em>Intermediate Certification Authorities</em>, and only self-signed certificates may be among the roots.
            403.17: renew the certificate; check the clocks.`,
        ],
        [
          html`<strong>0x8007052e</strong> (401.1; 1326, 2147943726)`,
          html`The logon of the mapped account failed: the password in the entry is wrong or old, or the account does
          not exist. With 500.19 it is another matter: IIS cannot open the site's folder.`,
          html`Set the account's password to <code>ask</code> in the answers, export and apply again. For a domain
            account, check the domain.`,
        ],
        [
          html`<strong>0x80093102</strong> or <strong>0x8009310b</strong> (401.1; 2148086018, 2148086027)`,
          html`The <code>certificate</code> attribute is damaged: a character is missing, or it has line breaks, the
            lines BEGIN and END, or something that is no certificate.`,
          html`Do not paste it by hand. Take it from this bundle, or apply again.`,
        ],
      ],
    )}
    <p>
      Where to look, in this order: the IIS log (<code>sc-status</code>, <code>sc-substatus</code>,
      <code>sc-win32-status</code>), <code>httperr.log</code> for connections that never became a request, the System
      log (source Schannel), the log CAPI2/Operational, the Security log (4625). A failed TLS handshake is never in the
      IIS log.
    </p>`;
}

const roles: Record<DocumentCertificate['role'], string> = {
  server: 'Server certificate',
  root: 'Root authority',
  intermediate: 'Intermediate authority',
  client: 'Client certificate',
};

const mostRows = 50;

/** Returns what has to be done when a certificate or password is renewed, and when that is due. */
export function renewalSection({ certificates }: BundleDocumentInput): Html {
  const byEnd = [...certificates].sort((a, b) => (a.certificate.notAfter < b.certificate.notAfter ? -1 : 1));
  return html`<ul>
      <li>
        <strong>Server certificate:</strong> renewing it in IIS Manager or with an ACME client can write the HTTP.SYS
        record anew and drop what it held: asking for the certificate in the first handshake, revocation settings, TLS
        1.3 and HTTP/2 switches. Run <code>verify.ps1</code> afterwards. Better: put the new PFX file into the answers,
        export and apply.
      </li>
      <li>
        <strong>Client certificate:</strong> a one-to-one mapping is for exactly one certificate. A renewed one is
        another one: add it to the answers before the old one ends. Many-to-one mappings go on as long as the names stay
        the same.
      </li>
      <li>
        <strong>Authorities:</strong> a new root or intermediate has to be in the server's stores before the first
        certificate from it is used. Many-to-one rules compare the issuer's name.
      </li>
      <li>
        <strong>Passwords:</strong> IIS logs on with the stored password. When the password of a mapped account changes
        or expires, its visitors get 401.1 until the entry has the new one.
      </li>
      <li>
        <strong>Deployments</strong> can overwrite <code>web.config</code>. Run <code>verify.ps1</code> after each.
      </li>
    </ul>
    ${
      byEnd.length === 0
        ? null
        : table(
            byEnd.length > mostRows
              ? `The ${mostRows} certificates that end first, of ${byEnd.length}`
              : 'When certificates end',
            ['Valid until', 'Certificate', 'Subject'],
            byEnd
              .slice(0, mostRows)
              .map(({ role, certificate }) => [
                day(certificate.notAfter),
                html`${roles[role]}`,
                given(certificate.subject),
              ]),
          )
    }`;
}
